package quality

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/engine"
	"shiyun/indexer/search"
	"shiyun/indexer/texts"
)

// With opens the archive in dir, whose index opener has, and runs fn on its library and its search,
// once the index has caught up.
func With(ctx context.Context, dir string, opener engine.Opener, log *slog.Logger, fn func(*Library, *search.Searcher) error) (err error) {
	s, err := store.Open(ctx, dir)
	if err != nil {
		return fmt.Errorf("open archive: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	l, err := ReadLibrary(ctx, s)
	if err != nil {
		return err
	}
	cfg := indexer.Config{Store: s, Engine: opener, Dir: dir, Texts: texts.NewTable(), Log: log}
	return indexer.With(ctx, cfg, func(x *indexer.Index) error {
		if !x.Complete() {
			return errors.New("another program holds the index of this archive; copy the directory and measure the copy")
		}
		return fn(l, search.New(x, s))
	})
}

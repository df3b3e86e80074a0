package main

import (
	"context"
	"errors"
	"fmt"

	"shiyun/corpus/batch"
	"shiyun/corpus/store"
)

// importPoems makes an archive of a file in dir.
func importPoems(ctx context.Context, dir, path string) (err error) {
	s, err := store.Open(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	report, err := batch.Run(ctx, s, batch.Options{Sources: []batch.Source{batch.Path(path)}, Publish: true})
	if err == nil && report.Failed > 0 {
		err = fmt.Errorf("import %s: %d rows refused, the first: %+v", path, report.Failed, report.Errors[0])
	}
	return err
}

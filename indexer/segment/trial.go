package segment

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Try loads the dictionary once more with other words than the loader of the
// process has, runs fn on it and frees it. It takes half a second and 120 MB
// meanwhile: callers do this one at a time. dir is that of the loader; nothing
// of words stays there. ctx is looked at before loading, which cannot be
// broken off.
func Try(ctx context.Context, dir string, words []Word, fn func(Segmenter) error) error {
	dict, err := userDict(words)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	paths, err := installDicts(dir, nil)
	if err != nil {
		return err
	}
	j, err := openTrial(paths, dict)
	if err != nil {
		return fmt.Errorf("try dictionary: %w", err)
	}
	defer j.close()
	return fn(j)
}

// openTrial reads the words from a file that is gone as soon as it has been
// read. One that a dying process leaves is cleared away as other temporary
// files are.
func openTrial(paths dictPaths, dict []byte) (*jieba, error) {
	f, err := os.CreateTemp(filepath.Dir(paths.main), tempPrefix+"*")
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name()) // cleared away later where this fails
	if _, err = f.Write(dict); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	paths.user = f.Name()
	c, err := newCutter(paths)
	if err != nil {
		return nil, err
	}
	return newJieba(c, jiebaFingerprint(dict))
}

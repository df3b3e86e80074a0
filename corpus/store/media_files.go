package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
)

// CheckMedia returns what is wrong with a file of media in dir, the zero
// message for nothing; in full by its every byte.
func CheckMedia(dir string, file poems.MediaFile, full bool) (corpus.Message, error) {
	path := filepath.Join(dir, filepath.Base(file.Name))
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return corpus.NewMessage("verify.media_missing", file.Name), nil
	case err != nil:
		return corpus.Message{}, fmt.Errorf("look at file: %w", err)
	case info.Size() != file.Size:
		return corpus.NewMessage("verify.media_size", file.Name, int(info.Size()), int(file.Size)), nil
	case !full:
		return corpus.Message{}, nil
	}
	hash, err := poems.HashFile(path)
	if err == nil && file.Hash != "" && hash != file.Hash {
		return corpus.NewMessage("verify.media_changed", file.Name), nil
	}
	return corpus.Message{}, err
}

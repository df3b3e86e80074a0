// Package sample is the sample archive: poems written for this project, set in
// a neighbourhood like 东亭, every one marked as a sample. The regulated forms
// keep metre and rhyme by 中华新韵.
package sample

import (
	"embed"
	"fmt"
	"io"
	"io/fs"

	"shiyun/corpus/batch"
)

// Tag marks every sample poem.
const Tag = "样例"

// files holds the samples as JSON lines in the import format.
//
//go:embed poems/*.jsonl
var files embed.FS

// Sources are the samples, ready to import.
func Sources() ([]batch.Source, error) {
	paths, err := fs.Glob(files, "poems/*.jsonl")
	if err != nil {
		return nil, fmt.Errorf("list samples: %w", err)
	}
	var sources []batch.Source
	for _, path := range paths {
		sources = append(sources, batch.Source{Name: path, Open: func() (io.ReadCloser, error) { return files.Open(path) }})
	}
	return sources, nil
}

// Package packed reads the tables of prosody, which are compiled in as text
// packed with gzip.
package packed

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
)

// Lines returns the lines of a table, without their ends. It returns an error
// for bytes that are not one whole stream of gzip.
func Lines(table []byte) ([]string, error) {
	r, err := gzip.NewReader(bytes.NewReader(table))
	if err != nil {
		return nil, fmt.Errorf("unpack table: %w", err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("unpack table: %w", err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\n"), "\n"), nil
}

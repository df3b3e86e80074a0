// Package notices holds the copyright notices and licences of what the program
// is made of and others wrote: modules, fonts and dictionaries. Command notices
// writes them, the licences page and shiyun version --licences show them.
package notices

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// Path is where the notices lie in package web.
const Path = "notices.json"

// Kind is what a part of the program is.
type Kind string

const (
	Module     Kind = "module"
	Font       Kind = "font"
	Dictionary Kind = "dictionary"
)

// Part is a part of the program that others wrote.
type Part struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
	Kind    Kind   `json:"kind"`
	Licence string `json:"licence"`         // an SPDX expression
	Texts   []int  `json:"texts,omitempty"` // places in List.Texts; none for the public domain
}

// List is every part, sorted by kind and name, with the texts of their
// licences. Parts under the very same text share it.
type List struct {
	Parts []Part   `json:"parts"`
	Texts []string `json:"texts"`
}

// Read reads the list that is embedded in package web.
func Read(files fs.FS) (*List, error) {
	data, err := fs.ReadFile(files, Path)
	if err != nil {
		return nil, fmt.Errorf("read notices: %w", err)
	}
	var list List
	if err := json.Unmarshal(data, &list); err != nil {
		return nil, fmt.Errorf("parse %s: %w", Path, err)
	}
	for _, part := range list.Parts {
		for _, i := range part.Texts {
			if i < 0 || i >= len(list.Texts) {
				return nil, fmt.Errorf("parse %s: %s has text %d of %d", Path, part.Name, i, len(list.Texts))
			}
		}
	}
	return &list, nil
}

// Under returns the names of the parts under each text.
func (l *List) Under() [][]string {
	names := make([][]string, len(l.Texts))
	for _, part := range l.Parts {
		for _, i := range part.Texts {
			names[i] = append(names[i], part.Name)
		}
	}
	return names
}

// Write writes the list as plain text: the parts, a line each, then every text
// below the names of the parts it is for.
func (l *List) Write(w io.Writer) error {
	var b strings.Builder
	for _, part := range l.Parts {
		fmt.Fprintln(&b, strings.TrimSpace(part.Name+" "+part.Version), part.Licence)
	}
	for i, names := range l.Under() {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("-", 72), strings.Join(names, "\n"), l.Texts[i])
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Package bleve keeps generations of the index with bleve, each in a folder of
// its own. It uses bleve's storage (scorch) alone: terms come ready, and
// expressions are evaluated on the postings' bitmaps, because candidates are
// all that is wanted.
package bleve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"shiyun/indexer/engine"
)

// format names the shape of the index. Raise it with any change of fields or
// of how they are written, so that older indexes are rebuilt.
//
//	1  characters, words and filters as bare terms; revision as a term
const format = "bleve-2.6.3/1"

// openTimeout bounds the wait for bolt's file lock. Without it, opening an
// index that another process holds waits for ever.
const openTimeout = "2s"

// asidePrefix begins the names of folders of generations set aside. With the
// time after it, it can name no generation.
const asidePrefix = "quarantine-"

// Opener implements engine.Opener with a folder of generations.
type Opener struct{ dir string }

var _ engine.Opener = (*Opener)(nil)

// NewOpener returns the opener of the generations in dir, which is made when
// it is first written to.
func NewOpener(dir string) *Opener { return &Opener{dir} }

// Format implements engine.Opener.
func (o *Opener) Format() string { return format }

// folder returns where a generation is kept.
func (o *Opener) folder(name string) (string, error) {
	if err := engine.CheckName(name); err != nil {
		return "", err
	}
	return filepath.Join(o.dir, name), nil
}

// Create implements engine.Opener.
func (o *Opener) Create(_ context.Context, name string) (engine.Engine, error) {
	folder, err := o.folder(name)
	if err != nil {
		return nil, err
	}
	// Run-time options are not given here: bleve would write them into the
	// index and use them for ever after.
	opened, err := bleve.NewUsing(folder, emptyMapping(), scorch.Name, scorch.Name, nil)
	switch {
	case errors.Is(err, bleve.ErrorIndexPathExists):
		return nil, fmt.Errorf("create %s: %w", name, engine.ErrExists)
	case err != nil:
		return nil, fmt.Errorf("create %s: %w", name, err)
	}
	return newGeneration(folder, opened), nil
}

// Open implements engine.Opener. Whatever bleve cannot open is taken for
// damaged, and bleve deletes what it cannot read when it opens it again.
func (o *Opener) Open(_ context.Context, name string) (_ engine.Engine, err error) {
	folder, err := o.folder(name)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(folder); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = engine.ErrNotFound
		}
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	var opened bleve.Index
	err = recoverDamage(func() (err error) {
		if err := checkFiles(folder); err != nil {
			return err
		}
		opened, err = bleve.OpenUsing(folder, map[string]any{"bolt_timeout": openTimeout})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("open %s: %w: %w", name, engine.ErrDamaged, err)
	}
	return newGeneration(folder, opened), nil
}

// emptyMapping maps nothing: documents come with their terms already cut, and
// a dynamic mapping would index whatever appears.
func emptyMapping() *mapping.IndexMappingImpl {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentDisabledMapping()
	return m
}

// Names implements engine.Opener.
func (o *Opener) Names(context.Context) ([]string, error) {
	folders, err := o.folders()
	var names []string
	for _, name := range folders {
		if engine.CheckName(name) == nil {
			names = append(names, name)
		}
	}
	return names, err
}

func (o *Opener) folders() ([]string, error) {
	entries, err := os.ReadDir(o.dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list indexes: %w", err)
	}
	var names []string
	for _, entry := range entries {
		if entry.IsDir() {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}

// Drop implements engine.Opener.
func (o *Opener) Drop(_ context.Context, name string) error {
	folder, err := o.folder(name)
	if err == nil {
		err = os.RemoveAll(folder)
	}
	if err != nil {
		return fmt.Errorf("drop %s: %w", name, err)
	}
	return nil
}

// SetAside implements engine.Opener: the folder is renamed, and those set aside
// before are removed.
func (o *Opener) SetAside(_ context.Context, name string) error {
	folder, err := o.folder(name)
	if err != nil {
		return fmt.Errorf("set aside %s: %w", name, err)
	}
	earlier, err := o.folders()
	if err != nil {
		return err
	}
	aside := filepath.Join(o.dir, asidePrefix+time.Now().UTC().Format("20060102T150405")+"-"+name)
	switch err := os.Rename(folder, aside); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("set aside %s: %w", name, err)
	}
	for _, old := range earlier {
		if old := filepath.Join(o.dir, old); strings.HasPrefix(filepath.Base(old), asidePrefix) && old != aside {
			if err := os.RemoveAll(old); err != nil {
				return fmt.Errorf("remove index set aside before: %w", err)
			}
		}
	}
	return nil
}

// RemoveAside removes the generations that were set aside in dir: they hold
// words of poems that the archive may have no more.
func RemoveAside(dir string) error {
	aside, err := filepath.Glob(filepath.Join(dir, asidePrefix+"*"))
	if err != nil {
		return fmt.Errorf("list generations set aside: %w", err)
	}
	for _, folder := range aside {
		if err := os.RemoveAll(folder); err != nil {
			return fmt.Errorf("remove generation set aside: %w", err)
		}
	}
	return nil
}

package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"shiyun/corpus"
)

// Format names the shape of the bleve index. Raise it with any change of
// fields or of how they are written, so that older indexes are rebuilt.
//
//	1  characters, words and filters as bare terms; revision as stored id suffix
const Format = "bleve-2.6.3/1"

var cursorKey = []byte("shiyun:cursor")

// openTimeout bounds the wait for bolt's file lock. Without it, opening an
// index that another process holds waits for ever.
const openTimeout = "2s"

// Bleve is an Engine in a directory of its own.
type Bleve struct {
	index bleve.Index
	close func() error // once: bleve panics when closed twice

	mu       sync.Mutex // guards segments
	segments map[any]*segmentIDs
}

// CreateBleve makes an empty index in dir, which must not exist.
func CreateBleve(dir string) (*Bleve, error) {
	// Run-time options are not given here: bleve would write them into the
	// index and use them for ever after.
	index, err := bleve.NewUsing(dir, emptyMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("create index: %w", err)
	}
	return newBleve(index), nil
}

// OpenBleve opens the index in dir. An error means the index cannot be used:
// the caller must put it away before opening it once more, because bleve
// deletes what it cannot read.
func OpenBleve(dir string) (*Bleve, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	index, err := bleve.OpenUsing(dir, map[string]any{"bolt_timeout": openTimeout})
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	return newBleve(index), nil
}

func newBleve(index bleve.Index) *Bleve {
	return &Bleve{index: index, close: sync.OnceValue(index.Close), segments: map[any]*segmentIDs{}}
}

// emptyMapping maps nothing: documents come with their terms already cut, and
// a dynamic mapping would index whatever appears.
func emptyMapping() *mapping.IndexMappingImpl {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentDisabledMapping()
	return m
}

// Apply implements Engine.
func (b *Bleve) Apply(ctx context.Context, updates []Update, at corpus.Cursor) error {
	batch := b.index.NewBatch()
	for _, u := range updates {
		id := strconv.FormatInt(int64(u.ID), 10)
		if u.Document == nil {
			batch.Delete(id)
			continue
		}
		if err := batch.IndexAdvanced(bleveDocument(id, u.Document)); err != nil {
			return fmt.Errorf("index poem %s: %w", id, err)
		}
	}
	batch.SetInternal(cursorKey, []byte(at))
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := b.index.Batch(batch); err != nil {
		return fmt.Errorf("write index: %w", err)
	}
	return nil
}

func bleveDocument(id string, d *Document) *document.Document {
	doc := document.NewDocument(id)
	for field, terms := range d.Terms {
		if len(terms) > 0 {
			doc.AddField(newTermsField(string(field), terms))
		}
	}
	doc.AddField(newTermsField(revisionField, []string{strconv.Itoa(d.Revision)}))
	return doc
}

// Cursor implements Engine.
func (b *Bleve) Cursor() (corpus.Cursor, error) {
	value, err := b.index.GetInternal(cursorKey)
	if err != nil {
		return "", fmt.Errorf("read index cursor: %w", err)
	}
	return corpus.Cursor(value), nil
}

// Count implements Engine.
func (b *Bleve) Count() (int, error) {
	n, err := b.index.DocCount()
	if err != nil {
		return 0, fmt.Errorf("count index: %w", err)
	}
	return int(n), nil
}

// Close implements Engine.
func (b *Bleve) Close() error {
	if err := b.close(); err != nil {
		return fmt.Errorf("close index: %w", err)
	}
	return nil
}

// errNotScorch cannot happen while CreateBleve names scorch; it is an error
// and not a panic because the index comes from a file.
var errNotScorch = errors.New("index is not of type scorch")

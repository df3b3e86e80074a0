package bleve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

var cursorKey = []byte("shiyun:cursor")

// generation implements engine.Engine.
type generation struct {
	open   sync.RWMutex // read-held while opened is used, held to close it
	closed bool
	opened bleve.Index
	folder string

	mu       sync.Mutex // guards segments
	segments map[any]*segmentIDs
}

var _ engine.Engine = (*generation)(nil)

func newGeneration(folder string, opened bleve.Index) *generation {
	return &generation{folder: folder, opened: opened, segments: map[any]*segmentIDs{}}
}

// use runs fn on the index unless it has been closed.
func (g *generation) use(fn func(bleve.Index) error) error {
	g.open.RLock()
	defer g.open.RUnlock()
	if g.closed {
		return engine.ErrClosed
	}
	return recoverDamage(func() error { return fn(g.opened) })
}

// recoverDamage turns a fault or a panic of fn into ErrDamaged. bleve reads
// mapped files without checking them; without this a damaged file would end
// the process.
func recoverDamage(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", engine.ErrDamaged, p)
		}
	}()
	return fn()
}

// Apply implements engine.Engine: updates and cursor are one batch.
func (g *generation) Apply(ctx context.Context, updates []engine.Update, at corpus.Cursor) error {
	return g.use(func(opened bleve.Index) error {
		batch := opened.NewBatch()
		for _, u := range updates {
			id := strconv.FormatInt(int64(u.ID), 10)
			if u.Document == nil {
				batch.Delete(id)
				continue
			}
			if err := batch.IndexAdvanced(newDocument(id, u.Document)); err != nil {
				return fmt.Errorf("index poem %s: %w", id, err)
			}
		}
		batch.SetInternal(cursorKey, []byte(at))
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := opened.Batch(batch); err != nil {
			return fmt.Errorf("write index: %w", err)
		}
		return nil
	})
}

func newDocument(id string, d *engine.Document) *document.Document {
	doc := document.NewDocument(id)
	for field, terms := range d.Terms {
		if len(terms) > 0 {
			doc.AddField(newTermsField(string(field), terms))
		}
	}
	doc.AddField(newTermsField(revisionField, []string{strconv.Itoa(d.Revision)}))
	return doc
}

// Cursor implements engine.Engine.
func (g *generation) Cursor(context.Context) (at corpus.Cursor, err error) {
	err = g.use(func(opened bleve.Index) error {
		value, err := opened.GetInternal(cursorKey)
		if err != nil {
			return fmt.Errorf("read index cursor: %w", err)
		}
		at = corpus.Cursor(value)
		return nil
	})
	return at, err
}

// Count implements engine.Engine.
func (g *generation) Count(context.Context) (count int, err error) {
	err = g.use(func(opened bleve.Index) error {
		n, err := opened.DocCount()
		if err != nil {
			return fmt.Errorf("count index: %w", err)
		}
		count = int(n)
		return nil
	})
	return count, err
}

// Close implements engine.Engine. bleve panics when it is closed twice.
func (g *generation) Close() error {
	g.open.Lock()
	defer g.open.Unlock()
	if g.closed {
		return nil
	}
	g.closed = true
	if err := g.opened.Close(); err != nil {
		return fmt.Errorf("close index: %w", err)
	}
	if err := keepRootSum(g.folder); err != nil && !errors.Is(err, fs.ErrNotExist) { // put aside already
		return fmt.Errorf("keep checksum of index: %w", err)
	}
	return nil
}

// errNotScorch cannot happen while Create names scorch; it is an error and not
// a panic because the index comes from a file.
var errNotScorch = errors.New("index is not of type scorch")

// Package enginetest has the suite that every engine must pass, and an engine
// in memory: the suite's second customer, the oracle of its properties, and what
// tests of other packages use where they need no disk.
package enginetest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"shiyun/corpus"
	"shiyun/indexer/engine"
)

// Memory keeps generations in memory. It looks at every document for every
// question, so it is for small archives.
type Memory struct {
	mu          sync.Mutex
	generations map[string]*contents
}

var _ engine.Opener = (*Memory)(nil)

// NewMemory returns an opener without generations.
func NewMemory() *Memory { return &Memory{generations: map[string]*contents{}} }

// contents are those of a generation. They outlive the engines opened on it.
type contents struct {
	mu        sync.RWMutex
	cursor    corpus.Cursor
	documents map[corpus.PoemID]document
}

// document is a document with its terms as a set.
type document struct {
	revision int
	terms    map[engine.Term]bool
}

// Format implements engine.Opener.
func (m *Memory) Format() string { return "memory/1" }

// Create implements engine.Opener.
func (m *Memory) Create(_ context.Context, name string) (engine.Engine, error) {
	if err := engine.CheckName(name); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.generations[name] != nil {
		return nil, fmt.Errorf("create %s: %w", name, engine.ErrExists)
	}
	c := &contents{documents: map[corpus.PoemID]document{}}
	m.generations[name] = c
	return &memoryEngine{contents: c}, nil
}

// Open implements engine.Opener.
func (m *Memory) Open(_ context.Context, name string) (engine.Engine, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.generations[name]
	if c == nil {
		return nil, fmt.Errorf("open %s: %w", name, engine.ErrNotFound)
	}
	return &memoryEngine{contents: c}, nil
}

// Names implements engine.Opener.
func (m *Memory) Names(context.Context) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Collect(maps.Keys(m.generations)), nil
}

// Drop implements engine.Opener.
func (m *Memory) Drop(_ context.Context, name string) error {
	if err := engine.CheckName(name); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.generations, name)
	return nil
}

// SetAside implements engine.Opener; there is nothing to look at later.
func (m *Memory) SetAside(ctx context.Context, name string) error { return m.Drop(ctx, name) }

// memoryEngine is a generation opened once.
type memoryEngine struct {
	*contents
	closed bool // guarded by contents.mu
}

// read runs fn on the contents, which it must not change.
func (e *memoryEngine) read(ctx context.Context, fn func()) error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.closed {
		return engine.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	fn()
	return nil
}

// Apply implements engine.Engine.
func (e *memoryEngine) Apply(ctx context.Context, updates []engine.Update, at corpus.Cursor) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return engine.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, u := range updates {
		if u.Document == nil {
			delete(e.documents, u.ID)
			continue
		}
		d := document{u.Document.Revision, map[engine.Term]bool{}}
		for field, texts := range u.Document.Terms {
			for _, text := range texts {
				d.terms[engine.Term{Field: field, Text: text}] = true
			}
		}
		e.documents[u.ID] = d
	}
	e.cursor = at
	return nil
}

// Cursor implements engine.Engine.
func (e *memoryEngine) Cursor(ctx context.Context) (at corpus.Cursor, err error) {
	err = e.read(ctx, func() { at = e.cursor })
	return at, err
}

// Candidates implements engine.Engine.
func (e *memoryEngine) Candidates(ctx context.Context, expr engine.Expr, limit int) (found engine.Candidates, err error) {
	err = e.read(ctx, func() {
		for id, d := range e.documents {
			if d.satisfies(expr) {
				found.IDs = append(found.IDs, id)
			}
		}
	})
	if len(found.IDs) > limit {
		found.IDs, found.More = found.IDs[:limit], true
	}
	return found, err
}

// satisfies is the meaning of an expression.
func (d document) satisfies(e engine.Expr) bool {
	if e.Op == engine.OpTerm {
		return d.terms[e.Term]
	}
	satisfied := 0
	for _, arg := range e.Args {
		if d.satisfies(arg) {
			satisfied++
		}
	}
	switch e.Op {
	case engine.OpAnd:
		return satisfied == len(e.Args)
	case engine.OpMinShouldMatch:
		return satisfied >= e.Min
	}
	return satisfied > 0
}

// Frequencies implements engine.Engine.
func (e *memoryEngine) Frequencies(ctx context.Context, terms []engine.Term) ([]int, error) {
	counts := make([]int, len(terms))
	err := e.read(ctx, func() {
		for i, t := range terms {
			for _, d := range e.documents {
				if d.terms[t] {
					counts[i]++
				}
			}
		}
	})
	if err != nil {
		return nil, err
	}
	return counts, nil
}

// Count implements engine.Engine.
func (e *memoryEngine) Count(ctx context.Context) (count int, err error) {
	err = e.read(ctx, func() { count = len(e.documents) })
	return count, err
}

// Revisions implements engine.Engine.
func (e *memoryEngine) Revisions(ctx context.Context, fn func(id corpus.PoemID, revision int) error) error {
	var failure error
	err := e.read(ctx, func() {
		for id, d := range e.documents {
			if failure = fn(id, d.revision); failure != nil {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	return failure
}

// Close implements engine.Engine.
func (e *memoryEngine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	return nil
}

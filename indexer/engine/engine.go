// Package engine is the seam to what keeps the postings: which poems have which
// terms. An engine proposes candidates and nothing more. It cuts no text, ranks
// nothing and returns no text, so that one engine can stand in for another
// without the answers changing.
//
// An Opener keeps generations of the index by name; an Engine is one of them.
// The package enginetest has the suite that every implementation must pass.
package engine

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"shiyun/corpus"
)

// Errors that every implementation returns, wrapped.
var (
	// ErrNotFound is returned for a generation that does not exist.
	ErrNotFound = errors.New("no such index generation")
	// ErrExists is returned when a generation that exists is to be created.
	ErrExists = errors.New("index generation exists already")
	// ErrDamaged is returned where only damage explains the failure. The
	// generation is lost: trying again does not help, building it anew does.
	ErrDamaged = errors.New("index generation is damaged")
	// ErrClosed is returned by all methods of a closed Engine.
	ErrClosed = errors.New("index generation is closed")
)

// Opener keeps the generations of one index. Implementations are safe for
// concurrent use, but no two goroutines may handle the same name at a time.
type Opener interface {
	// Format describes the fields and how they are written. It is part of the
	// fingerprint of an index: another format makes the index out of date.
	Format() string
	// Create makes an empty generation; ErrExists where the name is taken.
	Create(ctx context.Context, name string) (Engine, error)
	// Open opens a generation that was closed or that a crash left behind;
	// ErrNotFound, or ErrDamaged where it cannot be used. A damaged
	// generation must be set aside before it is opened once more.
	Open(ctx context.Context, name string) (Engine, error)
	// Names lists the generations, in no order, whatever their state.
	Names(ctx context.Context) ([]string, error)
	// Drop deletes a closed generation. Dropping one that does not exist is
	// no error, so that a crash in between can be made good.
	Drop(ctx context.Context, name string) error
	// SetAside takes a closed generation out of Names, for good. Where the
	// engine can, it keeps the last one set aside for an operator to look at.
	// Setting aside one that does not exist is no error.
	SetAside(ctx context.Context, name string) error
}

// maxName is the longest name of a generation, in bytes.
const maxName = 100

// CheckName returns an error for what cannot name a generation in every engine:
// names are lower-case ASCII letters, digits and hyphens, a letter first.
func CheckName(name string) error {
	const first, others = "abcdefghijklmnopqrstuvwxyz", "0123456789-"
	if name == "" || len(name) > maxName || !strings.Contains(first, name[:1]) || strings.Trim(name, first+others) != "" {
		return fmt.Errorf("%q cannot name an index generation", name)
	}
	return nil
}

// Engine is one open generation of the index. Implementations are safe for
// concurrent use, save that one goroutine at a time may call Apply. Close waits
// for the calls in progress.
type Engine interface {
	// Apply writes the updates and the cursor: after any crash the cursor is
	// there only if all the updates are. Applying updates again changes
	// nothing. Where it returns an error, some of them may be there.
	Apply(ctx context.Context, updates []Update, at corpus.Cursor) error
	// Cursor returns how far the index has followed the change log, "" while
	// it is being built.
	Cursor(ctx context.Context) (corpus.Cursor, error)
	// Candidates returns poems that satisfy the expression, at most limit of
	// them. The limit is positive.
	Candidates(ctx context.Context, e Expr, limit int) (Candidates, error)
	// Frequencies returns, for each of the terms, how many poems have it.
	Frequencies(ctx context.Context, terms []Term) ([]int, error)
	// Count returns the number of poems in the index.
	Count(ctx context.Context) (int, error)
	// Revisions calls fn for every poem in the index, in no order, until it
	// returns an error, which is returned. fn must not call the Engine.
	Revisions(ctx context.Context, fn func(id corpus.PoemID, revision int) error) error
	// Close closes the generation. Closing again does nothing.
	Close() error
}

// Candidates are poems that satisfy an expression, in no order, each once.
type Candidates struct {
	IDs  []corpus.PoemID
	More bool // others satisfy it too; the limit left them out
}

// Document is what the engine knows of a published poem.
type Document struct {
	ID       corpus.PoemID
	Revision int
	Terms    map[Field][]string
}

// Update brings one poem up to date: Document nil takes it out.
type Update struct {
	ID       corpus.PoemID
	Document *Document
}

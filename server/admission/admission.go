// Package admission decides which requests are worked at, so that each that is
// gets done soon: a bounded number of each class at a time, as many as can be
// done in a moment waiting, and the rest turned away at once.
package admission

import (
	"context"
	"errors"
	"runtime"
	"time"
)

// Class is a sort of request by what it costs. Each has room of its own, so
// that none keeps another waiting longer than the processors do.
type Class int

// The classes, with what an answer takes of one processor on an archive of
// 3,600 poems.
const (
	Page     Class = iota // a page that is read, a poem with those like it too: 1 to 5 ms
	Suggest               // completing what is being typed: 0.2 to 1 ms, and of no use late
	Search                // looking through the archive: 2 to 40 ms
	Write                 // a form that is sent: 1 ms, and the disk
	Heavy                 // drawings, papers, figures: 20 to 500 ms
	Transfer              // files that come and go: seconds to minutes, most of it waiting for the line
	Free                  // nothing to speak of: files, streams, health
)

// ErrBusy is what a request is turned away with.
var ErrBusy = errors.New("too busy")

// bounds of a class.
type bounds struct {
	atWork  int
	waiting int
	wait    time.Duration // the most
}

// Gates lets requests of each class in. It is safe for concurrent use.
type Gates struct{ gates map[Class]*gate }

// New returns gates for the processors there are.
func New() *Gates {
	cores := runtime.GOMAXPROCS(0)
	return newGates(map[Class]bounds{
		Page:     {2 * cores, 256, 3 * time.Second},
		Suggest:  {2 * cores, 256, time.Second},
		Search:   {2 * cores, 256, 3 * time.Second},
		Write:    {4 * cores, 128, 5 * time.Second}, // they queue for the one writer and fsync
		Heavy:    {cores, 32, 5 * time.Second},
		Transfer: {8, 8, 5 * time.Second},
	})
}

func newGates(classes map[Class]bounds) *Gates {
	g := &Gates{map[Class]*gate{}}
	for class, b := range classes {
		g.gates[class] = &gate{atWork: make(chan struct{}, b.atWork), inside: make(chan struct{}, b.atWork+b.waiting), wait: b.wait}
	}
	return g
}

// Enter lets a request in and returns what it calls when it is done. It
// returns ErrBusy at once where too many wait, and after a while where its
// turn does not come.
func (g *Gates) Enter(ctx context.Context, class Class) (leave func(), err error) {
	if gate := g.gates[class]; gate != nil {
		return gate.enter(ctx)
	}
	return func() {}, nil
}

// gate is the room of one class.
type gate struct {
	atWork chan struct{} // one for each at work
	inside chan struct{} // one for each at work or waiting
	wait   time.Duration
}

func (g *gate) enter(ctx context.Context) (leave func(), err error) {
	select {
	case g.inside <- struct{}{}:
	default:
		return nil, ErrBusy
	}
	leave = func() { <-g.atWork; <-g.inside }
	select {
	case g.atWork <- struct{}{}:
		return leave, nil
	default:
	}
	late := time.NewTimer(g.wait)
	defer late.Stop()
	select {
	case g.atWork <- struct{}{}:
		return leave, nil
	case <-late.C:
		err = ErrBusy
	case <-ctx.Done():
		err = ctx.Err()
	}
	<-g.inside
	return nil, err
}

package texts

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"runtime/debug"
	"slices"

	"shiyun/corpus"
)

// A large archive keeps its texts in a file that is mapped into memory, with
// what suggestions, sounds and themes are found by. Pages that have changed
// since are in the heap and go into the next file. The file can be deleted at
// any time.

// Open reads the texts from a file in place of those the table has. An error of
// ErrUnusable condemns the file, one of os.ErrNotExist says that there is none;
// the table is then as it was.
func (t *Table) Open(path string, want func(Head) error) (Head, error) {
	f, err := os.Open(path)
	if err != nil {
		return Head{}, err
	}
	defer f.Close()
	h, err := readHead(f)
	if err == nil {
		err = want(h.Head)
	}
	if err != nil {
		return Head{}, fmt.Errorf("open texts: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return Head{}, err
	}
	m, err := mapFile(f, 0, int(info.Size()))
	if err != nil {
		return Head{}, err
	}
	shared, pages, untold := t.newFile(), make(map[int64]*page, len(h.Pages)), 0
	known := h.CraftsBy == programRevision()
	for _, p := range h.Pages {
		page := newMappedPage(shared, m, p, m.data, 0)
		if !known || p.Untold > 0 {
			var n int
			page.mapped.cells, n = page.mapped.crafts().cells(known)
			untold += n
		}
		pages[p.Number] = page
	}
	return h.Head, t.replace(pages, h, untold)
}

func (t *Table) newFile() *file { return &file{tags: t.tags, shareCraft: t.shareCraft} }

// replace puts the pages of a file, of so many of whose poems the craft is to be
// told, in place of all poems.
func (t *Table) replace(pages map[int64]*page, h *head, untold int) error {
	poemsBy, count, last := map[corpus.AuthorID]int{}, 0, int64(0)
	for n, p := range pages {
		last = max(last, n)
		for _, author := range p.facts().authors {
			poemsBy[author.key] += author.poems
			count += author.poems
		}
		if p.mapped.file.damaged.Load() {
			return fmt.Errorf("%w: page %d damaged", ErrUnusable, n)
		}
	}
	if count != h.Poems {
		return fmt.Errorf("%w: %d poems instead of %d", ErrUnusable, count, h.Poems)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.settleAll(t.current.Load())
	t.untold.Add(int64(untold))
	next := t.current.Load().clone()
	next.known.addBytes(h.Known)
	next.pages, next.count, next.last, t.poemsBy = pages, count, last, poemsBy
	next.names = namesOf(next.authors, poemsBy)
	t.publish(next, true)
	return nil
}

// Forget takes all poems out of the table.
func (t *Table) Forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.settleAll(t.current.Load())
	next := t.current.Load().clone()
	next.pages, next.count, next.last, next.names, t.poemsBy = map[int64]*page{}, 0, 0, nil, map[corpus.AuthorID]int{}
	t.publish(next, true)
}

// Build is a file that is written while the texts are read, so that they need
// never all be in the heap.
type Build struct {
	table *Table
	w     *writer
}

// Build begins a file of the texts. Only one process at a time may write the
// file of a path.
func (t *Table) Build(path string) (*Build, error) {
	w, err := newWriter(path, t.newFile())
	if err != nil {
		return nil, fmt.Errorf("write texts: %w", err)
	}
	return &Build{t, w}, nil
}

// Move moves the pages into the file that have none but poems before id, which
// do not change until the end.
func (b *Build) Move(ctx context.Context, id corpus.PoemID) error {
	s, first := b.table.Snapshot(), int64(0)
	if n := len(b.w.pages); n > 0 {
		first = b.w.pages[n-1].Number + 1
	}
	return b.move(ctx, s, first, int64(id)/pageSize)
}

func (b *Build) move(ctx context.Context, s *Snapshot, from, to int64) error {
	written, err := b.w.add(ctx, s.numbers(from, to), s.pages)
	if err == nil {
		b.table.use(s, written)
	}
	return err
}

// End moves what is left and finishes the file.
func (b *Build) End(ctx context.Context, h Head) error {
	s := b.table.Snapshot()
	if err := b.Move(ctx, corpus.PoemID((s.last+1)*pageSize)); err != nil {
		return err
	}
	return b.w.finish(h, s.Len(), s.known)
}

// Discard removes a file that was not finished. The table keeps the texts.
func (b *Build) Discard() { b.w.discard() }

// Written is a file that was written of a snapshot.
type Written struct {
	of    *Snapshot
	pages map[int64]*page
}

// Write writes a snapshot to a file. Any goroutine may do so, in one process at
// a time.
func (t *Table) Write(ctx context.Context, s *Snapshot, path string, h Head) (*Written, error) {
	w, err := newWriter(path, t.newFile())
	if err != nil {
		return nil, fmt.Errorf("write texts: %w", err)
	}
	pages, err := w.add(ctx, s.numbers(0, s.last+1), s.pages)
	if err != nil {
		w.discard()
		return nil, err
	}
	return &Written{s, pages}, w.finish(h, s.Len(), s.known)
}

// Use reads from a file what has not changed since it was written.
func (t *Table) Use(w *Written) { t.use(w.of, w.pages) }

func (t *Table) use(of *Snapshot, written map[int64]*page) {
	t.mu.Lock()
	defer t.mu.Unlock()
	next := t.current.Load().clone()
	next.pages = maps.Clone(next.pages)
	for n, p := range written {
		if next.pages[n] == of.pages[n] {
			next.pages[n] = p
		}
	}
	t.publish(next, false)
}

// numbers returns the numbers of the pages from one up to another, in order.
func (s *Snapshot) numbers(from, to int64) (list []int64) {
	for n := range s.pages {
		if from <= n && n < to {
			list = append(list, n)
		}
	}
	slices.Sort(list)
	return list
}

// InHeap returns how many pages are in the heap, and how many there are.
func (s *Snapshot) InHeap() (pages, all int) {
	for _, p := range s.pages {
		if p.mapped == nil {
			pages++
		}
	}
	return pages, len(s.pages)
}

// Damaged reports whether a page of the file in use turned out to be damaged.
// What it had is missing from searches until the texts are read again.
func (s *Snapshot) Damaged() bool {
	for _, p := range s.pages {
		if p.mapped != nil && p.mapped.file.damaged.Load() {
			return true
		}
	}
	return false
}

// Rest gives back the memory of what has not been read since Rest was last
// called.
func (t *Table) Rest() {
	mappings, files, used, made := map[*mapping]bool{}, map[*file]bool{}, false, false
	for _, p := range t.Snapshot().pages {
		if p.mapped == nil {
			continue
		}
		mappings[p.mapped.mapping], files[p.mapped.file] = true, true
		used, made = used || p.mapped.used.Load(), made || p.mapped.made.Load() != nil
		p.mapped.rest()
	}
	for f := range files {
		used = f.read.Swap(false) || used
	}
	if used {
		return
	}
	for m := range mappings {
		m.rest()
	}
	if made {
		debug.FreeOSMemory()
	}
}

// Guard runs fn, which reads texts. Where the file was cut short or its disk
// fails while it is read, fn ends there and Guard returns an error of
// ErrUnusable; without it the process would end.
func (s *Snapshot) Guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		fault := recover()
		if fault == nil {
			return
		}
		if at, ok := fault.(interface{ Addr() uintptr }); ok && s.condemn(at.Addr()) {
			err = errors.Join(ErrUnusable, fault.(error))
			return
		}
		panic(fault)
	}()
	return fn()
}

// condemn reports whether the address is in a file, which is then damaged.
func (s *Snapshot) condemn(address uintptr) bool {
	for _, p := range s.pages {
		if p.mapped != nil && p.mapped.mapping.holds(address) {
			p.mapped.file.damaged.Store(true)
			return true
		}
	}
	return false
}

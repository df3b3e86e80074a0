package texts

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"shiyun/indexer/themes"
)

// groupPages is how many pages are written and mapped together: some 16 MB.
const groupPages = 16

// writer writes a file of texts, a group of pages at a time. Until finish the
// file has another name.
type writer struct {
	path  string
	f     *os.File
	at    int64 // where the next group goes
	pages []pageHead
	file  *file
}

// unfinished is the name of a file while it is written. One at a time does so:
// who writes has a lock.
func unfinished(path string) string { return path + ".new" }

// RemoveUnfinished removes a file of texts that was begun and left.
func RemoveUnfinished(path string) error {
	if err := os.Remove(unfinished(path)); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// newWriter begins a file. One that was begun and left is removed and not
// written over: its pages may still be mapped.
func newWriter(path string, shared *file) (*writer, error) {
	if err := RemoveUnfinished(path); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(unfinished(path), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return &writer{path: path, f: f, at: mapUnit, file: shared}, nil
}

// add writes pages, given in order of their numbers and after all before, and
// returns them as they are in the file.
func (w *writer) add(ctx context.Context, numbers []int64, pages map[int64]*page) (map[int64]*page, error) {
	written := map[int64]*page{}
	for group := range slices.Chunk(numbers, groupPages) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		mapped, err := w.addGroup(group, pages)
		if err != nil {
			return nil, fmt.Errorf("write texts: %w", err)
		}
		maps.Copy(written, mapped)
	}
	return written, nil
}

func (w *writer) addGroup(numbers []int64, pages map[int64]*page) (map[int64]*page, error) {
	sections, heads := make([][sectionCount][]byte, len(numbers)), make([]pageHead, len(numbers))
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, n := range numbers {
		work.Go(func() (err error) {
			heads[i].Number = n
			sections[i], heads[i].Untold, err = pages[n].sections()
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	begin := w.at
	var group []byte
	for i := range sections {
		for kind, b := range sections[i] {
			heads[i].Sections[kind] = sectionHead{begin + int64(len(group)), int64(len(b)), sumOf(b)}
			group = fill(append(group, b...), sectionUnit)
		}
		sections[i] = [sectionCount][]byte{}
	}
	group = fill(group, mapUnit)
	if _, err := w.f.WriteAt(group, begin); err != nil {
		return nil, err
	}
	m, err := mapFile(w.f, begin, len(group))
	if err != nil {
		return nil, err
	}
	w.at += int64(len(group))
	w.pages = append(w.pages, heads...)
	mapped := map[int64]*page{}
	for _, h := range heads {
		page := newMappedPage(w.file, m, h, m.data, begin)
		if h.Untold > 0 {
			page.mapped.cells = pages[h.Number].cells()
		}
		mapped[h.Number] = page
	}
	return mapped, nil
}

// fill adds zeros up to a multiple of a unit.
func fill(b []byte, unit int) []byte {
	return append(b, make([]byte, (unit-len(b)%unit)%unit)...)
}

// sections returns the bytes of a page by section, and of how many poems the
// craft is not among them. What is made for them is not kept: the page will be
// read from the file.
func (p *page) sections() (all [sectionCount][]byte, untold int, err error) {
	if p.mapped != nil {
		for n := range all {
			b, ok := p.mapped.section(n)
			if !ok {
				p.mapped.file.damaged.Store(true)
				return all, 0, fmt.Errorf("%w: page %d damaged", ErrUnusable, p.mapped.head.Number)
			}
			all[n] = b
		}
		if p.mapped.cells != nil {
			all[craftsSection], untold = appendCrafts(nil, p.mapped.cells)
		}
		return all, untold, nil
	}
	all[poemsSection] = appendPoems(nil, p.kept)
	all[soundsSection] = appendSounds(nil, newSoundsPage(p.kept))
	all[themesSection] = appendThemes(nil, newThemesPage(p.kept, themes.Default()))
	all[titlesSection] = appendOpenings(nil, newOpenings(p.kept, Titles))
	all[clausesSection] = appendOpenings(nil, newOpenings(p.kept, Clauses))
	all[factsSection] = appendFacts(nil, newFacts(p.kept))
	all[craftsSection], untold = appendCrafts(nil, cellsOf(p.kept))
	return all, untold, nil
}

// finish writes the head and gives the file its name, once all of it is on the
// disk.
func (w *writer) finish(h Head, poems int, known *knownRunes) error {
	content, err := json.Marshal(head{Head: h, Fingerprint: fingerprint(), CraftsBy: programRevision(), Poems: poems, Known: known.bytes(), Pages: w.pages})
	if err != nil {
		return err
	}
	if _, err = w.f.WriteAt(content, w.at); err == nil {
		_, err = w.f.WriteAt(prefix(w.at, int64(len(content)), sumOf(content)), 0)
	}
	if err == nil {
		err = w.f.Sync()
	}
	if err = errors.Join(err, w.f.Close()); err == nil {
		err = os.Rename(unfinished(w.path), w.path)
	}
	if err != nil {
		w.discard()
		return fmt.Errorf("write texts: %w", err)
	}
	return syncFolder(filepath.Dir(w.path))
}

// discard removes what was written. Pages that are in use stay mapped.
func (w *writer) discard() {
	_ = w.f.Close()
	_ = os.Remove(unfinished(w.path))
}

func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func (c *knownRunes) bytes() []byte {
	b := make([]byte, 0, len(c)*8)
	for i := range c {
		b = binary.LittleEndian.AppendUint64(b, c[i].Load())
	}
	return b
}

func (c *knownRunes) addBytes(b []byte) {
	for i := range c {
		c[i].Or(binary.LittleEndian.Uint64(b[i*8:]))
	}
}

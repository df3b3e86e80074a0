// Package texts holds every published poem in memory in its folded form: some
// 300 bytes a poem. It is what candidates are verified on, and what answers
// alone while there is no index.
//
// Readers take a Snapshot and keep it for the whole of a search; a change
// makes a new one. No lock is held while searching.
package texts

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
	"shiyun/indexer/themes"
)

// separator parts title, preface and body in Poem.Text. It never occurs in
// folded text, so no run can match across it.
const separator = "\x00"

// Poem is a published poem as searching sees it.
type Poem struct {
	// What decides on most hits and counts them stands together: a search that
	// finds half the archive waits for memory more than for anything else.
	ID          corpus.PoemID
	Author      corpus.AuthorID
	Place       corpus.PlaceID
	FormNo      int      // place of Form in corpus.Forms, for counting
	Tags        []string // shared by the poems of a table that have the same; must not be changed
	Tune        string   // folded
	Collections []corpus.CollectionRef
	// Months has a bit for every month it may be of, January the lowest: that of
	// its date, or those of the season its date names.
	Months uint16
	Date   corpus.Date // its Text is left out

	Text    string // folded title, preface and body, parted by separator
	Raw     string // the same code points before folding; Text itself where nothing folded
	Preface int    // byte offset in Text where the folded preface starts
	Body    int    // byte offset in Text where the folded body starts
	Clauses []Clause
	// Initials has one byte for every code point of Text: the letter its
	// commonest reading begins with, 0 for the separator, '.' for none.
	Initials string
	Form     corpus.Form
	Ref      string // folded
	Revision int

	craft *craftCell // nil for a poem that was not made by NewPoem
}

// Clause is where a clause of the body starts: at a line's beginning or after
// punctuation. Clauses are in order and cover the body.
type Clause uint32

// lineStart marks the clauses that begin a line.
const lineStart = 1 << 31

// At is the byte offset in Text where the clause starts.
func (c Clause) At() int { return int(c &^ lineStart) }

// StartsLine reports whether the clause begins a line.
func (c Clause) StartsLine() bool { return c&lineStart != 0 }

// Author is an author as searching sees them.
type Author struct {
	Name  string
	Names []string // folded: the name itself and every other name
}

// Place is a place as searching sees it.
type Place struct {
	Name  string
	Path  string
	Above []corpus.PlaceID // itself first, then up to the top
}

// Stone is a stone as searching sees it.
type Stone struct{ Code, Name string }

// Snapshot is the archive at one moment. It never changes.
type Snapshot struct {
	pages   map[int64]*page
	count   int
	last    int64 // highest page
	authors map[corpus.AuthorID]*Author
	names   []Name // of authors with a published poem
	places  map[corpus.PlaceID]*Place
	known   *knownRunes
	untold  *atomic.Int64 // of the table

	synonyms   Synonyms
	stones     []Stone
	themes     *themes.Lexicon    // nil for the one that the program carries
	themed     *sync.Map          // the poems about a *themes.Theme, as func() *OnTheme; made when first asked for
	vocabulary func() *Vocabulary // made when first asked for
}

// Name is one of the names an author goes by, folded.
type Name struct {
	Author corpus.AuthorID
	Name   string
}

// Knows reports whether a poem or a name has ever held the character. It is shared
// by all snapshots and only grows.
func (s *Snapshot) Knows(r rune) bool { return s.known.has(r) }

// knownRunes is a set of characters that any goroutine may ask while the writer
// adds. Beyond the basic plane it holds everything.
type knownRunes [1 << 16 / 64]atomic.Uint64

func (c *knownRunes) has(r rune) bool { return r >= 1<<16 || c[r/64].Load()&(1<<(r%64)) != 0 }

func (c *knownRunes) add(text string) {
	for _, r := range text {
		if !c.has(r) {
			c[r/64].Or(1 << (r % 64))
		}
	}
}

// Table is the archive as it is now.
type Table struct {
	current atomic.Pointer[Snapshot]
	mu      sync.Mutex // held by writers, from reading current to replacing it
	// poemsBy counts the published poems of each author; guarded by mu. An
	// author without one has no names in a snapshot: a name is public only
	// while a published poem bears it.
	poemsBy map[corpus.AuthorID]int
	tags    *tagLists
	untold  atomic.Int64 // poems whose craft is to be told
	crafts  sync.Map     // a *prosody.Craft for each that a poem has
}

// NewTable makes an empty table.
func NewTable() *Table {
	t := &Table{poemsBy: map[corpus.AuthorID]int{}, tags: &tagLists{lists: map[string][]string{}}}
	empty := &Snapshot{pages: map[int64]*page{}, authors: map[corpus.AuthorID]*Author{}, places: map[corpus.PlaceID]*Place{}, known: &knownRunes{}, untold: &t.untold, themed: &sync.Map{}}
	empty.vocabulary = sync.OnceValue(func() *Vocabulary { return newVocabulary(empty) })
	t.current.Store(empty)
	return t
}

// Snapshot is the archive as it is at this moment.
func (t *Table) Snapshot() *Snapshot { return t.current.Load() }

// Changes bring a table up to date. A nil value takes the entry out.
type Changes struct {
	Poems   map[corpus.PoemID]*Poem
	Authors map[corpus.AuthorID]*Author
	Places  map[corpus.PlaceID]*Place
	// Synonyms are all there are; nil leaves them as they were.
	Synonyms Synonyms
	// Stones are all there are that may be found; nil leaves them as they were.
	Stones []Stone
	// Themes are the lexicon to use; nil leaves it as it was.
	Themes *themes.Lexicon
}

// Apply makes a new snapshot with the changes in it.
func (t *Table) Apply(c Changes) {
	t.mu.Lock()
	defer t.mu.Unlock()
	old := t.current.Load()
	next := old.clone()
	named := len(c.Authors) > 0 // the list of names has to be made anew
	if len(c.Poems) > 0 {
		named = t.countPoems(old, c.Poems) || named
		next.pages = maps.Clone(old.pages)
		fresh := map[int64]*[pageSize]*Poem{}
		for id, p := range c.Poems {
			t.countUntold(old.Poem(id), p)
			next.put(id, p, fresh)
			if p != nil {
				p.Tags = t.tags.share(p.Tags)
				next.known.add(p.Text)
				if len(c.Poems) <= toldAtOnce {
					t.tellCraft(p)
				}
			}
		}
		for n, poems := range fresh {
			next.pages[n] = newPage(poems)
			next.last = max(next.last, n)
		}
	}
	for _, a := range c.Authors {
		if a != nil {
			next.known.add(strings.Join(a.Names, ""))
		}
	}
	next.authors = changed(old.authors, c.Authors)
	if named {
		next.names = namesOf(next.authors, t.poemsBy)
	}
	next.places = changed(old.places, c.Places)
	if c.Synonyms != nil {
		next.synonyms = c.Synonyms
	}
	if c.Stones != nil {
		next.stones = c.Stones
	}
	if c.Themes != nil {
		next.themes = c.Themes
	}
	t.publish(next, c.Themes != nil || len(c.Poems) > 0)
}

// clone returns a snapshot of the same, which its maker may change until it is
// published; maps and lists are shared.
func (s *Snapshot) clone() *Snapshot {
	next := *s
	return &next
}

// publish makes next the archive as it is now. What was found of themes stands
// unless poems or themes have changed. The caller holds mu.
func (t *Table) publish(next *Snapshot, changed bool) {
	if changed {
		next.themed = &sync.Map{}
	}
	next.vocabulary = sync.OnceValue(func() *Vocabulary { return newVocabulary(next) })
	t.current.Store(next)
}

// countPoems brings poemsBy up to date and reports whether an author got a
// first published poem or lost the last. The caller holds mu.
func (t *Table) countPoems(old *Snapshot, poems map[corpus.PoemID]*Poem) bool {
	before := map[corpus.AuthorID]int{}
	add := func(id corpus.AuthorID, n int) {
		if _, met := before[id]; !met {
			before[id] = t.poemsBy[id]
		}
		if t.poemsBy[id] += n; t.poemsBy[id] == 0 {
			delete(t.poemsBy, id)
		}
	}
	for id, p := range poems {
		if was := old.Poem(id); was != nil {
			add(was.Author, -1)
		}
		if p != nil {
			add(p.Author, 1)
		}
	}
	for id, n := range before {
		if (n > 0) != (t.poemsBy[id] > 0) {
			return true
		}
	}
	return false
}

// put changes one entry in a copy of its page.
func (s *Snapshot) put(id corpus.PoemID, p *Poem, fresh map[int64]*[pageSize]*Poem) {
	n, i := int64(id)/pageSize, int64(id)%pageSize
	if fresh[n] == nil {
		fresh[n] = &[pageSize]*Poem{}
		if old := s.pages[n]; old != nil {
			*fresh[n] = *old.poems()
		}
	}
	slot := &fresh[n][i]
	if *slot == nil && p != nil {
		s.count++
	}
	if *slot != nil && p == nil {
		s.count--
	}
	*slot = p
}

func changed[K comparable, V any](old, changes map[K]*V) map[K]*V {
	if len(changes) == 0 {
		return old
	}
	next := maps.Clone(old)
	for k, v := range changes {
		if v == nil {
			delete(next, k)
		} else {
			next[k] = v
		}
	}
	return next
}

// Poem returns a published poem, nil where there is none with the id.
func (s *Snapshot) Poem(id corpus.PoemID) *Poem {
	if p := s.pages[int64(id)/pageSize]; p != nil && id >= 0 {
		return p.poems()[int64(id)%pageSize]
	}
	return nil
}

// EachOf calls fn for those published of the ids, in their order, until fn
// returns false. It is quickest where neighbours stand together.
func (s *Snapshot) EachOf(ids []corpus.PoemID, fn func(*Poem) bool) {
	var p *page
	at, f := int64(-1), fetcher{fn: fn}
	for _, id := range ids {
		if id < 0 {
			continue
		}
		if n := int64(id) / pageSize; n != at {
			p, at = s.pages[n], n
		}
		if p == nil {
			continue
		}
		if poem := p.poems()[int64(id)%pageSize]; poem != nil && !f.add(poem) {
			return
		}
	}
	f.flush()
}

// Len is the number of published poems.
func (s *Snapshot) Len() int { return s.count }

// Each calls fn for every poem in order of id until fn returns false.
func (s *Snapshot) Each(fn func(*Poem) bool) { s.EachShare(0, 1, fn) }

// EachShare calls fn for one of n equal shares of the poems, numbered from 0,
// so that several goroutines can read the whole archive together.
func (s *Snapshot) EachShare(share, of int, fn func(*Poem) bool) {
	f := fetcher{fn: fn}
	for n := int64(share); n <= s.last; n += int64(of) {
		p := s.pages[n]
		if p == nil {
			continue
		}
		for _, poem := range p.poems() {
			if poem != nil && !f.add(poem) {
				return
			}
		}
	}
	f.flush()
}

// Author returns an author, nil where there is none with the id.
func (s *Snapshot) Author(id corpus.AuthorID) *Author { return s.authors[id] }

// Names are all names of all authors with a published poem, in one list because
// every search of a word reads them all. It must not be changed.
func (s *Snapshot) Names() []Name { return s.names }

func namesOf(authors map[corpus.AuthorID]*Author, poemsBy map[corpus.AuthorID]int) []Name {
	var names []Name
	for id, a := range authors {
		if poemsBy[id] == 0 {
			continue
		}
		for _, name := range a.Names {
			names = append(names, Name{id, name})
		}
	}
	return names
}

// Place returns a place, nil where there is none with the id.
func (s *Snapshot) Place(id corpus.PlaceID) *Place { return s.places[id] }

// Stones are all stones that may be found. The list must not be changed.
func (s *Snapshot) Stones() []Stone { return s.stones }

// Places are all places. The map must not be changed.
func (s *Snapshot) Places() map[corpus.PlaceID]*Place { return s.places }

// NewPoem folds a poem.
func NewPoem(p corpus.Poem) *Poem {
	t := &Poem{craft: &craftCell{}, ID: p.ID, Revision: p.Revision, Author: p.Author.ID, Place: p.Place.ID,
		Form: p.Form, FormNo: slices.Index(corpus.Forms(), p.Form), Tune: fold.String(p.Tune), Tags: p.Tags, Date: p.Date, Ref: fold.String(p.Ref), Collections: p.Collections}
	t.Months = monthsOf(p.Date)
	t.Date.Text = ""
	var folded, raw strings.Builder
	add := func(text string) {
		for _, clause := range fold.Runs(text) {
			folded.WriteString(clause.Folded)
			raw.WriteString(clause.Raw)
		}
	}
	part := func() int {
		folded.WriteString(separator)
		raw.WriteString(separator)
		return folded.Len()
	}
	add(p.Title)
	t.Preface = part()
	add(p.Preface)
	t.Body = part()
	for _, line := range verse.Lines(p.Body) {
		start := Clause(lineStart)
		for _, clause := range fold.Runs(line.Text) {
			t.Clauses = append(t.Clauses, start|Clause(folded.Len()))
			folded.WriteString(clause.Folded)
			raw.WriteString(clause.Raw)
			start = 0
		}
	}
	t.Text = folded.String()
	t.Initials = initials(t.Text)
	if t.Raw = raw.String(); t.Raw == t.Text {
		t.Raw = t.Text // one string in memory, not two
	}
	return t
}

// NewAuthor folds an author's names.
func NewAuthor(name string, aliases []string) *Author {
	a := &Author{Name: name, Names: []string{fold.String(name)}}
	for _, alias := range aliases {
		if folded := fold.String(alias); folded != "" {
			a.Names = append(a.Names, folded)
		}
	}
	return a
}

// Title is the folded title.
func (p *Poem) Title() string { return p.Text[:p.Preface-len(separator)] }

// PrefaceText is the folded preface.
func (p *Poem) PrefaceText() string { return p.Text[p.Preface : p.Body-len(separator)] }

// BodyText is the folded body, its lines run together.
func (p *Poem) BodyText() string { return p.Text[p.Body:] }

// ClauseAt is the number of the clause that covers the byte at offset, which
// lies in the body.
func (p *Poem) ClauseAt(offset int) int {
	n, exact := slices.BinarySearchFunc(p.Clauses, offset, func(c Clause, at int) int { return cmp.Compare(c.At(), at) })
	if exact {
		return n
	}
	return n - 1
}

// ClauseEnd is the byte offset in Text where clause n ends.
func (p *Poem) ClauseEnd(n int) int {
	if n+1 < len(p.Clauses) {
		return p.Clauses[n+1].At()
	}
	return len(p.Text)
}

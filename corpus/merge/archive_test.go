package merge_test

import (
	"context"
	"slices"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/merge"
)

var now = time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)

func clock() time.Time { return now }

// archive is a Reader in memory, which also takes in what was decided.
type archive struct {
	poems     map[corpus.PoemID]corpus.Poem
	revisions map[merge.RevisionID]corpus.Poem
	last      corpus.PoemID
}

func newArchive(poems ...corpus.Poem) *archive {
	a := &archive{poems: map[corpus.PoemID]corpus.Poem{}, revisions: map[merge.RevisionID]corpus.Poem{}}
	for _, p := range poems {
		a.put(p)
	}
	return a
}

func (a *archive) put(p corpus.Poem) {
	if p.ID == 0 {
		p.ID = a.last + 1
	}
	if p.Revision == 0 {
		p.Revision = 1
	}
	a.last = max(a.last, p.ID)
	a.poems[p.ID] = p
	a.revisions[merge.RevisionID{Poem: p.ID, Number: p.Revision}] = p
}

// write does what the store does with the entries that changed.
func (a *archive) write(entries []*merge.Entry) {
	for _, e := range entries {
		if e.Poem.ID == 0 {
			a.last++
			e.Poem.ID = a.last
		}
		a.put(e.Poem)
		for _, p := range e.Revisions {
			a.revisions[merge.RevisionID{Poem: e.Poem.ID, Number: p.Revision}] = p
		}
	}
}

func (a *archive) Poems(_ context.Context, keys merge.Keys) ([]corpus.Poem, error) {
	var found []corpus.Poem
	for _, p := range a.poems {
		text := merge.TextKey(p.Title, p.Author.Name, p.Body)
		if slices.Contains(keys.IDs, p.ID) || p.Ref != "" && slices.Contains(keys.Refs, p.Ref) || slices.Contains(keys.TextKeys, text) {
			found = append(found, p)
		}
	}
	slices.SortFunc(found, func(x, y corpus.Poem) int { return int(x.ID - y.ID) })
	return found, nil
}

func (a *archive) Revisions(_ context.Context, ids []merge.RevisionID) ([]corpus.Poem, error) {
	var found []corpus.Poem
	for _, id := range ids {
		if p, ok := a.revisions[id]; ok {
			p.ID, p.Revision = id.Poem, id.Number
			found = append(found, p)
		}
	}
	return found, nil
}

func (a *archive) Names(context.Context, []corpus.Draft) (merge.Names, error) { return names{}, nil }

// names knows no name under any other.
type names struct{}

func (names) Author(name string) corpus.AuthorRef         { return corpus.AuthorRef{Name: name} }
func (names) Place(path string) corpus.PlaceRef           { return corpus.PlaceRef{Path: path} }
func (names) Collection(name string) corpus.CollectionRef { return corpus.CollectionRef{Name: name} }

func poem(id corpus.PoemID, ref, title, body string) corpus.Poem {
	return corpus.Poem{ID: id, Ref: ref, Title: title, Author: corpus.AuthorRef{Name: "周晓"}, Body: body, Form: corpus.FormOther,
		Status: corpus.StatusPublished, Revision: 1}
}

func draft(ref, title, body string) corpus.Draft {
	author := "周晓"
	return corpus.Draft{Ref: ref, Title: &title, Author: &author, Body: &body}
}

// tester is what tests and properties have in common.
type tester interface {
	Context() context.Context
	Helper()
	Fatal(...any)
}

// decide decides one row and writes what it makes of the archive.
func decide(t tester, a *archive, publish bool, row merge.Row) merge.Result {
	t.Helper()
	m := merge.New(publish, clock)
	results, err := m.Decide(t.Context(), a, []merge.Row{row})
	if err != nil {
		t.Fatal(err)
	}
	a.write(m.Changed())
	return results[0]
}

func idOf(r merge.Result) corpus.PoemID {
	if r.Entry == nil {
		return 0
	}
	return r.Entry.Poem.ID
}

// record is a poem as a revision keeps it.
func record(t tester, p corpus.Poem) corpus.Record {
	t.Helper()
	content, err := corpus.NewRecord(p).JSON()
	if err != nil {
		t.Fatal(err)
	}
	r, err := merge.ReadRecord(content)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

package batch

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/store/batches"
	"shiyun/server/diff"
	"shiyun/server/request"
)

// checkedView is what would become of a batch.
type checkedView struct {
	batchView
	Publish   bool
	Near      int // rows nearly the same as another
	Undecided int
	Otherwise string // what becomes of those that are not decided; "" where they must be
	Pairs     []pairView
	PairsAt   string // the place among the pairs, to come back to
	First     string
	Next      string
	Problems  rowsView
	notedRows
}

// pairView is a row beside what it is nearly the same as.
type pairView struct {
	Number   int
	Where    string
	What     string // title and author
	Percent  int
	Poem     corpus.PoemID // of the archive; 0 for a row of the batch
	Of       string        // what the other is, in words
	Status   corpus.Status
	Fields   []diff.FieldDiff
	Known    bool // the other could be shown
	Same     bool // and is the same in title, author and text
	Decision corpus.Decision
	Choices  []nearChoice
}

func (s *Server) checkedOf(ctx context.Context, query url.Values, v batchView) (w checkedView, err error) {
	w.batchView = v
	plan, err := batch.PlanOf(v.Batch)
	if err != nil {
		return w, err
	}
	w.Publish = plan.Publish
	if plan.Near != corpus.DecideAsk {
		w.Otherwise = s.nearName(plan.Near)
	}
	for count, f := range map[*int]batches.RowFilter{&w.Near: {Near: true}, &w.Undecided: {Undecided: true}} {
		if *count, err = s.store.CountBatchRows(ctx, v.ID, f); err != nil {
			return w, err
		}
	}
	if err = s.countDecided(ctx, &w, plan.Near); err != nil {
		return w, err
	}
	if err = s.pairsOf(ctx, query, &w); err != nil {
		return w, err
	}
	if w.Problems, err = s.problems(ctx, query, v); err != nil {
		return w, err
	}
	w.notedRows, err = s.notedRows(ctx, v)
	return w, err
}

// countDecided counts the rows that are nearly the same as another by what was
// decided of them: the check took all of them for new.
func (s *Server) countDecided(ctx context.Context, w *checkedView, otherwise corpus.Decision) error {
	counts := &w.Batch.Counts
	for decision, to := range map[corpus.Decision]*int{corpus.DecideSkip: &counts.Skipped, corpus.DecideMerge: &counts.Updated} {
		n, err := s.store.CountBatchRows(ctx, w.ID, batches.RowFilter{Decision: decision})
		if err != nil {
			return err
		}
		if otherwise == decision {
			n += w.Undecided
		}
		n = min(n, counts.Created)
		counts.Created -= n
		*to += n
	}
	return nil
}

func (s *Server) pairsOf(ctx context.Context, query url.Values, w *checkedView) error {
	after := int(request.ParseID(query.Get("near")))
	rows, err := s.store.BatchRows(ctx, w.ID, batches.RowFilter{Near: true}, after, pairsShown+1)
	if err != nil {
		return err
	}
	if after > 0 {
		w.PairsAt, w.First = strconv.Itoa(after), w.Path+"#near"
	}
	if len(rows) > pairsShown {
		rows = rows[:pairsShown]
		w.Next = w.Path + "?near=" + strconv.Itoa(rows[len(rows)-1].Number) + "#near"
	}
	var twins []int
	var ids []corpus.PoemID
	for _, r := range rows {
		if r.Poem != 0 {
			ids = append(ids, r.Poem)
		} else {
			twins = append(twins, r.Twin)
		}
	}
	poems, err := s.poemsByID(ctx, ids)
	if err != nil {
		return err
	}
	drafts := s.draftsOf(ctx, w.ID, twins)
	for _, r := range rows {
		w.Pairs = append(w.Pairs, s.pair(r, poems[r.Poem], drafts[r.Twin], w.Files))
	}
	return nil
}

func (s *Server) poemsByID(ctx context.Context, ids []corpus.PoemID) (map[corpus.PoemID]*corpus.Poem, error) {
	poems, err := s.store.Poems(ctx, ids)
	byID := make(map[corpus.PoemID]*corpus.Poem, len(poems))
	for _, p := range poems {
		byID[p.ID] = &p
	}
	return byID, err
}

// patience is how long a page waits for rows to be read again out of a file.
const patience = 3 * time.Second

// draftsOf are other rows of the batch, read out of its files; those that take
// too long to find are left out.
func (s *Server) draftsOf(ctx context.Context, id corpus.BatchID, numbers []int) map[int]corpus.Draft {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	drafts, err := s.desk.Drafts(ctx, id, numbers)
	if err != nil {
		s.log.Warn("read rows again", "batch", id, "err", err)
	}
	return drafts
}

func (s *Server) pair(r corpus.BatchRow, poem *corpus.Poem, twin corpus.Draft, files []string) pairView {
	v := pairView{Number: r.Number, Where: s.rowWhere(r, files), Percent: int(100 * r.Similarity), Decision: r.Decision}
	other := twin
	switch {
	case r.Poem == 0:
		v.Of, v.Known = s.words.Say("batch.twin", r.Twin), twin.Body != nil
	case poem != nil:
		v.Poem, v.Status, v.Known = poem.ID, poem.Status, true
		v.Of = s.words.Say("batch.of_archive")
		other = corpus.Draft{Title: &poem.Title, Author: &poem.Author.Name, Body: &poem.Body}
	default:
		v.Of = s.words.Say("batch.of_archive")
	}
	if r.Draft != nil {
		v.What = strings.TrimSpace(said(r.Draft.Title) + " " + said(r.Draft.Author))
		v.Fields = s.beside(other, *r.Draft, v.Of, s.words.Say("batch.of_this"))
		v.Same = v.Known && len(v.Fields) == 1 && said(other.Body) == said(r.Draft.Body)
	}
	for _, d := range []corpus.Decision{corpus.DecideMerge, corpus.DecideKeep, corpus.DecideSkip} {
		v.Choices = append(v.Choices, nearChoice{d, s.words.Say(decisionKeys[d]), d == r.Decision})
	}
	return v
}

// beside sets what people know a poem by side by side.
func (s *Server) beside(a, b corpus.Draft, nameA, nameB string) []diff.FieldDiff {
	var fields []diff.FieldDiff
	for _, f := range []struct {
		field, key string
		a, b       *string
	}{{"title", "field.title", a.Title, b.Title}, {"author", "field.author", a.Author, b.Author}, {"body", "field.body", a.Body, b.Body}} {
		if f.field != "body" && said(f.a) == said(f.b) {
			continue
		}
		left, right := diff.Pieces(said(f.a), said(f.b))
		fields = append(fields, diff.FieldDiff{Field: f.field, Label: s.words.Say(f.key), A: left, B: right, NameA: nameA, NameB: nameB})
	}
	return fields
}

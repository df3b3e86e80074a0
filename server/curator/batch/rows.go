package batch

import (
	"context"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/batches"
	"shiyun/server/request"
)

// How many rows of a batch stand on one page.
const (
	problemsShown = 30
	pairsShown    = 10
	keptShown     = 50
)

// rowView is a row of a batch that has something to be said of it.
type rowView struct {
	Number int
	Where  string // file and line
	What   string // what is in it, shortened
	Notes  []corpus.RowNote
	Poem   corpus.PoemID
}

// rowsView is a page of rows.
type rowsView struct {
	Rows        []rowView
	Total       int
	First, Next string
}

// problems are the rows that were refused.
func (s *Server) problems(ctx context.Context, query url.Values, v batchView) (rowsView, error) {
	f := batches.RowFilter{Outcome: corpus.Failed}
	after := int(request.ParseID(query.Get("bad")))
	rows, err := s.store.BatchRows(ctx, v.ID, f, after, problemsShown+1)
	if err != nil {
		return rowsView{}, err
	}
	list := rowsView{Total: v.Counts.Failed}
	if after > 0 {
		list.First = v.Path + "#problems"
	}
	if len(rows) > problemsShown {
		rows = rows[:problemsShown]
		list.Next = v.Path + "?bad=" + strconv.Itoa(rows[len(rows)-1].Number) + "#problems"
	}
	for _, r := range rows {
		list.Rows = append(list.Rows, s.rowView(r, v.Files))
	}
	return list, nil
}

// notedRows are rows that went in, or will, and of which something is to be
// said: what a person corrected stays, or something was left out or looks
// amiss.
type notedRows struct {
	Kept   []rowView // with what was corrected
	Warned []rowView // with warnings, the first of them
	All    int       // rows with notes
}

func (s *Server) notedRows(ctx context.Context, v batchView) (n notedRows, err error) {
	f := batches.RowFilter{Noted: true}
	if n.All, err = s.store.CountBatchRows(ctx, v.ID, f); err != nil || n.All == 0 {
		return n, err
	}
	rows, err := s.store.BatchRows(ctx, v.ID, f, 0, keptShown)
	for _, r := range rows {
		kept, warned := s.rowView(r, v.Files), s.rowView(r, v.Files)
		isKept := func(n corpus.RowNote) bool { return n.Code == merge.CodeCorrected }
		kept.Notes = slices.DeleteFunc(slices.Clone(r.Notes), func(n corpus.RowNote) bool { return !isKept(n) })
		warned.Notes = slices.DeleteFunc(slices.Clone(r.Notes), isKept)
		if len(kept.Notes) > 0 {
			n.Kept = append(n.Kept, kept)
		}
		if len(warned.Notes) > 0 {
			n.Warned = append(n.Warned, warned)
		}
	}
	return n, err
}

func (s *Server) rowView(r corpus.BatchRow, files []string) rowView {
	v := rowView{Number: r.Number, Where: s.rowWhere(r, files), Notes: r.Notes, Poem: r.Poem}
	if d := r.Draft; d != nil {
		v.What = short(strings.Join(strings.Fields(said(d.Title)+" "+said(d.Author)+" "+said(d.Body)), " "), 60)
	}
	if v.What == "" {
		v.What = short(strings.Join(strings.Fields(strings.Join(r.Cells, " ")), " "), 60)
	}
	return v
}

// rowWhere returns where a row stands, with the file where there are several.
func (s *Server) rowWhere(r corpus.BatchRow, files []string) string {
	switch {
	case r.Line == 0:
		return r.File
	case r.Header == nil && strings.EqualFold(path.Ext(r.File), ".json"):
		return s.words.Say("batch.at_poem", r.File, r.Line)
	case r.Header == nil || len(files) > 1 || !slices.Contains(files, r.File): // a sheet of a workbook, an entry of an archive
		return s.words.Say("batch.at_row_of", r.File, r.Line)
	}
	return s.words.Say("batch.at_row", r.Line)
}

func said(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

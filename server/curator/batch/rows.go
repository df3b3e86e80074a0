package batch

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
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
	rows, err := s.Store.BatchRows(ctx, v.ID, f, after, problemsShown+1)
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

// keptRows are rows that went in, or will, with something left as it is: what a
// person corrected, say.
func (s *Server) keptRows(ctx context.Context, v batchView) (list []rowView, err error) {
	for _, outcome := range []corpus.Outcome{corpus.Updated, corpus.Duplicate} {
		rows, err := s.Store.BatchRows(ctx, v.ID, batches.RowFilter{Outcome: outcome}, 0, keptShown)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if len(r.Notes) > 0 {
				list = append(list, s.rowView(r, v.Files))
			}
		}
	}
	return list, nil
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

// rowWhere says where a row stands, with the file where there are several.
func (s *Server) rowWhere(r corpus.BatchRow, files []string) string {
	switch {
	case r.Line == 0:
		return r.File
	case r.Header == nil:
		return s.Say("batch.at_poem", r.File, r.Line)
	case len(files) > 1 || !slices.Contains(files, r.File): // a sheet of a workbook, an entry of an archive
		return s.Say("batch.at_row_of", r.File, r.Line)
	}
	return s.Say("batch.at_row", r.Line)
}

func said(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

package archive

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/diff"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/request"
)

const bulkPath = "/curator/bulk"

// bulkSample is how many of the poems are shown before they are changed.
const bulkSample = 8

type bulkView struct {
	*entry.Entry
	IDs    []corpus.PoemID // chosen one by one; nil where a search or filter chooses them
	Total  int
	Sample []corpus.Poem
	Forms  []corpus.Form
	Said   string // the search or filter, in words
	From   string // the query string that chooses the poems
}

// showBulk shows what a change of many poems would touch.
func (s *Server) showBulk(c echo.Context) (answer.Answer, error) {
	return s.bulkForm(c, http.StatusOK, entry.New(s.words, c.QueryParams()), c.QueryParams())
}

// chooseBulk is showBulk for poems ticked in a list.
func (s *Server) chooseBulk(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	return s.bulkForm(c, http.StatusOK, entry.New(s.words, url.Values{}), url.Values{"id": values["id"]})
}

func (s *Server) bulkForm(c echo.Context, status int, e *entry.Entry, which url.Values) (answer.Answer, error) {
	ids, err := s.bulkIDs(c.Request().Context(), which)
	if err != nil {
		return nil, err
	}
	v := bulkView{Entry: e, Total: len(ids), Forms: corpus.Forms(), Said: s.bulkSaid(which), From: which.Encode()}
	if which.Has("id") {
		v.IDs, v.From = ids, ""
	}
	v.Sample, err = s.store.Poems(c.Request().Context(), ids[:min(len(ids), bulkSample)])
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		e.Refuse("", "bulk.none")
	}
	return s.pages.Show(c, status, "curator-bulk", page.View{Title: s.words.Say("bulk.title"), Data: v})
}

// bulkSaid returns in words which poems were asked for.
func (s *Server) bulkSaid(which url.Values) string {
	var said []string
	for _, key := range []string{"q", "text", "author", "form", "tag", "collection", "place"} {
		value := which.Get(key)
		if key == "form" {
			value = s.words.Named(value)
		}
		if value != "" {
			said = append(said, value)
		}
	}
	if status, ok := corpus.ParseStatus(which.Get("status")); ok {
		said = append(said, diff.StatusName(s.words, status))
	}
	return strings.Join(said, "，")
}

// bulkIDs are the poems chosen: by their numbers, by a search or by a filter.
func (s *Server) bulkIDs(ctx context.Context, which url.Values) ([]corpus.PoemID, error) {
	switch {
	case which.Has("id"):
		var ids []corpus.PoemID
		for _, text := range which["id"] {
			if id := request.ParseID(text); id != 0 {
				ids = append(ids, corpus.PoemID(id))
			}
		}
		return ids, nil
	case which.Get("q") != "":
		return s.searched(ctx, which)
	}
	f := poemFilter(which)
	if f.IsZero() {
		return nil, nil // never the whole archive by a slip
	}
	return s.store.FindPoemIDs(ctx, f, curation.MaxBulk+1)
}

// searched are all hits of a search.
func (s *Server) searched(ctx context.Context, which url.Values) ([]corpus.PoemID, error) {
	req := search.Request{Query: which.Get("q"), Limit: search.MaxLimit, Sort: search.SortNewest, Form: which.Get("form"),
		Author: which.Get("author"), Place: which.Get("place"), Tag: which.Get("tag"), Year: request.ParseYear(which.Get("year"))}
	var ids []corpus.PoemID
	for {
		result, err := s.search.Search(ctx, req)
		if err != nil {
			return nil, err
		}
		for _, h := range result.Hits {
			ids = append(ids, h.ID)
		}
		if req.Cursor = result.Cursor; req.Cursor == "" || len(result.Hits) == 0 || len(ids) > curation.MaxBulk {
			return ids, nil
		}
	}
}

// bulkEdit changes the poems as one batch.
func (s *Server) bulkEdit(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	e := entry.New(s.words, values)
	which, err := url.ParseQuery(values.Get("from"))
	if err != nil {
		return nil, request.NotFound()
	}
	if values.Has("id") {
		which = url.Values{"id": values["id"]}
	}
	change := bulkChange(e)
	if e.Fine() && change.IsEmpty() {
		e.Refuse("", "bulk.nothing")
	}
	if !e.Fine() {
		return s.bulkForm(c, http.StatusUnprocessableEntity, e, which)
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(c.Request().Context()), time.Minute)
	defer stop()
	ids, err := s.bulkIDs(ctx, which)
	if err != nil {
		return nil, err
	}
	batch, err := s.store.BulkEdit(ctx, poems.Edit{By: curator.ActorOf(c), Reason: corpus.OwnWords(e.Short("reason", entry.MaxMessage))}, change, ids)
	if corpus.CodeOf(err) == corpus.Invalid {
		_, e.Problems[""] = s.pages.Classify(err)
		return s.bulkForm(c, http.StatusUnprocessableEntity, e, which)
	}
	if err != nil {
		return nil, err
	}
	return curator.ShowBatchDone(c, s.pages, s.words, batch)
}

func bulkChange(e *entry.Entry) merge.BulkChange {
	var change merge.BulkChange
	for field, names := range map[string]*[]string{"add_tags": &change.AddTags, "remove_tags": &change.RemoveTags,
		"add_collections": &change.AddCollections, "remove_collections": &change.RemoveCollections} {
		if list := e.List(field); list != nil {
			*names = *list
		}
	}
	if place := e.Line("new_place"); e.Value("no_place") != "" {
		change.Place = new(string)
	} else if place != nil && *place != "" {
		change.Place = place
	}
	if name := e.Value("new_form"); name != "" {
		form, known := corpus.ParseForm(name)
		if !known {
			e.Refuse("new_form", "entry.form")
		}
		change.Form = &form
	}
	return change
}

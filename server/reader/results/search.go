package results

import (
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/reader/facets"
	"shiyun/server/reader/reading"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

// searchView is a page of results, or the search box alone.
type searchView struct {
	Asked      bool // whether anything was searched for
	Result     search.Result
	Loose      string      // in what way hits only come near, where none is exact
	Meant      page.Choice // what may have been meant instead
	Hits       []hitView
	Chosen     []page.Choice // filters in force; the link takes one away
	Facets     []facets.Facet
	Sorts      []page.Choice
	Next       string // address of the next page; "" on the last
	Paper      string // address of what was found, on paper
	For        string // what was looked for, where nothing was found
	Widened    string // the same query without filters; "" where there are none
	Cards      []cardView
	Understood []page.Choice // what was understood; the link takes one away
	Literally  string        // address of the same words taken literally
	Direct     *directView   // the answer to a question, nil for none
	Nearest    []cardView    // what comes nearest, where nothing was found
	NearPoems  []search.NearPoem
	Today      *corpus.Poem // to read instead; nil where something was found

	again func() // counts a miss once more; nil for none
}

// hitView is a hit with its texts cut at the marks.
type hitView struct {
	search.Hit
	URL    string // of the poem, marked as found by a search
	Title  []typeset.Segment
	Author []typeset.Segment
	Rows   []published.HitRow
	Tier   string // how it matched, where not by the very characters
	Sample bool
}

func (s *Server) showSearch(c echo.Context) (answer.Answer, error) {
	req := request.Search(c, search.DefaultLimit)
	v := searchView{Asked: req.Query != "" || request.Narrowed(req)}
	title := s.words.Say("search.title")
	if v.Asked {
		if err := s.findInto(c.Request().Context(), req, &v); err != nil {
			return nil, err
		}
		if !paths.IsOffered(c.QueryParams()) {
			v.again = s.misses.Note(req, v.Result)
		}
	}
	keep(c, v)
	if req.Query != "" {
		title = s.words.Say("search.title_for", typeset.Shorten(req.Query, 20))
	}
	feed := ""
	if req.Query != "" {
		feed = paths.SearchFeed(req.Query)
	}
	return s.pages.Show(c, http.StatusOK, "search", page.View{
		Title: title, Section: "search", Feed: feed, Query: typeset.Shorten(req.Query, search.MaxQuery), NoIndex: true, Data: v})
}

// keep has an answer of half an index sent once only, and a miss counted each
// time it is shown.
func keep(c echo.Context, v searchView) {
	if v.Result.Partial {
		answer.Unkeep(c)
	}
	answer.Again(c, v.again)
}

func (s *Server) findInto(ctx context.Context, req search.Request, v *searchView) error {
	result, err := s.search.Search(ctx, req)
	if err != nil {
		return err
	}
	v.Result = result
	poems := published.Couplets(ctx, s.store, s.log, result.Hits)
	from := reading.SearchWay(paths.Search(req))
	for _, h := range result.Hits {
		hit := s.viewHit(h, poems[h.ID])
		hit.URL = reading.PoemAt(h.ID, from, "", "")
		v.Hits = append(v.Hits, hit)
	}
	v.Loose, v.Meant = s.loose(result.Hits), meant(req, result.DidYouMean)
	v.Chosen, v.Facets, v.Sorts = s.Chosen(ctx, req), facets.Of(s.words, req, result.Facets), s.sorts(req)
	s.understand(ctx, req, result, v)
	if result.Cursor != "" {
		next := req
		next.Cursor = result.Cursor
		v.Next = paths.Search(next)
	}
	if len(v.Hits) > 0 {
		v.Paper = paths.SearchPaper(req)
		return nil
	}
	s.console(ctx, req, v)
	return nil
}

// console fills in what helps who found nothing. The poem of the day is a
// courtesy: an archive may have none, or be too busy.
func (s *Server) console(ctx context.Context, req search.Request, v *searchView) {
	wider, out := facets.Exclusions(req.Query)
	v.For = typeset.Shorten(wider, typeset.MostOfLine)
	if wider != "" && (request.Narrowed(req) || len(out) > 0) {
		v.Widened = paths.Search(search.Request{Query: wider, Sort: req.Sort})
	}
	today, _, err := s.daily.Poem(ctx)
	if err != nil && corpus.CodeOf(err) != corpus.NotFound {
		s.log.Warn("poem of the day", "error", err)
	}
	v.Today = today
}

func (s *Server) viewHit(h search.Hit, p corpus.Poem) hitView {
	v := hitView{Hit: h, Title: typeset.Segments(h.Title, h.TitleMarks), Author: typeset.Segments(h.Author, h.AuthorMarks),
		Tier: published.Tier(s.words, h.Match), Sample: slices.Contains(h.Tags, reading.SampleTag)}
	v.Rows = published.Rows(s.words, h.Lines, p)
	return v
}

// loose returns in words how near the hits come, where none is exact.
func (s *Server) loose(hits []search.Hit) string {
	if len(hits) == 0 || slices.ContainsFunc(hits, func(h search.Hit) bool { return h.Match == search.MatchExact }) {
		return ""
	}
	return s.words.Say("search.loose." + string(hits[0].Match))
}

// meant offers to search for what the archive has in place of what was typed.
func meant(req search.Request, instead string) page.Choice {
	if instead == "" {
		return page.Choice{}
	}
	req.Query, req.Cursor = instead, ""
	return page.Choice{Label: typeset.Shorten(instead, typeset.MostOfLine), URL: paths.Search(req)}
}

// IDs returns which poems were hit.
func IDs(hits []search.Hit) []corpus.PoemID {
	ids := make([]corpus.PoemID, len(hits))
	for i, hit := range hits {
		ids[i] = hit.ID
	}
	return ids
}

package reading

import (
	"context"
	"html/template"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

// way is where the reader came from, and what stands there before and after
// the poem. Lists say it in the address, as "?in=" and a letter with an id or
// a name: a12 an author, c3 a collection, p5 a place, f词 a form, t秋 a tag,
// y2021 a year; "s" a search, whose query follows. Without it, or where it
// makes no sense, the way goes through the author's poems.
type way struct {
	Label        template.HTML // what it goes through
	Up           string        // address of the list
	Prev, Next   *wayMark
	query        url.Values // of the address, to be carried on; nil for the author's
	filter       poems.Filter
	before, then corpus.PoemID
}

// wayMark is a neighbouring poem.
type wayMark struct{ Title, URL string }

func (s *Server) wayOf(c echo.Context, p corpus.Poem) (way, error) {
	ctx := c.Request().Context()
	w := s.throughAuthor(p)
	in := c.QueryParam("in")
	if in == "s" {
		if found, ok := s.throughSearch(c, p.ID); ok {
			return s.marked(ctx, found)
		}
	} else if other, ok := s.through(ctx, p, in); ok {
		w, w.query = other, url.Values{"in": {in}}
	}
	var err error
	if w.before, w.then, err = s.store.Neighbours(ctx, w.filter, p.ID); err != nil {
		return w, err
	}
	return s.marked(ctx, w)
}

func (s *Server) throughAuthor(p corpus.Poem) way {
	return way{Label: s.pages.Tell("way.author", p.Author.Name), Up: paths.Author(p.Author.ID), filter: poems.Filter{Author: p.Author.ID}}
}

// through reads a list the poem is in. Names are taken from the poem itself:
// what is not published is named nowhere.
func (s *Server) through(ctx context.Context, p corpus.Poem, in string) (w way, ok bool) {
	if in == "" {
		return w, false
	}
	key := in[1:]
	switch in[0] {
	case 'c':
		for _, ref := range p.Collections {
			if int64(ref.ID) == request.ParseID(key) {
				return way{Label: s.pages.Tell("way.list", ref.Name), Up: paths.Collection(ref.ID), filter: poems.Filter{Collection: ref.ID}}, true
			}
		}
	case 'p':
		place, err := s.store.Place(ctx, corpus.PlaceID(request.ParseID(key)))
		if err == nil && (p.Place.Path == place.Path || strings.HasPrefix(p.Place.Path, place.Path+"/")) {
			return way{Label: s.pages.Tell("way.list", place.Name), Up: paths.Place(place.ID), filter: poems.Filter{Place: place.ID}}, true
		}
	case 'f':
		if key == string(p.Form) {
			return way{Label: s.pages.Tell("way.list", s.words.Named(key)), Up: paths.Form(p.Form), filter: poems.Filter{Form: p.Form}}, true
		}
	case 't':
		for _, tag := range p.Tags {
			if tag == key {
				return way{Label: s.pages.Tell("way.list", tag), Up: paths.Tag(tag), filter: poems.Filter{Tag: tag}}, true
			}
		}
	case 'y':
		if year := request.ParseYear(key); year != 0 && year == p.Date.Year {
			return way{Label: s.pages.Tell("way.list", s.words.Say("year.heading", year)), Up: paths.Year(year), filter: poems.Filter{Year: year}}, true
		}
	}
	return w, false
}

// WayIn returns what the links of a list carry of it.
func WayIn(f poems.Filter) string {
	switch {
	case f.Collection != 0:
		return paths.Numbered("c", int64(f.Collection))
	case f.Place != 0:
		return paths.Numbered("p", int64(f.Place))
	case f.Form != "":
		return "f" + string(f.Form)
	case f.Tag != "":
		return "t" + f.Tag
	case f.Year != 0:
		return paths.Numbered("y", int64(f.Year))
	}
	return "" // an author's poems go that way by themselves
}

// throughSearch asks the search again and looks where the poem stands in it;
// false where it does not.
func (s *Server) throughSearch(c echo.Context, id corpus.PoemID) (w way, ok bool) {
	req := request.Search(c, search.MaxLimit)
	if req.Query == "" && !request.Narrowed(req) {
		return w, false
	}
	ctx, cancel := context.WithTimeout(c.Request().Context(), relatedWait)
	defer cancel()
	result, err := s.search.Search(ctx, req)
	if err != nil {
		answer.Unkeep(c)
		s.log.Warn("search a poem was found by", "request_id", request.ID(c), "error", err)
		return w, false
	}
	up := paths.Search(req)
	w = way{Label: s.pages.Tell("way.search", typeset.Shorten(req.Query, 12)), Up: up, query: SearchWay(up)}
	for i, h := range result.Hits {
		if h.ID != id {
			continue
		}
		if i > 0 {
			w.before = result.Hits[i-1].ID
		}
		if i+1 < len(result.Hits) {
			w.then = result.Hits[i+1].ID
		}
		return w, true
	}
	return w, false
}

// longestWay bounds what some hundred links of a page of results repeat: a
// pasted poem is not carried on.
const longestWay = 400

// SearchWay returns the query of an address of a search as poems found by it carry
// it.
func SearchWay(searchURL string) url.Values {
	_, query, _ := strings.Cut(searchURL, "?")
	values, err := url.ParseQuery(query)
	if err != nil || len(query) > longestWay {
		return nil
	}
	values.Set("in", "s")
	return values
}

// marked names the neighbours.
func (s *Server) marked(ctx context.Context, w way) (way, error) {
	poems, err := published.ByID(ctx, s.store, []corpus.PoemID{w.before, w.then})
	if p, ok := poems[w.before]; ok {
		w.Prev = &wayMark{p.Title, PoemAt(p.ID, w.query, "", "")}
	}
	if p, ok := poems[w.then]; ok {
		w.Next = &wayMark{p.Title, PoemAt(p.ID, w.query, "", "")}
	}
	return w, err
}

// Listed is a poem in the list that its address names.
type Listed struct {
	corpus.Poem
	In string
}

// InList returns a poem as one of a list.
func InList(p corpus.Poem, in string) Listed { return Listed{p, in} }

// PoemIn returns the address of a poem in a list.
func PoemIn(id corpus.PoemID, in string) string {
	if in == "" {
		return paths.Poem(id)
	}
	return PoemAt(id, nil, "in", in)
}

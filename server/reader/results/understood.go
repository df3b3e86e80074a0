package results

import (
	"context"
	"slices"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/typeset"
)

// mostCards is how many cards a page begins with.
const mostCards = 4

// cardView is one of the archive's own words in the query, with its page.
type cardView struct {
	Kind  string // what it is, in words
	Name  string
	URL   string
	Poems int    // filed under it; 0 for a stone
	Line  string // of a stone; "" for none
}

// directView is the answer to a question.
type directView struct {
	Label, Text  string
	URL          string // of the poem, "" for none
	Title        string
	Author       string
	AuthorURL    string
	Verse, Count bool
}

// understand fills in how the query was read as a question.
func (s *Server) understand(ctx context.Context, req search.Request, result search.Result, v *searchView) {
	v.Cards = s.stoneCards(ctx, req)
	if u := result.Understood; u != nil {
		v.Cards = append(v.Cards, s.cardsOf(u.Parts)...)
		v.Understood = s.chips(req, u)
	}
	v.Cards = v.Cards[:min(len(v.Cards), mostCards)]
	if len(v.Understood) > 0 {
		literal := req
		literal.Literal, literal.Cursor = true, ""
		v.Literally = paths.OfferedSearch(literal)
	}
	if d := result.Answer; d != nil {
		v.Direct = s.directOf(*d)
	}
	if n := result.Nearest; n != nil {
		v.Nearest, v.NearPoems = s.cardsOf(n.Words), n.Poems
	}
}

// kindLabels are the words for the kinds of part.
func (s *Server) kindLabel(p search.UnderstoodPart) string {
	switch p.Kind {
	case search.PartAuthor:
		return s.words.Say("facet.author")
	case search.PartForm:
		return s.words.Say("facet.form")
	case search.PartPlace:
		return s.words.Say("facet.place")
	case search.PartTag:
		return s.words.Say("facet.tag")
	case search.PartTune:
		return s.words.Say("search.kind.tune")
	case search.PartCollection:
		return s.words.Say("search.kind.collection")
	case search.PartTheme:
		return s.words.Say("search.tier.theme")
	}
	return s.words.Say("search.kind.time")
}

func (s *Server) cardsOf(parts []search.UnderstoodPart) []cardView {
	var list []cardView
	for _, p := range parts {
		if p.Denied {
			continue // what was asked not to be there
		}
		c := cardView{Kind: s.kindLabel(p), Name: p.Name, Poems: p.Poems}
		switch p.Kind {
		case search.PartAuthor:
			c.URL = paths.Author(corpus.AuthorID(p.ID))
		case search.PartForm:
			c.Name, c.URL = s.words.Named(p.Name), paths.Form(corpus.Form(p.Name))
		case search.PartPlace:
			c.URL = paths.Place(corpus.PlaceID(p.ID))
		case search.PartTag:
			c.URL = paths.Tag(p.Name)
		case search.PartTune:
			c.URL = paths.Tune(p.Name)
		case search.PartCollection:
			c.URL = paths.Collection(corpus.CollectionID(p.ID))
		default:
			if p.Year == 0 {
				continue
			}
			c.Name, c.URL = s.words.Say("year.heading", p.Year), paths.Year(p.Year)
		}
		list = append(list, c)
	}
	return list
}

// chips list what was understood; each link asks without its own.
func (s *Server) chips(req search.Request, u *search.Understood) []page.Choice {
	var list []page.Choice
	for i, p := range u.Parts {
		if i > 0 && p.Without == u.Parts[i-1].Without {
			continue // another thing of the same name
		}
		name := p.Name
		switch p.Kind {
		case search.PartForm:
			name = s.words.Named(name)
		case search.PartTheme:
			name = s.words.Carry(name)
		}
		name = typeset.Shorten(name, 20)
		if p.Denied {
			name = s.words.Say("search.denied", name)
		}
		wider := req
		wider.Cursor = ""
		if wider.Query = p.Without; wider.Query == "" {
			wider.Query, wider.Literal = req.Query, true
		}
		list = append(list, page.Choice{Label: s.kindLabel(p) + " " + name, URL: paths.OfferedSearch(wider), On: true})
	}
	return list
}

func (s *Server) directOf(d search.Direct) *directView {
	v := &directView{Text: d.Text, Title: d.Title, Author: d.Author}
	if d.Poem != 0 {
		v.URL, v.AuthorURL = paths.Poem(d.Poem), paths.Author(d.AuthorID)
	}
	switch d.Kind {
	case "who":
		v.Label = s.words.Say("search.answer.who")
	case "when":
		v.Label = s.words.Say("search.answer.when")
	case "next":
		v.Label, v.Verse = s.words.Say("search.answer.next"), true
	case "previous":
		v.Label, v.Verse = s.words.Say("search.answer.previous"), true
	case "count":
		v.Label, v.Count = s.words.Say("search.answer.count"), true
	}
	return v
}

// longestStone bounds the queries that may be a stone's name.
const longestStone = 12

// stoneCards finds a stone by its code or its name. A stone is a courtesy: a
// page of results does not fail for it.
func (s *Server) stoneCards(ctx context.Context, req search.Request) []cardView {
	if req.Query == "" || req.Literal || utf8.RuneCountInString(req.Query) > longestStone {
		return nil
	}
	card := func(st corpus.Stone) []cardView {
		return []cardView{{Kind: s.words.Say("search.kind.stone"), Name: st.Name, URL: paths.Stone(st.Code)}}
	}
	if code, ok := corpus.ParseStoneCode(req.Query); ok {
		if st, err := s.store.StoneByCode(ctx, code); err == nil && st.State != corpus.StoneWithdrawn {
			return card(st)
		}
		return nil
	}
	stones, err := s.store.Stones(ctx)
	if err != nil {
		s.log.Warn("stones for a search", "error", err)
		return nil
	}
	if i := slices.IndexFunc(stones, func(st corpus.Stone) bool { return st.Name == req.Query && st.State != corpus.StoneWithdrawn }); i >= 0 {
		return card(stones[i])
	}
	return nil
}

package words

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/indexer/search/relax"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/published"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

const whyPath = searchesPath + "/why"

type whyView struct {
	Query   string
	Poem    string // as typed
	Notice  string
	Asked   bool
	X       search.Explanation
	Verdict string
	Reasons []string // why it is not found
	Tried   []tryView
	Parts   []partView
	Rows    []published.HitRow
	Title   []typeset.Segment
	Author  []typeset.Segment
}

type tryView struct {
	Relaxation string
	Total      int
	Fits       bool // the poem matches when the query is taken so
}

type partView struct {
	search.Part
	Stands string
}

var relaxationKeys = map[relax.Name]string{
	relax.Asked: "why.way.asked", relax.Reworded: "why.way.reworded", relax.Marks: "why.way.marks", relax.Literal: "why.way.literal", relax.Pinyin: "why.way.pinyin", relax.Initials: "why.way.initials",
	relax.Pasted: "why.way.pasted", relax.Halves: "why.way.halves", relax.Fuzzy: "why.way.mistakes",
	relax.Phonetic: "why.way.sound", relax.Merged: "why.way.merged", relax.Apart: "why.way.apart",
	relax.AnyOrder: "why.way.scrambled", relax.HeadTail: "why.way.framed", relax.LongestRun: "why.way.shared",
	relax.Theme: "why.way.theme",
}

var whereKeys = map[search.Where]string{
	search.WhereAuthor: "why.where.author", search.WhereTitle: "why.where.title", search.WhereBody: "why.where.body",
	search.WherePreface: "why.where.preface", search.WhereFact: "why.where.fact", "": "why.where.nowhere",
}

// showWhy explains one poem and one query.
func (s *Server) showWhy(c echo.Context) (answer.Answer, error) {
	v := whyView{Query: typeset.Shorten(strings.TrimSpace(c.QueryParam("q")), search.MaxQuery), Poem: typeset.Shorten(c.QueryParam("poem"), 12)}
	status := http.StatusOK
	if v.Query != "" && v.Poem != "" {
		err := s.explain(c, &v)
		if corpus.CodeOf(err) == corpus.NotFound {
			v.Notice, status = s.words.Say("why.no_poem"), http.StatusNotFound
		} else if err != nil {
			return nil, err
		}
	}
	return s.pages.Show(c, status, "why", page.View{Title: s.words.Say("why.title"), Data: v})
}

func (s *Server) explain(c echo.Context, v *whyView) error {
	ctx := c.Request().Context()
	id := request.ParseID(strings.TrimSpace(strings.TrimPrefix(v.Poem, "#")))
	if id == 0 {
		return request.NotFound()
	}
	x, err := s.explainer.Explain(ctx, search.Request{Query: v.Query}, corpus.PoemID(id))
	if err != nil {
		return err
	}
	v.Asked, v.X, v.Verdict = true, x, s.verdict(x)
	v.Title, v.Author = typeset.Segments(x.Title, nil), typeset.Segments(x.Author, nil)
	if !x.Found {
		v.Reasons = s.reasons(x)
	}
	for _, try := range x.Tried {
		v.Tried = append(v.Tried, tryView{s.words.Say(relaxationKeys[try.Relaxation]), try.Total, try.InPoem})
	}
	for _, p := range x.Parts {
		v.Parts = append(v.Parts, partView{p, s.words.Say(whereKeys[p.Where])})
	}
	if x.Hit != nil {
		v.Title, v.Author = typeset.Segments(x.Title, x.Hit.TitleMarks), typeset.Segments(x.Author, x.Hit.AuthorMarks)
		v.Rows = published.Rows(s.words, x.Hit.Lines, published.Couplets(ctx, s.store, s.log, []search.Hit{*x.Hit})[x.Hit.ID])
	}
	return nil
}

func (s *Server) verdict(x search.Explanation) string {
	switch {
	case !x.Found:
		return s.words.Say("why.not_found")
	case x.Match == search.MatchExact:
		return s.words.Say("why.found.exact")
	}
	return s.words.Say("why.found", published.Tier(s.words, x.Match))
}

// reasons returns in sentences why a poem is not found.
func (s *Server) reasons(x search.Explanation) []string {
	if !x.Searchable {
		return []string{s.words.Say("why.not_published")}
	}
	var reasons []string
	for _, t := range x.Terms {
		if t.Excluded && t.InPoem {
			reasons = append(reasons, s.words.Say("why.excluded", t.Text))
		}
	}
	for _, p := range x.Parts {
		if p.Where == "" {
			reasons = append(reasons, s.words.Say("why.lacks", p.Text))
		}
	}
	if x.Looser != "" {
		reasons = append(reasons, s.words.Say("why.looser", s.words.Say(relaxationKeys[x.Looser]), s.words.Say(relaxationKeys[x.Answered])))
	}
	return reasons
}

package reader

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/diff"
	"shiyun/server/page"
	"shiyun/server/reader/browse"
	"shiyun/server/typeset"
)

// styleguideView is what the components are shown with.
type styleguideView struct {
	Verses   []example // one of every form, and the awkward ones
	Cards    []corpus.Poem
	Colours  []string // the tokens of colour
	Sizes    []string // the tokens of type
	Forms    []corpus.Count[corpus.Form]
	Pager    browse.List
	Problem  string
	Sentence string
	Bar      *page.CuratorBar
	Diffs    []diff.FieldDiff
}

type example struct {
	Poem  corpus.Poem
	Verse typeset.Verse
}

// showStyleguide shows every component of the pages with the templates the
// pages are made of, so that a change of style can be judged in one place.
func (s *Server) showStyleguide(c echo.Context) (answer.Answer, error) {
	v := styleguideView{
		Colours:  strings.Fields("paper sheet ink soft stop seal fill on-fill rule edge mark banner"),
		Sizes:    strings.Fields("small base large title verse"),
		Pager:    browse.List{First: "#pages", Next: "#pages"},
		Problem:  s.words.Say("styleguide.problem"),
		Sentence: s.words.Say("styleguide.sentence"),
		Bar:      &page.CuratorBar{Name: s.words.Say("styleguide.who")},
	}
	before, after := diff.Pieces(v.Sentence, s.words.Say("styleguide.changed"))
	v.Diffs = []diff.FieldDiff{{Label: s.words.Say("field.title"), A: before, B: after,
		NameA: s.words.Say("diff.before"), NameB: s.words.Say("diff.after")}}
	for i, item := range page.BarItems {
		v.Bar.Items = append(v.Bar.Items, page.BarItem{Path: "#sg-desk", Key: item.Key, Current: i == 0})
	}
	for i, p := range s.examplePoems() {
		v.Verses = append(v.Verses, example{p, typeset.Unnumbered(typeset.Versify(p))})
		v.Cards = append(v.Cards, p)
		v.Forms = append(v.Forms, corpus.Count[corpus.Form]{Value: p.Form, Poems: i + 1})
	}
	return s.pages.Show(c, http.StatusOK, "styleguide", page.View{
		Title: s.words.Say("styleguide.title"), Path: "/styleguide", NoIndex: true, Font: s.assets.ExamplesFont(), Data: v})
}

// examplePoems reads the examples of the catalogue: one a line, its form,
// tune, title, author and text parted by tabs, the lines of the text by "/"
// and its stanzas by "//".
func (s *Server) examplePoems() []corpus.Poem {
	var poems []corpus.Poem
	for row := range strings.Lines(s.words.Say("styleguide.verses")) {
		cells := strings.Split(strings.TrimSuffix(row, "\n"), "\t")
		if len(cells) != 5 {
			continue
		}
		form, _ := corpus.ParseForm(cells[0])
		poems = append(poems, corpus.Poem{ID: corpus.PoemID(len(poems) + 1), Form: form, Tune: cells[1],
			Title: cells[2], Author: corpus.AuthorRef{ID: 1, Name: cells[3]}, Body: strings.ReplaceAll(cells[4], "/", "\n")})
	}
	return poems
}

package metre

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/prosody"
	"shiyun/corpus/prosody/tune"
	"shiyun/corpus/verse"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/proofread"
	"shiyun/server/request"
)

// mostTunes is how many tunes are listed, those that are sung most.
const mostTunes = 60

type tunesView struct {
	Common  []bookLink
	Asked   string   // a name that was asked for
	Unknown bool     // and that no tune has
	Names   []string // to choose from, of all tunes
}

// showTunes lists the tunes, or leads to the one whose name was asked for.
func (s *Server) showTunes(c echo.Context) (answer.Answer, error) {
	v := tunesView{Asked: strings.TrimSpace(c.QueryParam("name"))}
	if v.Asked != "" {
		if of := tune.Find(v.Asked); of != nil {
			return answer.Redirect(http.StatusFound, paths.TunePattern(of.Names[0]))
		}
		v.Unknown = true
	}
	for i, one := range tune.All() {
		name := s.words.Carry(one.Names[0])
		v.Names = append(v.Names, name)
		if i < mostTunes {
			v.Common = append(v.Common, bookLink{Name: name, URL: paths.TunePattern(one.Names[0])})
		}
	}
	return s.pages.Show(c, http.StatusOK, "metre-tunes", page.View{Title: s.words.Say("metre.tunes.title"), Description: s.words.Say("metre.tunes.lead"), Path: paths.Tunes, Section: "forms", Data: v})
}

// tuneView is the pattern of a tune with what was filled in.
type tuneView struct {
	Name    string
	Also    []string // its other names
	Forms   []formChoice
	N       int // of the form shown, from 0
	Title   string
	Lines   []tuneLine
	Body    string
	Form    corpus.Form      // of verse to the tune
	Proof   *proofread.Shown // nil before anything was sent
	Address string
}

type formChoice struct {
	N, Chars int
	On       bool
}

type tuneLine struct {
	proofread.PatternLine
	Text string
}

// mostForms bounds the forms of a tune that are offered.
const mostForms = 12

func (s *Server) showTune(c echo.Context) (answer.Answer, error) {
	return s.tunePage(c, nil, c.QueryParam("n"), "")
}

// fillTune checks what was filled in.
func (s *Server) fillTune(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	return s.tunePage(c, values["line"], values.Get("n"), values.Get("title"))
}

func (s *Server) tunePage(c echo.Context, filled []string, nth, title string) (answer.Answer, error) {
	of := tune.Find(request.PathParam(c, "name"))
	if of == nil || len(of.Forms) == 0 {
		return nil, request.NotFound()
	}
	forms := orderForms(of.Forms)
	forms = forms[:min(len(forms), mostForms)]
	n, _ := strconv.Atoi(nth)
	if n < 0 || n >= len(forms) {
		n = 0
	}
	v := tuneView{Name: s.words.Carry(of.Names[0]), N: n, Title: title, Form: cmp.Or(verse.FormOfTune(of.Names[0], of.Names[0]), corpus.FormCi), Address: paths.TunePattern(of.Names[0])}
	for _, name := range of.Names[1:] {
		v.Also = append(v.Also, s.words.Carry(name))
	}
	for i, f := range forms {
		v.Forms = append(v.Forms, formChoice{i, f.Length, i == n})
	}
	for i, line := range proofread.Pattern(forms[n], s.words) {
		text := ""
		if i < len(filled) {
			text = strings.TrimSpace(filled[i])
		}
		v.Lines = append(v.Lines, tuneLine{line, text})
	}
	v.check(forms[n], of, s)
	return s.pages.Show(c, http.StatusOK, "metre-tune", page.View{Title: s.words.Say("metre.tune.title", v.Name), Description: s.words.Say("metre.tune.lead"), Path: v.Address, Section: "forms", Data: v})
}

// rarely is how many times as many songs are of another form where a form is
// too rare to begin with.
const rarely = 10

// orderForms returns the forms of a tune with those most sung first. But where
// that is the tune's own form twice over (双调 of 单调), as of 忆江南, a person
// who writes to it begins with the one.
func orderForms(of []*tune.Form) []*tune.Form {
	forms := slices.SortedStableFunc(slices.Values(of), func(a, b *tune.Form) int { return b.Sung - a.Sung })
	own, most := of[0], forms[0]
	if own.Length*2 != most.Length || own.Sung*rarely < most.Sung {
		return forms
	}
	rest := slices.DeleteFunc(forms, func(f *tune.Form) bool { return f == own })
	return append([]*tune.Form{own}, rest...)
}

// check checks what was filled in, and puts it together as a text.
func (v *tuneView) check(form *tune.Form, of *tune.Tune, s *Server) {
	var body strings.Builder
	for i, line := range v.Lines {
		if line.Text == "" {
			continue
		}
		body.WriteString(strings.TrimRight(line.Text, "，。、；！？,.;!?"))
		switch form.Clauses[i].End {
		case tune.HalfStops:
			body.WriteString("、")
		case tune.Unrhymed:
			body.WriteString("，")
		default:
			body.WriteString("。\n")
		}
	}
	if v.Body = strings.TrimSpace(body.String()); v.Body == "" {
		return
	}
	report := prosody.Check(prosody.Poem{Title: v.Title, Body: v.Body, Form: corpus.FormCi, Tune: of.Names[0]}, prosody.Choice{})
	shown := proofread.Show(report, s.words)
	v.Proof = &shown
}

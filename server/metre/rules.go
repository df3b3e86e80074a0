package metre

import (
	_ "embed"
	"encoding/json"
	"net/http"
	"slices"
	"sync"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/prosody"
	"shiyun/corpus/prosody/finding"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/proofread"
	"shiyun/server/request"
)

// rulesView lists the rules by what they are about.
type rulesView struct{ Parts []rulesPart }

type rulesPart struct {
	Key   string // of its heading, below metre.part.
	Rules []bookLink
}

func (s *Server) showRules(c echo.Context) (answer.Answer, error) {
	var v rulesView
	for _, one := range rules() {
		if n := len(v.Parts); n == 0 || v.Parts[n-1].Key != one.Part {
			v.Parts = append(v.Parts, rulesPart{Key: one.Part})
		}
		part := &v.Parts[len(v.Parts)-1]
		part.Rules = append(part.Rules, bookLink{Name: s.words.Say("rule." + string(one.Name)), URL: paths.Rule(string(one.Name))})
	}
	return s.pages.Show(c, http.StatusOK, "metre-rules", page.View{Title: s.words.Say("metre.rules.title"), Description: s.words.Say("metre.rules.lead"), Path: paths.Rules, Section: "forms", Data: v})
}

// ruleView is the page of one rule, with an example as a check sees it.
type ruleView struct {
	Name, About string
	Example     *exampleView // nil for a rule that no verse shows
	Next        bookLink
}

type exampleView struct {
	Title, From, To string // From "" for verse as it is
	Lines           [][]proofread.Glyph
	Remarks         []proofread.Remark
}

func (s *Server) showRule(c echo.Context) (answer.Answer, error) {
	name := finding.Rule(request.PathParam(c, "name"))
	at := slices.IndexFunc(rules(), func(r rule) bool { return r.Name == name })
	if at < 0 {
		return nil, request.NotFound()
	}
	one, next := rules()[at], rules()[(at+1)%len(rules())]
	v := ruleView{Name: s.words.Say("rule." + string(name)), About: s.words.Say("rule." + string(name) + ".about"),
		Next: bookLink{Name: s.words.Say("rule." + string(next.Name)), URL: paths.Rule(string(next.Name))}}
	if one.Body != "" {
		v.Example = s.exampleOf(one)
	}
	return s.pages.Show(c, http.StatusOK, "metre-rule", page.View{Title: v.Name, Description: v.About, Path: paths.Rule(string(name)), Section: "forms", Data: v})
}

// exampleOf checks the example of a rule in the script of the page.
func (s *Server) exampleOf(r rule) *exampleView {
	for _, text := range []*string{&r.Title, &r.From, &r.To, &r.Body} {
		*text = s.words.Carry(*text)
	}
	report := r.check()
	shown := exampleView{Title: r.Title, From: r.From, To: r.To, Lines: proofread.NewMarks(report, s.words, true).Lines(r.Body)}
	report.Findings = slices.DeleteFunc(report.Findings, func(f finding.Finding) bool { return f.Rule != r.Name })
	all := proofread.Show(report, s.words)
	shown.Remarks = append(all.Findings, all.Allowed...)
	return &shown
}

// check checks the example of a rule.
func (r rule) check() prosody.Report {
	return prosody.Check(prosody.Poem{Title: r.Title, Body: r.Body, Form: r.Form, Tune: r.Tune}, prosody.Choice{})
}

// rule is a rule with an example of it: a sample poem, as it is or with
// something changed by which the rule is broken.
type rule struct {
	Part     string // key of the heading it stands under, below metre.part.
	Name     finding.Rule
	Title    string
	From, To string
	Body     string      // with the change; "" for a rule that no verse shows
	Form     corpus.Form // as it would be written, "" where nobody did
	Tune     string
}

//go:embed rules.json
var rulesFile []byte

// rules returns all rules, in the order in which they are listed.
var rules = sync.OnceValue(func() (all []rule) {
	if err := json.Unmarshal(rulesFile, &all); err != nil {
		panic(err) // the file is compiled in; a test reads it
	}
	return all
})

package asking

import (
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus"
)

// generator makes cases. Every class has its own stream of random numbers, so
// that a change of one leaves the others as they were.
type generator struct {
	*rand.Rand
	*Library
	held bool
}

// attempts bounds how many poems are tried for one case.
const attempts = 60

// Generate makes n cases of every class, of the half of the templates that
// measures or of that for tuning; fewer where the archive has no more. The same
// library, n and seed make the same cases.
func Generate(l *Library, held bool, n int, seed uint64) ([]Case, error) {
	classes, err := readTemplates(templatesText)
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	var cases []Case
	for _, c := range classes {
		g := &generator{rand.New(rand.NewPCG(seed, streamOf(c.name, held))), l, held}
		cases = append(cases, g.casesOf(c, n)...)
	}
	return cases, nil
}

func streamOf(name string, held bool) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, name, held)
	return h.Sum64()
}

func (g *generator) casesOf(c class, n int) []Case {
	templates := c.tuning
	if g.held {
		templates = c.held
	}
	var cases []Case
	met := map[string]bool{}
	for try := 0; len(cases) < n && try < n*attempts; try++ {
		p := g.poems[g.IntN(len(g.poems))]
		query, slots, ok := g.fill(c, templates[try%len(templates)], p)
		if !ok || met[query] {
			continue
		}
		met[query] = true
		if made, ok := g.judge(c, query, slots); ok && made.Right[p.ID] {
			cases = append(cases, made)
		}
	}
	return cases
}

// fill makes a query of a template and a poem; false where the poem lacks what
// is asked for.
func (g *generator) fill(c class, template string, p *Poem) (query string, slots []value, ok bool) {
	bare := slot.ReplaceAllString(template, "") == ""
	ok = true
	query = slot.ReplaceAllStringFunc(template, func(s string) string {
		v, filled := fillers[strings.Trim(s, "{}")](g, p)
		if ok = ok && filled; !ok {
			return ""
		}
		if bare { // a word alone is looked for as well
			v.right = either(v.right, has(v.text))
		}
		slots = append(slots, v)
		return mark(v.text)
	})
	if ok {
		query, ok = typings[c.typing](g, query)
	}
	return query, slots, ok
}

// judge makes a case of a query: it reads every poem.
func (g *generator) judge(c class, query string, slots []value) (Case, bool) {
	made := Case{Class: c.name, Query: query, Right: map[corpus.PoemID]bool{}}
	var right []*Poem
	for _, q := range g.poems {
		if !slices.ContainsFunc(slots, func(v value) bool { return !v.right(q) }) {
			right, made.Right[q.ID] = append(right, q), true
		}
	}
	if c.asks != "" {
		made.Texts = answerTexts(c.asks, slots[len(slots)-1].text, right)
	}
	return made, !made.Texts[""] && (c.asks == "" || len(made.Texts) > 0)
}

// answerTexts are the right answers to what is asked of the right poems.
func answerTexts(asks, text string, right []*Poem) map[string]bool {
	texts := map[string]bool{}
	for _, p := range right {
		switch asks {
		case "who":
			texts[p.Author.Name] = true
		case "when":
			texts[p.Date.Text] = true
		case "next":
			maps.Copy(texts, p.beside(text, 1))
		case "previous":
			maps.Copy(texts, p.beside(text, -1))
		case "count":
			return map[string]bool{strconv.Itoa(len(right)): true}
		}
	}
	return texts
}

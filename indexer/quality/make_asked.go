package quality

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// questions are how people ask for a line, as they would ask a neighbour.
var questions = []string{"%s是谁写的", "请问%s的下一句", "我记得有一句“%s”，是哪首诗", "求全诗：%s", "%s出自哪里？", "有首诗里说%s来着"}

func (g *generator) asked(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 5)
	if !ok {
		return Case{}, false
	}
	query := fmt.Sprintf(g.one(questions...), string(g.typed(text)))
	return g.finding(query, string(text), g.inBody(string(text)))
}

// attributed names an author beside a line, run together or not; one in three
// times the wrong one.
func (g *generator) attributed(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 5)
	author := p.Author
	if g.IntN(3) == 0 {
		author = g.poems[g.IntN(len(g.poems))].Author
	}
	if !ok || slices.Contains(nameless, g.fold(author)) || utf8.RuneCountInString(author) < 2 {
		return Case{}, false
	}
	between := " "
	if author == p.Author {
		between = g.one("", "的", "：", "《")
	}
	query := string(g.typed([]rune(author))) + between + string(g.typed(text))
	return g.finding(query, string(text), g.inBody(string(text)))
}

// disordered has a line's words in another order.
func (g *generator) disordered(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 5)
	if !ok {
		return Case{}, false
	}
	typed := g.typed(text)
	cut := 2 + 2*g.IntN(len(typed)/2-1)
	query := string(typed[cut:]) + string(typed[:cut])
	return g.altered(query, string(text))
}

// placed asks for a character by its place in a clause.
func (g *generator) placed(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 5)
	if !ok {
		return Case{}, false
	}
	i := g.IntN(min(len(text), 9))
	query := fmt.Sprintf("%s%s%d", string(g.typed(text[i:i+1])), g.one("@", "＠"), i+1)
	char := g.fold(string(text[i]))
	return g.counting(query, both(g.inBody(char), func(p *Poem) bool { return g.hasAt(p, char, i) }))
}

func (g *generator) hasAt(p *Poem, char string, i int) bool {
	return slices.ContainsFunc(strings.FieldsFunc(p.Body, func(r rune) bool { return !letter(r) }), func(clause string) bool {
		text := []rune(clause)
		return i < len(text) && g.fold(string(text[i])) == char
	})
}

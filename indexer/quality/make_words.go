package quality

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// nameless are not names that are searched by.
var nameless = []string{"", "不详", "无名氏", "佚名", "阙名"}

func (g *generator) authorAndWord(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 4)
	if !ok || slices.Contains(nameless, p.author) {
		return Case{}, false
	}
	word := g.word(text)
	author, typed := string(g.typed([]rune(p.Author))), string(g.typed([]rune(word)))
	query := author + " " + typed
	if g.IntN(4) == 0 {
		query = typed + " " + author
	}
	return g.finding(query, p.Author+", "+word, both(g.by(p.Author), either(g.inBody(word), g.inTitle(word))))
}

func (g *generator) twoWords(p *Poem) (Case, bool) {
	all := p.clauses()
	i, j := g.IntN(len(all)), g.IntN(len(all))
	if i == j || min(len(all[i].text), len(all[j].text)) < 4 {
		return Case{}, false
	}
	a, b := g.word(all[i].text), g.word(all[j].text)
	if a == b {
		return Case{}, false
	}
	query := string(g.typed([]rune(a))) + " " + string(g.typed([]rune(b)))
	return g.finding(query, a+", "+b, both(g.anywhere(a), g.anywhere(b)))
}

// mostTitles is how many titles may have what is remembered of one: 其二 is not
// what a poem is looked for by.
const mostTitles = 50

// partOfTitle takes words out of a longer title; people forget where it ends
// more than where it begins. One in four may reach across a space.
func (g *generator) partOfTitle(p *Poem) (Case, bool) {
	parts := strings.FieldsFunc(p.Title, func(r rune) bool { return !letter(r) })
	if g.IntN(4) == 0 {
		parts = []string{strings.Join(parts, " ")}
	}
	var fit []string
	for _, part := range parts {
		if utf8.RuneCountInString(part) >= 4 && clean(strings.ReplaceAll(part, " ", "")) {
			fit = append(fit, part)
		}
	}
	if len(fit) == 0 {
		return Case{}, false
	}
	title := []rune(fit[g.IntN(len(fit))])
	n := min(3+g.IntN(4), len(title))
	part := string(title[:n])
	if g.IntN(2) == 0 {
		part = g.part(title, n)
	}
	if part = strings.TrimSpace(part); g.fold(part) == p.title || utf8.RuneCountInString(part) < 3 {
		return Case{}, false
	}
	c, _ := g.finding(string(g.typed([]rune(part))), part, g.inTitle(part))
	return c, len(c.Right) <= mostTitles
}

// authorField leaves names out that are part of a longer one: whether those
// are meant too is for the query language to say, not for this count.
func (g *generator) authorField(p *Poem) (Case, bool) {
	if slices.Contains(nameless, p.author) || !clean(p.Author) {
		return Case{}, false
	}
	for name := range g.authors {
		if name != p.author && strings.Contains(name, p.author) {
			return Case{}, false
		}
	}
	query := g.one("作者:", "作者：", "author:") + string(g.typed([]rune(p.Author)))
	right := g.by(p.Author)
	if text, ok := g.clause(p, 4); ok && g.IntN(3) == 0 {
		word := g.part(text, 1+g.IntN(2))
		query, right = query+" "+string(g.typed([]rune(word))), both(right, g.anywhere(word))
		if utf8.RuneCountInString(word) > 1 {
			query = strings.Replace(query, " ", ` "`, 1) + `"` // a bare word may have looser hits
		}
	}
	return g.counting(query, right)
}

// exclusion leaves out what stands in a poem that would be found otherwise.
func (g *generator) exclusion(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 4)
	if !ok {
		return Case{}, false
	}
	a := g.part(text, 1+g.IntN(2))
	query, right := string(g.typed([]rune(a))), g.anywhere(a)
	for range 1 + g.IntN(4)/3 {
		other, _ := g.clause(p, 4)
		b := g.part(other, 1+g.IntN(2))
		if strings.Contains(g.fold(a), g.fold(b)) {
			return Case{}, false
		}
		out := string(g.typed([]rune(b)))
		query += " " + g.one("-", "-", "－") + g.one(out, out, `"`+out+`"`)
		right = both(right, not(g.anywhere(b)))
	}
	if g.count(right) == 0 {
		return Case{}, false // looser hits may follow where there are none
	}
	return g.counting(query, right)
}

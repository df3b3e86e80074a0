package quality

import "strings"

func (g *generator) wholeLine(p *Poem) (Case, bool) {
	if g.IntN(2) == 0 {
		text, ok := g.clause(p, 5)
		if !ok {
			return Case{}, false
		}
		return g.finding(string(g.typed(text)), string(text), g.inBody(string(text)))
	}
	lines := strings.Split(p.Body, "\n")
	line := lines[g.IntN(len(lines))]
	if n := len([]rune(line)); n < 8 || n > 40 {
		return Case{}, false
	}
	return g.finding(string(g.typed([]rune(line))), line, g.inBody(line))
}

func (g *generator) fragment(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 4)
	if !ok {
		return Case{}, false
	}
	part := g.part(text, 3+g.IntN(len(text)-3))
	return g.finding(string(g.typed([]rune(part))), part, g.anywhere(part))
}

func (g *generator) quoted(text string) string {
	return strings.Replace(g.one(`"%"`, `"%"`, "“%”", "「%」"), "%", text, 1)
}

func (g *generator) quotedCharacter(p *Poem) (Case, bool) { return g.quotedRun(p, 1) }

func (g *generator) quotedPair(p *Poem) (Case, bool) { return g.quotedRun(p, 2) }

func (g *generator) quotedRun(p *Poem, n int) (Case, bool) {
	text, ok := g.clause(p, 4)
	if !ok {
		return Case{}, false
	}
	run := string(g.typed([]rune(g.part(text, n))))
	if n == 2 && g.IntN(8) == 0 { // one that most likely stands nowhere
		run = string([]rune{g.sounds.any(g), g.sounds.any(g)})
	}
	return g.counting(g.quoted(run), g.anywhere(run))
}

func (g *generator) bareCharacter(p *Poem) (Case, bool) { return g.bare(p, 1) }

func (g *generator) barePair(p *Poem) (Case, bool) { return g.bare(p, 2) }

// bare searches may have looser hits after the literal ones, never fewer.
func (g *generator) bare(p *Poem, n int) (Case, bool) {
	text, ok := g.clause(p, 4)
	if !ok {
		return Case{}, false
	}
	run := g.part(text, n)
	c, ok := g.finding(string(g.typed([]rune(run))), run, g.anywhere(run))
	c.AtLeast = len(c.Right)
	return c, ok
}

func (g *generator) reversed(p *Poem) (Case, bool) {
	a, b, ok := g.couplet(p, 4, false)
	if !ok {
		return Case{}, false
	}
	query := string(g.typed(b)) + g.one("，", " ", "") + string(g.typed(a))
	return g.altered(query, string(a)+string(b))
}

// acrossBreak takes the end of a line and the beginning of the next.
func (g *generator) acrossBreak(p *Poem) (Case, bool) {
	a, b, ok := g.couplet(p, 4, true)
	if !ok {
		return Case{}, false
	}
	run := string(a[len(a)-2-g.IntN(3):]) + string(b[:2+g.IntN(3)])
	query := string(g.typed([]rune(run)))
	if g.IntN(3) == 0 {
		query = g.quoted(query)
	}
	return g.finding(query, run, g.anywhere(run))
}

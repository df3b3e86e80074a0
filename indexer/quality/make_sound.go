package quality

import (
	"strings"

	"github.com/mozillazg/go-pinyin"
)

func (g *generator) oneHomophone(p *Poem) (Case, bool) { return g.homophones(p, 1) }

func (g *generator) twoHomophones(p *Poem) (Case, bool) { return g.homophones(p, 2) }

// homophones is what voice input and hasty choosing make of a line.
func (g *generator) homophones(p *Poem, n int) (Case, bool) {
	return g.replaceBySound(p, n, func(r rune) rune { return g.sounds.alike(g, r, g.anyReading(r)) })
}

// replaceBySound replaces n characters of a clause, or of a couplet; other
// returns 0 for a character that it has none for.
func (g *generator) replaceBySound(p *Poem, n int, other func(rune) rune) (Case, bool) {
	meant, comma, ok := g.remembered(p)
	if !ok {
		return Case{}, false
	}
	query := g.typed(meant)
	for _, i := range g.Perm(len(query)) {
		if r := other(query[i]); r != 0 && n > 0 {
			query[i] = r
			n--
		}
	}
	if n > 0 {
		return Case{}, false
	}
	return g.altered(string(query[:comma])+g.pause(comma, query)+string(query[comma:]), string(meant))
}

// remembered is a clause, one time in four a couplet, and one in six a clause
// without its beginning or end; comma is where a second clause begins.
func (g *generator) remembered(p *Poem) (text []rune, comma int, ok bool) {
	if g.IntN(4) == 0 {
		a, b, ok := g.couplet(p, 4, false)
		return append(append([]rune(nil), a...), b...), len(a), ok
	}
	text, ok = g.clause(p, 5)
	if len(text) > 5 && g.IntN(6) == 0 {
		text = []rune(g.part(text, len(text)-1))
	}
	return text, len(text), ok
}

func (g *generator) pause(comma int, text []rune) string {
	if comma == len(text) {
		return ""
	}
	return g.one("，", " ", "")
}

// wuhan takes sounds of a line for those merged here; one in four types it so by
// pinyin.
func (g *generator) wuhan(p *Poem) (Case, bool) {
	if g.IntN(4) == 0 {
		return g.wuhanPinyin(p)
	}
	return g.replaceBySound(p, 1+g.IntN(2), func(r rune) rune {
		readings := mergedWith(readingOf(r))
		if len(readings) == 0 {
			return 0
		}
		return g.sounds.alike(g, r, readings[g.IntN(len(readings))])
	})
}

func (g *generator) wuhanPinyin(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 5)
	if !ok {
		return Case{}, false
	}
	syllables, ok := spell(text, pinyin.Normal)
	if !ok {
		return Case{}, false
	}
	changed := false
	for i, s := range syllables {
		// Only what is a syllable at all: lui for nui is not typed.
		if readings := mergedWith(s); len(readings) > 0 && len(g.sounds.by[readings[0]]) > 0 {
			syllables[i], changed = readings[0], true
		}
	}
	if !changed {
		return Case{}, false
	}
	return g.finding(strings.Join(syllables, g.one("", " ")), string(text), g.inBody(string(text)))
}

func spell(text []rune, style int) ([]string, bool) {
	var syllables []string
	for _, r := range text {
		s := readIn(r, style)
		if s == "" {
			return nil, false
		}
		syllables = append(syllables, s)
	}
	return syllables, true
}

// spellings are the ways in which people type pinyin: run together most of all,
// with spaces, seldom with tones as marks or digits.
var spellings = []struct {
	style   int
	between string
}{
	{pinyin.Normal, ""}, {pinyin.Normal, ""}, {pinyin.Normal, ""}, {pinyin.Normal, " "}, {pinyin.Normal, " "},
	{pinyin.Tone, " "}, {pinyin.Tone, ""}, {pinyin.Tone3, " "},
}

// pinyin types a clause, or most of one. Without tones one syllable may be
// another reading of a polyphone.
func (g *generator) pinyin(p *Poem) (Case, bool) {
	text, ok := g.clause(p, 5)
	if !ok {
		return Case{}, false
	}
	if len(text) > 5 && g.IntN(4) == 0 {
		text = []rune(g.part(text, 5))
	}
	spelling := spellings[g.IntN(len(spellings))]
	syllables, ok := spell(simplify(text), spelling.style)
	if !ok {
		return Case{}, false
	}
	if i := g.IntN(len(text)); spelling.style == pinyin.Normal {
		syllables[i] = g.anyReading(text[i])
	}
	query := strings.Join(syllables, spelling.between)
	if g.IntN(10) == 0 { // a phone begins with a capital
		query = strings.ToUpper(query[:1]) + query[1:]
	}
	return g.finding(query, string(text), g.inBody(string(text)))
}

// initials types the first letter of every syllable of two clauses.
func (g *generator) initials(p *Poem) (Case, bool) {
	a, b, ok := g.couplet(p, 5, false)
	if !ok {
		return Case{}, false
	}
	first, ok1 := spell(simplify(a), pinyin.FirstLetter)
	second, ok2 := spell(simplify(b), pinyin.FirstLetter)
	if !ok1 || !ok2 {
		return Case{}, false
	}
	query := strings.Join(first, "") + g.one("", "", "", " ") + strings.Join(second, "")
	if g.IntN(10) == 0 {
		query = strings.ToUpper(query)
	}
	meant := string(a) + string(b)
	return g.finding(query, meant, g.inBody(meant))
}

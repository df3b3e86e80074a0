package couplet

import (
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// The rules of 楹联.
const (
	NoSides     finding.Rule = "couplet_sides"    // 上下联
	Unequal     finding.Rule = "couplet_length"   // 字句对等
	WrongEnd    finding.Rule = "couplet_end"      // 仄起平落
	NodeTone    finding.Rule = "couplet_node"     // 平仄对立
	SameChar    finding.Rule = "couplet_same"     // 同位重字
	OtherSide   finding.Rule = "couplet_repeated" // 异位重字
	Hoof        finding.Rule = "couplet_ends"     // 马蹄韵
	NotParallel finding.Rule = "parallel"         // 对仗
	UnknownChar finding.Rule = "unknown"          // 生僻字
)

// Check checks a 楹联 whose clauses are those of the upper side and then as many
// of the lower. The second result reports whether its tones are as they should
// be, the first what was found.
func Check(clauses []clause.Clause, book rhyme.Book) (findings []finding.Finding, ok bool) {
	c := &couplet{book: book}
	if len(clauses)%2 != 0 {
		c.add(finding.Whole(NoSides, finding.Error, corpus.NewMessage("prosody.couplet_sides"), corpus.Message{}))
		return c.findings, false
	}
	upper, lower := clauses[:len(clauses)/2], clauses[len(clauses)/2:]
	equal := true
	for i := range upper {
		equal = c.compare(upper[i], lower[i], i == len(upper)-1) && equal
	}
	c.checkEnds(upper[len(upper)-1].Last(), lower[len(lower)-1].Last())
	c.checkHoof(upper)
	if equal {
		c.checkRepeats(upper, lower)
	}
	for _, one := range clauses {
		for _, char := range one.Chars {
			if char.Sound == nil {
				c.add(finding.At(char, UnknownChar, finding.Note, corpus.NewMessage("prosody.unknown", string(char.Rune)), corpus.Message{}))
			}
		}
	}
	return c.findings, !finding.Has(c.findings, finding.Error)
}

type couplet struct {
	book     rhyme.Book
	findings []finding.Finding
}

func (c *couplet) add(f finding.Finding) { c.findings = append(c.findings, f) }

// compare looks at two clauses opposite each other and reports whether they are
// of one length.
func (c *couplet) compare(upper, lower clause.Clause, last bool) bool {
	if len(upper.Chars) != len(lower.Chars) {
		c.add(finding.Of(lower, Unequal, finding.Error, corpus.NewMessage("prosody.couplet_length", len(upper.Chars), len(lower.Chars)), corpus.NewMessage("prosody.couplet_length_advice")))
		return false
	}
	for i := 1; i < len(upper.Chars); i += 2 { // the second, the fourth …: where the beat falls
		if last && i == len(upper.Chars)-1 {
			break
		}
		a, b := c.tone(upper.Chars[i]), c.tone(lower.Chars[i])
		if a == b && a != rhyme.Either {
			c.add(finding.At(lower.Chars[i], NodeTone, finding.Warning,
				corpus.NewMessage("prosody.couplet_node", string(upper.Chars[i].Rune), string(lower.Chars[i].Rune), corpus.Name(a.Chinese())),
				corpus.NewMessage("prosody.couplet_node_advice", corpus.Name(a.Opposite().Chinese()))))
		}
	}
	return true
}

// tone returns the tones a character may have; either where it is unknown.
func (c *couplet) tone(char clause.Char) rhyme.Tone {
	if char.Sound == nil {
		return rhyme.Either
	}
	sure, doubtful := char.Sound.By(c.book)
	if tones := c.book.Tones(sure.Or(doubtful)); tones != 0 {
		return tones
	}
	return rhyme.Either
}

// checkEnds looks at the ends of the sides: oblique above, level below.
func (c *couplet) checkEnds(upper, lower clause.Char) {
	for _, end := range []struct {
		char clause.Char
		want rhyme.Tone
	}{{upper, rhyme.Oblique}, {lower, rhyme.Level}} {
		if c.tone(end.char)&end.want == 0 {
			side := corpus.NewMessage("prosody.couplet_upper")
			if end.want == rhyme.Level {
				side = corpus.NewMessage("prosody.couplet_lower")
			}
			c.add(finding.At(end.char, WrongEnd, finding.Error,
				corpus.NewMessage("prosody.couplet_end", side, string(end.char.Rune), corpus.Name(end.want.Opposite().Chinese()), corpus.Name(end.want.Chinese())),
				corpus.NewMessage("prosody.couplet_end_advice")))
		}
	}
}

// checkHoof looks at the ends of the clauses of the upper side: read from the
// last they go in pairs, as a horse sets its hooves (马蹄韵): 仄, 平平, 仄仄 …
func (c *couplet) checkHoof(upper []clause.Clause) {
	for back := 1; back < len(upper); back++ {
		one := upper[len(upper)-1-back].Last()
		want := rhyme.Level
		if (back+1)/2%2 == 0 {
			want = rhyme.Oblique
		}
		if len(upper) == 2 && back == 1 {
			want = rhyme.Level
		}
		if c.tone(one)&want == 0 {
			c.add(finding.At(one, Hoof, finding.Note, corpus.NewMessage("prosody.couplet_hoof", string(one.Rune), corpus.Name(want.Chinese())), corpus.Message{}))
		}
	}
}

// particles may stand in both sides.
const particles = "之而以于于其者也兮与"

// checkRepeats finds characters of one side that stand in the other too.
func (c *couplet) checkRepeats(upper, lower []clause.Clause) {
	var above, below []clause.Char
	for i := range upper {
		above, below = append(above, upper[i].Chars...), append(below, lower[i].Chars...)
	}
	for i, char := range below {
		at := slices.IndexFunc(above, func(other clause.Char) bool { return other.Rune == char.Rune })
		switch {
		case at < 0 || slices.Contains([]rune(particles), char.Rune):
		case above[i].Rune == char.Rune:
			c.add(finding.At(char, SameChar, finding.Warning, corpus.NewMessage("prosody.couplet_same", string(char.Rune)), corpus.NewMessage("prosody.couplet_same_advice")))
		default:
			c.add(finding.At(char, OtherSide, finding.Warning, corpus.NewMessage("prosody.couplet_repeated", string(char.Rune)), corpus.NewMessage("prosody.couplet_same_advice")))
		}
	}
}

// leastParallel is what nine in ten of the middle couplets of 律诗 reach.
const leastParallel = 0.45

// CheckParallel finds the middle couplets of a 律诗 that are hardly parallel.
// It is a hint: the table knows what was set opposite in verse of old.
func CheckParallel(clauses []clause.Clause) (findings []finding.Finding) {
	for at := 2; at+3 < len(clauses); at += 2 {
		if Parallel(clauses[at], clauses[at+1]) < leastParallel {
			findings = append(findings, finding.Of(clauses[at], NotParallel, finding.Note, corpus.NewMessage("prosody.parallel", at+1, at+2), corpus.Message{}))
		}
	}
	return findings
}

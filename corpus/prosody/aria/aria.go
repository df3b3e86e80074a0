// Package aria checks the common short 曲 (小令): how many clauses they have, how
// long each is at least, for characters may be put in (衬字), and whether they
// rhyme, level and oblique together.
package aria

import (
	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/verse"
)

// The rules of 曲.
const (
	Clauses  finding.Rule = "qu_clauses" // 句数
	Short    finding.Rule = "qu_short"   // 字数不足
	Added    finding.Rule = "qu_added"   // 衬字
	OffRhyme finding.Rule = "qu_rhyme"   // 出韵
)

// lengths are the clauses of the common 小令 in characters, without what is put
// in.
var lengths = map[string][]int{
	"天净沙": {6, 6, 6, 4, 6}, "山坡羊": {4, 4, 7, 3, 3, 7, 7, 1, 3, 1, 3}, "清江引": {7, 5, 5, 5, 7},
	"落梅风": {3, 3, 7, 7, 7}, "寿阳曲": {3, 3, 7, 7, 7}, "凭阑人": {7, 7, 5, 5}, "沉醉东风": {6, 6, 3, 3, 7, 7, 7},
	"喜春来": {7, 7, 7, 3, 5}, "阳春曲": {7, 7, 7, 3, 5}, "四块玉": {3, 3, 7, 7, 3, 3, 3}, "醉太平": {4, 4, 7, 4, 7, 7, 7, 4},
	"殿前欢": {3, 7, 7, 4, 5, 3, 5, 4, 4}, "红绣鞋": {6, 6, 7, 3, 3, 5},
}

// find returns the clauses of a tune by any of its names; nil where it is not
// among those known.
func find(tune string) []int {
	folded := fold.String(tune)
	if found := lengths[folded]; found != nil {
		return found
	}
	for _, same := range verse.SameTunes(folded) {
		if found := lengths[same]; found != nil {
			return found
		}
	}
	return nil
}

// Result is what a check found.
type Result struct {
	Rhymes   []int // of 中华通韵
	RhymeOK  bool
	Known    bool // whether the clauses of the tune are known
	MetreOK  bool
	Findings []finding.Finding
}

// Check checks a 曲 to a tune, which may be "". Rhymes go by today's speech,
// which is near that of 中原音韵.
func Check(clauses []clause.Clause, tune string) *Result {
	r := &Result{RhymeOK: true, MetreOK: true}
	if want := find(tune); want != nil {
		r.Known = true
		r.checkLengths(clauses, want, corpus.Name(tune))
	}
	r.checkRhymes(clauses)
	return r
}

func (r *Result) add(f finding.Finding) { r.Findings = append(r.Findings, f) }

func (r *Result) checkLengths(clauses []clause.Clause, want []int, tune corpus.Name) {
	if len(clauses) != len(want) {
		r.MetreOK = false
		r.add(finding.Whole(Clauses, finding.Warning, corpus.NewMessage("prosody.qu_clauses", tune, len(want), len(clauses)), corpus.Message{}))
		return
	}
	for i, c := range clauses {
		switch n := len(c.Chars); {
		case n < want[i]:
			r.MetreOK = false
			r.add(finding.Of(c, Short, finding.Error, corpus.NewMessage("prosody.qu_short", n, tune, want[i]), corpus.Message{}))
		case n > want[i]:
			r.add(finding.Of(c, Added, finding.Note, corpus.NewMessage("prosody.qu_added", n-want[i]), corpus.Message{}))
		}
	}
}

// checkRhymes finds the rhyme that most clauses end in. That the last clause
// does not is a fault; others need not rhyme in every tune.
func (r *Result) checkRhymes(clauses []clause.Clause) {
	var votes [128]int
	best := 0
	for _, c := range clauses {
		for _, one := range soundOf(c.Last()).All() {
			if votes[one]++; votes[one] > votes[best] {
				best = one
			}
		}
	}
	if votes[best] < 2 {
		return
	}
	r.Rhymes = []int{best}
	last := clauses[len(clauses)-1].Last()
	if of := soundOf(last); !of.IsEmpty() && of.And(rhyme.Of(best)).IsEmpty() && !rhymesWidely(last, clauses, best) {
		r.RhymeOK = false
		r.add(finding.At(last, OffRhyme, finding.Error, corpus.NewMessage("prosody.qu_rhyme", string(last.Rune), corpus.Name(rhyme.Tongyun.Name(best))), corpus.NewMessage("prosody.qu_rhyme_advice")))
	}
}

// rhymesWidely reports whether a character rhymes in 中华新韵, which joins 歌戈 as
// 中原音韵 does, with one that has the rhyme.
func rhymesWidely(last clause.Char, clauses []clause.Clause, best int) bool {
	own, _ := last.Sound.By(rhyme.Xinyun)
	own = rhyme.Xinyun.BothTones(own)
	for _, c := range clauses {
		other := c.Last()
		if soundOf(other).And(rhyme.Of(best)).IsEmpty() {
			continue
		}
		if rhymes, _ := other.Sound.By(rhyme.Xinyun); !rhymes.And(own).IsEmpty() {
			return true
		}
	}
	return false
}

// soundOf returns the rhymes of a character, in both tones.
func soundOf(char clause.Char) rhyme.Set {
	if char.Sound == nil {
		return rhyme.Set{}
	}
	rhymes, _ := char.Sound.By(rhyme.Tongyun)
	return rhyme.Tongyun.BothTones(rhymes)
}

package tune

import (
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// checkRhymes finds, of each rhyme of the form, the group that most of its
// places are in, and those that are not.
func (r *Result) checkRhymes(book rhyme.Book) {
	if book == rhyme.Pingshui {
		book = rhyme.Cilin // songs are not sung by its narrow groups
	}
	var groups [][]clause.Char
	for _, l := range r.Lines {
		if l.Form.End == Unrhymed || l.Form.End == HalfStops || len(l.Chars) == 0 {
			continue
		}
		for l.Form.Rhyme >= len(groups) {
			groups = append(groups, nil)
		}
		if last := l.Chars[len(l.Chars)-1]; last.Sound != nil {
			groups[l.Form.Rhyme] = append(groups[l.Form.Rhyme], last)
		}
	}
	for _, group := range groups {
		r.checkGroup(group, book)
	}
}

func (r *Result) checkGroup(group []clause.Char, book rhyme.Book) {
	main := commonest(group, book)
	if main == noRhyme {
		return
	}
	if !slices.Contains(r.Rhymes, main) {
		r.Rhymes = append(r.Rhymes, main)
	}
	both := book.BothTones(rhyme.Of(main))
	for _, char := range group {
		sure, doubtful := char.Sound.By(book)
		if !sure.Or(doubtful).And(both).IsEmpty() || sure.IsEmpty() && doubtful.IsEmpty() {
			continue
		}
		own, name := corpus.Name(book.Name(sure.Or(doubtful).First())), corpus.Name(book.Name(main))
		if book == rhyme.Cilin && areNear(sure, main) {
			r.add(finding.At(char, NearRhyme, finding.Warning, corpus.NewMessage("prosody.tune_near", string(char.Rune), own, name), corpus.NewMessage("prosody.near_rhyme_advice", name)))
			continue
		}
		r.add(finding.At(char, OffRhyme, finding.Error, corpus.NewMessage("prosody.off_rhyme", string(char.Rune), own, name), corpus.NewMessage("prosody.rhyme_advice", name)))
	}
}

// commonest returns the rhyme that most characters have in either tone, and of
// its two tones the one that more of them have.
func commonest(group []clause.Char, book rhyme.Book) int {
	var votes [128]int
	var tones [128]int
	for _, char := range group {
		sure, _ := char.Sound.By(book)
		for _, one := range sure.All() {
			tones[one]++
		}
		for _, one := range book.BothTones(sure).All() {
			votes[one]++
		}
	}
	best := noRhyme
	for one, n := range votes {
		if n > 0 && (best == noRhyme || n > votes[best] || n == votes[best] && tones[one] > tones[best]) {
			best = one
		}
	}
	return best
}

// neighbours are the parts of 词林正韵 that songs rhyme with each other often:
// 第六、十一、十三部, 第七、十四部, 第三、五部, and those of the entering tone.
var neighbours = [][]int{{6, 11, 13}, {7, 14}, {3, 5}, {15, 16, 17, 18, 19}}

func areNear(sure rhyme.Set, main int) bool {
	for _, parts := range neighbours {
		if !slices.Contains(parts, main/2+1) {
			continue
		}
		for _, one := range sure.All() {
			if slices.Contains(parts, one/2+1) {
				return true
			}
		}
	}
	return false
}

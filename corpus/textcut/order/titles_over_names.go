package order

import (
	"slices"
	"strings"

	"shiyun/corpus/textcut/manuscript"
)

// A document may part poems and stanzas alike, with one empty line, and name
// the author under every title. Every block of lines then either opens a poem
// or goes on with the one above, and what tells is weighed for each: a name
// that comes again under other titles, measured verse that begins or has just
// ended, whether the second line is like a name and the first like a title.

// block is some lines without an empty one between them, last exclusive.
type block struct{ first, last int }

func (t *weighed) blocks() []block {
	var all []block
	for k := range t.lines {
		if k == 0 || t.lines[k].gap > 0 {
			all = append(all, block{k, k})
		}
		all[len(all)-1].last = k + 1
	}
	return all
}

// heads reports whether a block may open a poem: a title and a name above verse.
func (t *weighed) heads(b block) bool {
	return b.last-b.first >= 2 && b.first+2 < len(t.lines) && t.mayBeTitle(b.first) && !t.lines[b.first].ordinal && manuscript.IsPenName(t.lines[b.first+1].text)
}

// namesUnderTitles counts the second lines of the blocks that may open a poem.
func (t *weighed) namesUnderTitles(all []block) map[string]int {
	names := map[string]int{}
	for _, b := range all {
		if t.heads(b) {
			names[t.lines[b.first+1].text]++
		}
	}
	return names
}

// isSure reports whether the line is beyond doubt the name of an author.
func isSure(f *feature, names map[string]int) bool { return f.name >= 3 || names[f.text] > 1 }

// headsStandApart reports whether most titles with a name that is sure to be
// one have nothing below that in their block.
func (t *weighed) headsStandApart(all []block, names map[string]int) bool {
	apart, sure := 0, 0
	for _, b := range all {
		if t.heads(b) && isSure(&t.lines[b.first+1], names) {
			sure++
			if b.last-b.first == 2 {
				apart++
			}
		}
	}
	return apart*2 > sure
}

// isVerse reports whether at least three of four lines are measured.
func (t *weighed) isVerse(b block) bool {
	verses := 0
	for k := b.first; k < b.last; k++ {
		if t.lines[k].verse() {
			verses++
		}
	}
	return verses > 0 && verses*4 >= (b.last-b.first)*3
}

// endsMeasured reports whether the last two lines of a block are measured, or
// of a metre of their own, clause by clause: a couplet.
func (t *weighed) endsMeasured(b block) bool {
	if b.last-b.first < 2 {
		return false
	}
	upper, lower := &t.lines[b.last-2], &t.lines[b.last-1]
	return upper.verse() && lower.verse() || upper.Ended && lower.Ended && len(lower.Clauses) > 1 && slices.Equal(upper.Clauses, lower.Clauses)
}

// isPunctuated reports whether every line ends with a mark.
func (t *weighed) isPunctuated(b block) bool {
	for k := b.first; k < b.last; k++ {
		if !t.lines[k].Ended {
			return false
		}
	}
	return b.first < b.last
}

// meanLength is the mean length of the lines of a block.
func (t *weighed) meanLength(b block) int {
	runes := 0
	for k := b.first; k < b.last; k++ {
		runes += t.lines[k].runes
	}
	return runes / max(1, b.last-b.first)
}

// isParallel reports whether two lines are as long as each other and have half
// their characters in the same places: 一楼挂鱼, 二楼挂鸡.
func isParallel(upper, lower string) bool {
	a, b := []rune(upper), []rune(lower)
	same := 0
	for i := range min(len(a), len(b)) {
		if a[i] == b[i] {
			same++
		}
	}
	return len(a) == len(b) && same > 0 && same*5 >= len(a)*2
}

// midVerse are characters that lines of verse go on with and names do not.
const midVerse = "有往总要里停去来下说看走想让被从向到个只条能会多少没什么怎捡"

// opens reports whether block i opens a poem, by the weight of what it shows.
// names are how often each name stands under a title, and apart reports
// whether titles and names mostly stand apart from the verse. The weights are
// set by hand; TestFreeVerseAccuracy holds them to account.
func (t *weighed) opens(all []block, i int, names map[string]int, apart bool) bool {
	b, body, before := all[i], block{all[i].first + 2, all[i].last}, block{}
	if i > 0 {
		before = all[i-1]
	}
	if body.first == body.last {
		body = all[i+1]
	}
	title, name := &t.lines[b.first], &t.lines[b.first+1]
	alone := b.last-b.first == 2
	weight := -0.5
	for _, sign := range []struct {
		weight float64
		shown  bool
	}{
		{5, names[name.text] > 1},
		{2, name.name >= 3},
		{4, !title.verse() && t.isVerse(body)},
		{3, i == 0 || t.endsMeasured(before) && !title.verse()},
		{2, t.isPunctuated(body)},
		{1, t.isPunctuated(block{max(before.first, before.last-2), before.last})},
		{1.5, t.meanLength(before) > 3*max(title.runes, name.runes)},
		{1, t.after(b.first+1, 1).Letters > name.Letters},
		{0.5, apart && alone},
		{-4, apart && !alone},
		{-1.5, !apart && alone},
		{-3, isParallel(title.text, name.text)},
		{-1, strings.ContainsAny(name.text, midVerse)},
		{-2, strings.ContainsAny(title.text, "。；：") || strings.HasSuffix(title.text, "—")},
		{-1, strings.Contains(title.text, "，")},
		{-0.5, title.runes < 2 || title.runes > 14},
		{-0.5, before.last-before.first == b.last-b.first},
	} {
		if sign.shown {
			weight += sign.weight
		}
	}
	return weight > 0
}

// titlesOfBlocks are the first lines of the blocks that open a poem, and how
// many of them have a name that is sure to be one.
func (t *weighed) titlesOfBlocks() (found order, sure int) {
	all := t.blocks()
	names := t.namesUnderTitles(all)
	apart := t.headsStandApart(all, names)
	for i, b := range all {
		if !t.heads(b) || !t.opens(all, i, names, apart) {
			continue
		}
		found = append(found, b.first)
		if isSure(&t.lines[b.first+1], names) {
			sure++
		}
	}
	return found, sure
}

package order

import (
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// order is where the poems of a document begin, features of the text in
// order, as the document itself shows throughout: by labelled heads, headings,
// 《》, numbers, rules, wide gaps or authors' names. What a single line looks
// like cannot contradict it.
type order []int

// findOrder returns the first order that the whole text keeps, nil where it
// keeps none.
func (t *weighed) findOrder() order {
	for _, find := range []func() order{
		t.orderByHeads, t.orderByHeadings, t.orderByCouplets, t.orderByBookMarks, t.orderByNumbers, t.orderByBylines,
		t.orderByRules, t.orderByStrongLines, t.orderByGaps, t.orderByAuthors,
	} {
		if found := find(); len(found) > 0 {
			return found
		}
	}
	return nil
}

// spans are the poems that an order parts lines 0 to n into. What stands
// above the first is a span of its own.
func (o order) spans(n int) [][2]int {
	var spans [][2]int
	first := 0
	for _, at := range o {
		if at > first {
			spans = append(spans, [2]int{first, at})
		}
		first = at
	}
	if first < n {
		spans = append(spans, [2]int{first, n})
	}
	return spans
}

// keptBy reports whether nearly all spans of the order begin as a poem does
// and go on with verse.
func (t *weighed) keptBy(o order, mayBegin func(k int) bool) bool {
	if len(o) == 0 {
		return false
	}
	kept := 0
	for i, at := range o {
		end := len(t.lines)
		if i+1 < len(o) {
			end = o[i+1]
		}
		if end-at >= 2 && mayBegin(at) {
			kept++
		}
	}
	return kept*20 >= len(o)*17
}

// mayBeTitle reports whether line k can be a title for all that it looks
// like.
func (t *weighed) mayBeTitle(k int) bool {
	f := &t.lines[k]
	if f.Head != nil {
		return f.Head.Field == intake.FieldTitle || f.Head.Field == intake.FieldAuthor
	}
	if f.Heading || strings.HasPrefix(f.text, "《") || strings.HasPrefix(f.text, "【") {
		return true
	}
	ended := f.Ended && !strings.HasSuffix(f.text, "？") && !strings.HasSuffix(f.text, "！") && !strings.HasSuffix(f.text, "…")
	return !ended && f.runes <= 32 && f.Letters > 0 && !f.note && !f.date && !f.IsRegular() && !manuscript.CoupletWord.MatchString(f.text) && !manuscript.URLLine.MatchString(f.text)
}

// orderByHeads is that of labelled titles. A head begins with the first of
// the labelled lines that stand together.
func (t *weighed) orderByHeads() order {
	var found order
	for k := range t.lines {
		if h := t.lines[k].Head; h == nil || h.Field != intake.FieldTitle {
			continue
		}
		at := k
		for at > 0 && t.lines[at-1].Head != nil && t.lines[at-1].Head.Field != intake.FieldTitle && t.lines[at].gap == 0 {
			at--
		}
		found = append(found, at)
	}
	if len(found) == 0 || len(found) == 1 && found[0] > 0 && !t.onlyHeads(0, found[0]) {
		return nil
	}
	if len(found) == 1 {
		found[0] = 0
	}
	return slices.Compact(found)
}

// onlyHeads reports whether the lines from first to end are labelled ones.
func (t *weighed) onlyHeads(first, end int) bool {
	return !slices.ContainsFunc(t.lines[first:end], func(f feature) bool { return f.Head == nil })
}

// orderByHeadings is that of titles with a style. A heading right above
// another is of a chapter; a single heading above several poems with titles
// of their own is too.
func (t *weighed) orderByHeadings() order {
	var found order
	for k := range t.lines {
		if t.lines[k].Heading {
			found = append(found, k)
		}
	}
	titles := slices.DeleteFunc(slices.Clone(found), func(k int) bool { return t.lines[k].chapter })
	if len(titles) == 0 || len(titles) == 1 && len(t.lines) > 90 {
		return nil
	}
	return found
}

// isChapter reports whether line k is a heading without verse of its own:
// another heading follows, or it is named like a part of a book.
func (t *weighed) isChapter(k int) bool {
	f := &t.lines[k]
	return f.Heading && !f.ordinal && f.Head == nil && (t.after(k, 1).Heading && !t.after(k, 1).ordinal || manuscript.BookLine.MatchString(manuscript.TrimDecoration(f.text)) || coverWord.MatchString(manuscript.TrimDecoration(f.text)))
}

// orderByNumbers is that of titles that are counted: 1、雪, 二、春.
func (t *weighed) orderByNumbers() order {
	var found order
	style, next := "", 0
	for k := range t.lines {
		f := &t.lines[k]
		number, kind := manuscript.CountedTitle(f.text)
		if number == 0 || f.runes > 40 || len(found) > 0 && (kind != style || number != next) {
			continue
		}
		if len(found) == 0 {
			style = kind
		}
		found, next = append(found, k), number+1
	}
	if len(found) < 2 || found[0] > 3 || !t.keptBy(found, t.mayBeTitle) {
		return nil
	}
	return found
}

// orderByBylines is that of a title and its author on one line, a wide gap
// between them.
func (t *weighed) orderByBylines() order {
	var found order
	for k := range t.lines {
		m := manuscript.SpacedTitle.FindStringSubmatch(t.lines[k].text)
		if m != nil && m[2] != " " && manuscript.IsPenName(m[3]) && utf8.RuneCountInString(m[3]) <= 4 && !manuscript.IsFormOrTune(m[1]) && t.mayBeTitle(k) {
			found = append(found, k)
		}
	}
	if len(found) < 3 || found[0] > 3 || !t.keptBy(found, t.mayBeTitle) {
		return nil
	}
	return found
}

// orderByRules is that of a rule or a new page between poems.
func (t *weighed) orderByRules() order {
	var found order
	for k := range t.lines {
		if t.lines[k].gap == ruleGap && (k == 0 || t.lines[k-1].next == ruleGap) {
			found = append(found, k)
		}
	}
	if len(found) < 2 || !t.keptBy(found, t.mayBeTitle) {
		return nil
	}
	return found
}

// orderByStrongLines is that of titles in bold or in the middle; the authors
// below them may be as well.
func (t *weighed) orderByStrongLines() order {
	var found order
	for k := range t.lines {
		if t.lines[k].Strong && (k == 0 || !t.lines[k-1].Strong || t.lines[k].gap > 0 && t.lines[k].name < 1) {
			found = append(found, k)
		}
	}
	if len(found) == 0 || found[0] > 3 || !t.boldTitles || !t.keptBy(found, t.mayBeTitle) {
		return nil
	}
	return found
}

// orderByGaps is that of wider gaps between poems than within them: the
// widest that stands often enough.
func (t *weighed) orderByGaps() order {
	counts := map[int]int{}
	for k := 1; k < len(t.lines); k++ {
		if n := t.lines[k].blanks; n >= 2 {
			counts[n]++
		}
	}
	widths := make([]int, 0, len(counts))
	all := 0
	for width, n := range counts {
		widths, all = append(widths, width), all+n
	}
	slices.Sort(widths)
	least := 0 // gaps at least as wide
	for _, width := range slices.Backward(widths) {
		if least += counts[width]; least*4 < all {
			continue
		}
		found := order{0}
		for k := 1; k < len(t.lines); k++ {
			if t.lines[k].blanks >= width {
				found = append(found, k)
			}
		}
		if t.keptBy(found, t.mayBeTitle) {
			return found
		}
	}
	return nil
}

// orderByAuthors is that of a title and a name below it, where the same names
// come again or are names beyond doubt.
func (t *weighed) orderByAuthors() order {
	found, sure := t.namedTitles()
	if sure < 2 || sure*5 < len(found)*2 || found[0] > 3 || !t.keptBy(found, t.mayBeTitle) {
		return nil
	}
	return found
}

// namedTitles are the titles with a name below them, and how many of the names
// are sure to be some.
func (t *weighed) namedTitles() (found order, sure int) {
	if !t.noGaps {
		return t.titlesOfBlocks()
	}
	under := map[string]int{} // lines below what may be a title, by their text
	for k := 1; k < len(t.lines); k++ {
		if t.lines[k].gap == 0 && t.mayBeTitle(k-1) && manuscript.IsPenName(t.lines[k].text) {
			under[t.lines[k].text]++
		}
	}
	for k := 1; k < len(t.lines); k++ {
		f := &t.lines[k]
		if f.gap == 0 && t.mayBeTitle(k-1) && (f.name >= 3 || under[f.text] > 1) {
			found = append(found, k-1)
		}
	}
	return found, len(found)
}

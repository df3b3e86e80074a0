package order

import (
	"slices"
	"strings"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/verse"
)

// Label labels the lines of a document. Where it shows an order of its
// own, that parts the poems, and each is labelled by itself; where it has
// none, the look of the lines decides, if what comes of it convinces: a text
// that nothing parts is one poem.
func Label(name string, lines []manuscript.Line) intake.Labels {
	t := weigh(lines)
	t.file = manuscript.ReadFileName(name)
	t.countAuthors()
	best := t.label()
	labels := make([]byte, len(lines))
	for i := range labels {
		labels[i] = manuscript.LabelDropped
	}
	for k, f := range t.lines {
		labels[f.at] = roleLabels[best[k]]
		if f.Head != nil {
			labels[f.at] = labelOfHead(f.Head, best[k])
		}
	}
	for _, k := range t.untitled {
		labels[t.lines[k].at] = manuscript.LabelFirst
	}
	t.markStanzas(labels, best)
	dropCover(lines, labels)
	return intake.Labels(labels)
}

func (t *weighed) label() []role {
	best := make([]role, len(t.lines))
	found := t.findOrder()
	spans := t.splitAnswers(found.spans(len(t.lines)))
	if len(found) == 0 && len(spans) == 1 || len(spans) > 1 && t.measured(spans) && !t.stated() {
		if likeliest := t.likeliest(); len(found) > 0 || t.convinces(likeliest) {
			return likeliest
		}
	}
	t.findBylines(found)
	for _, span := range spans {
		t.labelSpan(best, span[0], span[1], len(spans) > 1 || t.titleStands())
		if body := slices.Index(best[span[0]:span[1]], roleBody); body >= 0 && len(spans) > 1 && !slices.Contains(best[span[0]:span[1]], roleTitle) {
			t.untitled = append(t.untitled, span[0]+body)
		}
	}
	return best
}

// labelSpan labels one poem, or what stands between poems and is none.
func (t *weighed) labelSpan(best []role, first, end int, titled bool) {
	if t.lines[first].answers {
		best[first] = roleDropped
		first++
	}
	if end-first == 1 && t.lines[first].Heading {
		best[first] = roleDropped
		return
	}
	section := t.sectionIn(first, end)
	if titled = titled && !t.lines[first].couplet; !t.lines[end-1].couplet && t.isMeasured(first, section) && (titled || !t.mayBeTitle(first)) {
		copy(best[first:section], t.part(first, section).likeliest())
		t.labelBody(best, first, section, end)
	} else {
		t.labelFree(best, first, end, titled)
	}
	if !slices.Contains(best[first:end], roleBody) {
		clear(best[first:end]) // nothing but what stands around verse
	}
}

// sectionIn is where notes or a preface begin that have a line of their own
// to say so, end where there are none.
func (t *weighed) sectionIn(first, end int) int {
	for k := first + 1; k < end; k++ {
		if h := t.lines[k].Head; h != nil && h.OpensSection() && h.Field != intake.FieldBody {
			return k
		}
	}
	return end
}

// part is a stretch of the text as one of its own.
func (t *weighed) part(first, end int) *weighed {
	p := *t
	p.lines = append([]feature(nil), t.lines[first:end]...)
	p.lines[0].gap, p.lines[len(p.lines)-1].next = ruleGap, ruleGap
	return &p
}

// isMeasured reports whether most lines of the poem are measured verse.
func (t *weighed) isMeasured(first, end int) bool {
	verses, lines := 0, 0
	for k := first; k < end; k++ {
		f := &t.lines[k]
		if f.Head != nil || f.Heading || k == first || f.name >= 3 {
			continue
		}
		lines++
		if f.verse() {
			verses++
		}
	}
	if first == end {
		return false
	}
	tune, _ := verse.TuneOf(manuscript.TrimTitle(t.lines[first].text))
	return verses > 0 && verses*2 >= lines || tune != "" && lines > 0 && !t.lines[first].Ended
}

// measured reports whether the poems are measured verse throughout, which the
// look of the lines tells apart better than anything.
func (t *weighed) measured(spans [][2]int) bool {
	n := 0
	for _, span := range spans {
		if t.isMeasured(span[0], span[1]) {
			n++
		}
	}
	return n == len(spans)
}

// stated reports whether labels say what the lines are.
func (t *weighed) stated() bool {
	for _, f := range t.lines {
		if f.Head != nil || f.couplet {
			return true
		}
	}
	return false
}

// splitAnswers parts off the poems that answer another: 附原玉：.
func (t *weighed) splitAnswers(spans [][2]int) [][2]int {
	var all [][2]int
	for _, span := range spans {
		first := span[0]
		for k := first + 1; k < span[1]-1; k++ {
			if t.lines[k].answers {
				all, first = append(all, [2]int{first, k}), k
			}
		}
		all = append(all, [2]int{first, span[1]})
	}
	return all
}

// roleOfHead is what a labelled line is to the pattern.
func roleOfHead(h *manuscript.Head) role {
	switch h.Field {
	case intake.FieldTitle:
		return roleTitle
	case intake.FieldAuthor:
		return roleAuthor
	case intake.FieldDate:
		return roleDateBefore
	case intake.FieldPreface:
		return rolePreface
	case intake.FieldNote:
		return roleNote
	case intake.FieldBody:
		return roleBody
	}
	return roleDropped
}

// labelOfHead is the label of a labelled line that has role r.
func labelOfHead(h *manuscript.Head, r role) byte {
	if r == roleTitle && h.Filled() {
		return manuscript.LabelTitle
	}
	return h.Label()
}

// countAuthors counts the lines below titles that may be names.
func (t *weighed) countAuthors() {
	t.authors = map[string]int{}
	for k := 1; k < len(t.lines); k++ {
		if f := &t.lines[k]; f.gap <= 1 && t.mayBeTitle(k-1) && (k == 1 || t.noGaps || t.lines[k-1].gap > 0) && manuscript.IsName(manuscript.ReadAuthor(f.text)) {
			t.authors[f.text]++
		}
	}
}

// titleStands reports whether the first line of a text that is one poem may
// be its title. Where the file is named by another, the line is verse.
func (t *weighed) titleStands() bool {
	if len(t.lines) == 0 {
		return false
	}
	k := slices.IndexFunc(t.lines, func(f feature) bool { return f.Head == nil || f.Head.Field == intake.FieldTitle })
	if k < 0 {
		return true
	}
	f := &t.lines[k]
	if t.file.Title == "" || t.file.IsPerson() || f.Heading || f.Head != nil || strings.HasPrefix(f.text, "《") || strings.HasPrefix(f.text, "【") {
		return true
	}
	return t.file.Match(f.text) || t.after(k, 1).name >= 5
}

// findBylines looks whether the line below the titles of an order is, nearly
// everywhere, as short as a name.
func (t *weighed) findBylines(o order) {
	names := 0
	for _, at := range o {
		if at+2 < len(t.lines) && t.lines[at].Head == nil && manuscript.IsPenName(t.lines[at+1].text) {
			names++
		}
	}
	t.bylined = len(o) >= 3 && names*10 >= len(o)*7
}

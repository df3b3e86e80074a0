package order

import (
	"math"
	"regexp"
	"slices"

	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/verse"
)

// What a line may be to the pattern: a label, and for dates and authors
// whether the verse is still to come.
type role int

const (
	roleDropped role = iota
	roleTitle
	roleAuthor
	roleDateBefore
	rolePreface
	roleBody
	roleNote
	roleDateAfter
	roleAuthorAfter
	roles
)

var roleLabels = [roles]byte{
	roleDropped: manuscript.LabelDropped, roleTitle: manuscript.LabelTitle, roleAuthor: manuscript.LabelAuthor, roleDateBefore: manuscript.LabelDate, rolePreface: manuscript.LabelPreface,
	roleBody: manuscript.LabelBody, roleNote: manuscript.LabelNote, roleDateAfter: manuscript.LabelDate, roleAuthorAfter: manuscript.LabelAuthor,
}

// follows lists what may come after what. A title waits for its verse, so a
// line above another title is the name of a book or chapter and is dropped.
var follows = [roles][]role{
	roleDropped:     {roleDropped, roleTitle, roleAuthor, rolePreface, roleBody, roleNote},
	roleTitle:       {roleAuthor, roleDateBefore, rolePreface, roleBody},
	roleAuthor:      {roleDateBefore, rolePreface, roleBody},
	roleDateBefore:  {roleAuthor, rolePreface, roleBody},
	rolePreface:     {rolePreface, roleAuthor, roleBody},
	roleBody:        {roleBody, roleNote, roleDateAfter, roleAuthorAfter, roleTitle, roleDropped},
	roleNote:        {roleNote, roleDateAfter, roleAuthorAfter, roleTitle, roleDropped, roleBody},
	roleDateAfter:   {roleNote, roleAuthorAfter, roleTitle, roleDropped},
	roleAuthorAfter: {roleDateAfter, roleNote, roleTitle, roleDropped},
}

var starts = []role{roleDropped, roleTitle, roleBody, rolePreface}

var coverWord = regexp.MustCompile(`(?:诗集|诗选|诗抄|诗稿|诗刊|诗词集|作品集|作品选|选集|专辑|汇编|合集|詩集|詩選|詩抄|詩稿|詩刊|作品選|選集|專輯|彙編)$`)

// dropCover drops what stands on the cover of a book before its first poem:
// its name and a line or two that are no verse.
func dropCover(lines []manuscript.Line, labels []byte) {
	next, words := 0, 0
	for i, label := range labels {
		shape := verse.ShapeOf(lines[i].Content())
		switch {
		case lines[i].Blank():
		case label == manuscript.LabelTitle && words > 0:
			next = i
		case words == 0 && (label != manuscript.LabelTitle || !coverWord.MatchString(manuscript.TrimDecoration(lines[i].Content()))):
			return
		case words > 3 || shape.IsRegular() || shape.Ended:
			return
		default:
			words++
		}
		if next > 0 {
			break
		}
	}
	for i := range next {
		labels[i] = manuscript.LabelDropped
	}
}

// likeliest gives the role of each line with text in it: the likeliest
// sequence under the scores of weights.go (Viterbi's algorithm, linear in the
// lines). Scores are weights set by hand on real layouts, not probabilities;
// TestCutAccuracy holds them to account. Labelled lines that are no part of
// the pattern are dropped from it.
func (t *weighed) likeliest() []role {
	best := make([]role, len(t.lines))
	var kept []int
	p := *t
	p.lines = nil
	for k, f := range t.lines {
		if f.Head == nil || roleOfHead(f.Head) != roleDropped {
			kept, p.lines = append(kept, k), append(p.lines, f)
		}
	}
	for i, r := range p.likeliestOfAll() {
		best[kept[i]] = r
	}
	return best
}

func (t *weighed) likeliestOfAll() []role {
	n := len(t.lines)
	if n == 0 {
		return nil
	}
	score := [roles]float64{}
	from := make([][roles]int8, n)
	for r := range score {
		score[r] = math.Inf(-1)
	}
	for _, r := range starts {
		score[r] = t.emission(0, r) + t.start(r)
	}
	for k := 1; k < n; k++ {
		next := [roles]float64{}
		for r := range next {
			next[r] = math.Inf(-1)
		}
		for prev := range roles {
			if math.IsInf(score[prev], -1) {
				continue
			}
			for _, r := range t.successors(k, prev) {
				if s := score[prev] + t.transition(k, prev, r); s > next[r] {
					next[r], from[k][r] = s, int8(prev)
				}
			}
		}
		for r := range roles {
			next[r] += t.emission(k, r)
		}
		score = next
	}
	return traceBack(score, from)
}

func traceBack(score [roles]float64, from [][roles]int8) []role {
	last := roleDropped
	for r := range roles {
		if score[r] > score[last] && r != roleTitle {
			last = r
		}
	}
	best := make([]role, len(from))
	for k := len(from) - 1; k >= 0; k-- {
		best[k] = last
		last = role(from[k][last])
	}
	return best
}

// successors are the roles that line k may have after prev. A sequence's name
// is a title above a title.
func (t *weighed) successors(k int, prev role) []role {
	if t.lines[k].ordinal && (prev == roleTitle || prev == roleAuthor || prev == rolePreface || prev == roleDateBefore) {
		return append([]role{roleTitle}, follows[prev]...)
	}
	return follows[prev]
}

// markStanzas keeps the empty lines within bodies that part stanzas. Where
// every line of verse has an empty one after it, as pages copied from the web
// have, they part nothing.
func (t *weighed) markStanzas(labels []byte, best []role) {
	for k := 1; k < len(best); {
		if best[k] != roleBody {
			k++
			continue
		}
		end := k
		smallest := math.MaxInt
		for end < len(best) && best[end] == roleBody {
			if best[end-1] == roleBody {
				smallest = min(smallest, t.blanksBefore(end))
			}
			end++
		}
		if t.longLine(k, end) || !t.wide && end-k < 4 {
			smallest = 0
		}
		for ; k < end; k++ {
			if best[k-1] == roleBody && t.blanksBefore(k) > smallest && labels[t.lines[k].at] != manuscript.LabelFirst {
				labels[t.lines[k-1].at+1] = manuscript.LabelStanza
			}
		}
	}
}

// longLine reports whether a line from k to end is a paragraph.
func (t *weighed) longLine(k, end int) bool {
	return slices.ContainsFunc(t.lines[k:end], func(f feature) bool { return f.runes > 24 })
}

func (t *weighed) blanksBefore(k int) int { return t.lines[k].at - t.lines[k-1].at - 1 }

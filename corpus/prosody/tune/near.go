package tune

import "shiyun/corpus/prosody/clause"

// mostOff is how many characters longer or shorter than a form a text may be
// and still be recognised as to it; of a tune that the author names, any.
const mostOff = 4

// bestNear returns the form of a tune, or of any where it is nil, whose clauses
// go best with those of a text of another length: a character is left out, or a
// clause is sung otherwise.
func (t *text) bestNear(of *Tune) (best Match) {
	try := func(f *Form) {
		if score := t.scoreNear(f); score > best.Score || best.Form == nil {
			best = Match{f, score, false}
		}
	}
	if of != nil {
		for _, f := range of.Forms {
			try(f)
		}
		return best
	}
	n := len(t.chars)
	for length := max(1, n-mostOff); length <= min(longest-1, n+mostOff); length++ {
		for _, f := range load().byLength[length] {
			if length != n {
				try(f)
			}
		}
	}
	return best
}

// scoreNear compares a text with a form clause by clause.
func (t *text) scoreNear(f *Form) float64 {
	form := f.closest(t.clauses)
	pairs := pair(t.clauses, form)
	same, tones, all := 0, 0, 0
	for _, p := range pairs {
		if p.text < 0 || p.form < 0 || len(t.clauses[p.text].Chars) != len(form[p.form].Tones) {
			continue
		}
		same += len(form[p.form].Tones)
		for i, tone := range form[p.form].Tones {
			all++
			if tonesOf(t.clauses[p.text].Chars[i], t.book)&tone.Tone == 0 {
				tones++
			}
		}
	}
	if all == 0 {
		return -1
	}
	unlike := 1 - float64(same)/float64(max(len(t.chars), f.Length))
	return 1 - unlike*unlikeWeight - toneWeight*float64(tones)/float64(all) - nearer
}

const (
	unlikeWeight = 0.9
	nearer       = 0.1 // what another length costs by itself
)

// closest returns the clauses of the form, those of half stops joined where the
// text does not part them.
func (f *Form) closest(clauses []clause.Clause) []Clause {
	if abs(len(clauses)-len(f.joined)) <= abs(len(clauses)-len(f.Clauses)) {
		return f.joined
	}
	return f.Clauses
}

func abs(n int) int { return max(n, -n) }

// paired are a clause of a text and one of a form, -1 for none.
type paired struct{ text, form int }

// pair lines up clauses by their lengths, leaving out as few characters as may
// be.
func pair(clauses []clause.Clause, form []Clause) []paired {
	n, m := len(clauses), len(form)
	costs := make([]int, (n+1)*(m+1))
	at := func(i, j int) *int { return &costs[i*(m+1)+j] }
	for i := 1; i <= n; i++ {
		*at(i, 0) = *at(i-1, 0) + len(clauses[i-1].Chars)
	}
	for j := 1; j <= m; j++ {
		*at(0, j) = *at(0, j-1) + len(form[j-1].Tones)
	}
	for i := 1; i <= n; i++ {
		for j := 1; j <= m; j++ {
			a, b := len(clauses[i-1].Chars), len(form[j-1].Tones)
			*at(i, j) = min(*at(i-1, j-1)+unlike(a, b), *at(i-1, j)+a, *at(i, j-1)+b)
		}
	}
	var pairs []paired
	for i, j := n, m; i > 0 || j > 0; {
		switch {
		case i > 0 && j > 0 && *at(i, j) == *at(i-1, j-1)+unlike(len(clauses[i-1].Chars), len(form[j-1].Tones)):
			i, j = i-1, j-1
			pairs = append(pairs, paired{i, j})
		case i > 0 && *at(i, j) == *at(i-1, j)+len(clauses[i-1].Chars):
			i--
			pairs = append(pairs, paired{i, -1})
		default:
			j--
			pairs = append(pairs, paired{-1, j})
		}
	}
	for i, j := 0, len(pairs)-1; i < j; i, j = i+1, j-1 {
		pairs[i], pairs[j] = pairs[j], pairs[i]
	}
	return pairs
}

// unlike is what two clauses of other lengths cost as one.
func unlike(a, b int) int {
	if a == b {
		return 0
	}
	return max(a-b, b-a) + 1
}

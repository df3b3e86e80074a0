package themes

import (
	"math"
	"slices"
	"unicode/utf8"
)

// Mention is a word of a theme in one poem.
type Mention struct {
	Word  int // index in Theme.Words
	Body  int // times in the preface and the body
	Title int // times in the title
}

// Scorer scores poems by one theme in one archive.
type Scorer struct {
	theme *Theme
	words []wordWeight // by index in Theme.Words
	// beside is what a poem is worth that has none of the words in focus.
	beside float64
}

// wordWeight is what a word of the theme is worth.
type wordWeight struct {
	body   float64 // the strength by rarity, or what was learnt
	factor float64 // more than 1 for the names that the theme is asked by
	focus  bool
}

// The weights. A poem of typical length has its words counted as they are; in a
// longer one each is worth less.
const (
	typicalLength = 60  // characters
	lengthShare   = 0.1 // of the length of which no poem is short
	saturation    = 8   // how soon another occurrence adds nothing
	titleWeight   = 2.4 // a word in the title beside one in the body
	titleAlone    = 2   // what a word for titles is worth there, as a strength
	leastShown    = 2   // the sum of the strengths that shows a theme
	agreement     = 0.25
	learntShare   = 0.6 // of what a learnt word was found to be worth
	byName        = 2   // of a strong word that is one of the theme's names
	byFocus       = 1.5 // of a word that shares a word with the name asked by
	nameInBody    = 0.3 // of what these two add, in a body
	besideFocus   = 0.5 // of a poem with no such word, where the theme has some
)

var strengthWeights = [...]float64{Excluded: 0, Weak: 0.35, Plain: 2.2, Strong: 3}

// NewScorer makes a scorer for a theme asked by one of its names, in an archive
// of that many poems. frequencies[i] is the number of poems that have word i of
// the theme; the commoner a word is in the archive, the less it weighs.
func NewScorer(t *Theme, name string, frequencies []int, poems int) *Scorer {
	s := &Scorer{theme: t, beside: 1}
	focus := t.Focus(name)
	if len(focus) > 0 {
		s.beside = besideFocus
	}
	for i, w := range t.Words {
		weight := wordWeight{body: strengthWeights[w.Strength] * rarity(frequencies[i], poems), factor: 1, focus: slices.Contains(focus, i)}
		if w.Learnt > 0 {
			weight.body = learntShare * w.Learnt
		}
		switch {
		case w.Strength == Strong && utf8.RuneCountInString(w.Text) > 1 && slices.Contains(t.Names, w.Text):
			weight.factor = byName
		case weight.focus:
			weight.factor = byFocus
		}
		s.words = append(s.words, weight)
	}
	return s
}

// rarity is 1 for a word in one poem of a hundred, less for a commoner one.
func rarity(frequency, poems int) float64 {
	common := float64(frequency+1) / float64(poems+2)
	return min(1.25, max(0.3, -math.Log10(common)/2))
}

// Score returns how much a poem of so many characters is about the theme, 0 for
// not at all. The mentions are of different words, in the order of Theme.Words;
// their counts are made smaller in place where a longer word covers a shorter.
func (s *Scorer) Score(mentions []Mention, chars int) float64 {
	if len(mentions) == 1 && s.theme.Words[mentions[0].Word].Strength < Plain && mentions[0].Title == 0 {
		return 0 // most of those that have a word have one weak one
	}
	s.uncover(mentions)
	var e evidence
	for _, m := range mentions {
		e.add(m, &s.theme.Words[m.Word], s.words[m.Word])
	}
	if e.strengths < leastShown || s.theme.Named && !e.named {
		return 0
	}
	length := lengthShare + (1-lengthShare)*float64(chars)/typicalLength
	score := (e.body/length + e.title) * (1 + agreement*float64(min(e.words, 5)-1))
	if !e.focus {
		score *= s.beside
	}
	return score
}

// evidence is what the words of a theme in one poem come to.
type evidence struct {
	body, title float64
	words       int
	strengths   int  // of the words that people wrote, summed
	named       bool // one of those is more than weak
	focus       bool
}

func (e *evidence) add(m Mention, w *Word, weight wordWeight) {
	strength := w.Strength
	if m.Body > 0 && strength > Excluded {
		count := float64(m.Body)
		e.body += (1 + (weight.factor-1)*nameInBody) * weight.body * count * (1 + saturation) / (count + saturation)
	}
	if m.Title > 0 {
		if w.InTitle && strength < titleAlone {
			strength = titleAlone
		}
		e.title += weight.factor * titleWeight * strengthWeights[strength]
	}
	if strength == Excluded || m.Body+m.Title == 0 {
		return
	}
	e.words++
	e.focus = e.focus || weight.focus
	if w.Learnt == 0 {
		e.strengths += int(strength)
		e.named = e.named || strength >= Plain
	}
}

// uncover takes from every word the places where a longer one stands. Words are
// in order of length, so a longer one still has all its places when they are
// taken from a shorter.
func (s *Scorer) uncover(mentions []Mention) {
	for i := range mentions {
		m := &mentions[i]
		if len(s.theme.Words[m.Word].Within) == 0 {
			continue
		}
		for _, other := range mentions[i+1:] {
			if slices.Contains(s.theme.Words[m.Word].Within, other.Word) {
				m.Body, m.Title = m.Body-other.Body, m.Title-other.Title
			}
		}
		m.Body, m.Title = max(0, m.Body), max(0, m.Title)
	}
}

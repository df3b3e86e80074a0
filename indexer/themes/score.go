package themes

import (
	"math"
	"slices"
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
	// weights are those of the theme's words: the strength, by rarity.
	weights []float64
}

// The weights. A poem of typical length has its words counted as they are; in a
// longer one each is worth less.
const (
	typicalLength = 60  // characters
	lengthShare   = 0.1 // of the length of which no poem is short
	saturation    = 8   // how soon another occurrence adds nothing
	titleWeight   = 3   // a word in the title beside one in the body
	titleAlone    = 2   // what a word for titles is worth there, as a strength
	leastShown    = 2   // the sum of the strengths that shows a theme
	agreement     = 0.25
)

var strengthWeights = [...]float64{Excluded: 0, Weak: 0.35, Plain: 2.2, Strong: 3}

// NewScorer makes a scorer for an archive of so many poems, in which the words
// of the theme stand in as many poems as frequencies says, by index. What stands
// in half of an archive tells little about any poem of it.
func NewScorer(t *Theme, frequencies []int, poems int) *Scorer {
	s := &Scorer{theme: t, weights: make([]float64, len(t.Words))}
	for i := range t.Words {
		s.weights[i] = rarity(frequencies[i], poems)
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
	body, title, shown, words := 0.0, 0.0, 0, 0
	for _, m := range mentions {
		w := &s.theme.Words[m.Word]
		strength := w.Strength
		if m.Body > 0 && strength > Excluded {
			count := float64(m.Body)
			body += strengthWeights[strength] * s.weights[m.Word] * count * (1 + saturation) / (count + saturation)
		}
		if m.Title > 0 {
			if w.InTitle && strength < titleAlone {
				strength = titleAlone
			}
			title += titleWeight * strengthWeights[strength] * max(0.7, s.weights[m.Word])
		}
		if strength > Excluded && m.Body+m.Title > 0 {
			shown += int(strength)
			words++
		}
	}
	if shown < leastShown {
		return 0
	}
	length := lengthShare + (1-lengthShare)*float64(chars)/typicalLength
	return (body/length + title) * (1 + agreement*float64(min(words, 5)-1))
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

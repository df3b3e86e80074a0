package stats

import (
	"slices"
	"sync"

	"shiyun/corpus/fold"
)

// runs finds which of a fixed list of words stand in a text, as a search for
// them in quotes does: in folded characters, across punctuation.
type runs struct {
	words [][]rune
	first [1 << 16][]int // words by their first character, cut to 16 bits
}

func newRuns(words []string) *runs {
	r := &runs{}
	for i, word := range words {
		folded := []rune(fold.String(word))
		r.words = append(r.words, folded)
		r.first[uint16(folded[0])] = append(r.first[uint16(folded[0])], i)
	}
	return r
}

// in calls met with every word of the text, as often as it stands there.
func (r *runs) in(text []rune, met func(word int)) {
	for i, c := range text {
		for _, w := range r.first[uint16(c)] {
			if word := r.words[w]; len(text)-i >= len(word) && slices.Equal(text[i:i+len(word)], word) {
				met(w)
			}
		}
	}
}

// foldings answers for the code points below 0x10000; 0 for what does not
// exist for searches. Millions of characters are looked up at a time.
var foldings = sync.OnceValue(func() *[1 << 16]rune {
	var table [1 << 16]rune
	for r := range rune(1 << 16) {
		if f, ok := fold.Rune(r); ok {
			table[r] = f
		}
	}
	return &table
})

// folded appends the folded characters of text to buffer.
func folded(buffer []rune, text string) []rune {
	table := foldings()
	for _, r := range text {
		f := rune(0)
		if r < 1<<16 {
			f = table[r]
		} else if wide, ok := fold.Rune(r); ok {
			f = wide
		}
		if f != 0 {
			buffer = append(buffer, f)
		}
	}
	return buffer
}

// once counts each thing once a poem, however often it is met.
type once struct {
	counts []int
	last   []int // the poem that counted each last
}

func newOnce(n int) once { return once{make([]int, n), make([]int, n)} }

// add counts thing i for a poem, numbered from 1.
func (o once) add(i, poem int) {
	if o.last[i] != poem {
		o.last[i] = poem
		o.counts[i]++
	}
}

func (o once) merge(other once) {
	for i, n := range other.counts {
		o.counts[i] += n
	}
}

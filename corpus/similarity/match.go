package similarity

import "shiyun/corpus"

// Kind says how alike two poems are.
type Kind uint8

const (
	// Near is one poem in two shapes: a few characters revised, lines
	// missing, added or swapped.
	Near Kind = iota + 1
	// Exact is the same text after folding, whatever its punctuation, spaces
	// and line ends; title and author may differ.
	Exact
)

// Match is a poem found like the one asked about.
type Match struct {
	ID         corpus.PoemID
	Kind       Kind
	Similarity float64 // share of the characters of both that they have in common, over 0 up to 1; 1 for Exact and where lines are only swapped
	SameTitle  bool    // after folding; two poems without a title have the same
	SameAuthor bool    // after folding; two poems without an author have the same
}

// better orders matches: Exact first, then by similarity, then by id.
func better(a, b Match) int {
	switch {
	case a.Kind != b.Kind:
		return int(b.Kind) - int(a.Kind)
	case a.Similarity != b.Similarity:
		if a.Similarity > b.Similarity {
			return -1
		}
		return 1
	case a.ID < b.ID:
		return -1
	case a.ID > b.ID:
		return 1
	}
	return 0
}

// The rule, read off 343,795 poems: below 0.65 stand poems that share a
// formula (兩頭纖纖) or a group's wording, above it one poem handed down in two
// versions. Short texts ask for more, so that 楹联 sharing one side, with a
// word or two alike in the other, stay two.
const (
	nearShare  = 0.65
	shortShare = 0.75
	shortText  = 24 // characters
)

// A poem inside another: nearly all of the shorter, at least about half of
// the longer (the halves of a 词 are uneven), and no less than two
// five-character clauses, so that one stock line is not a poem.
const (
	insideShort = 0.9
	insideLong  = 0.45
	insideLeast = 10
)

// isNear decides whether texts of a and b characters that share so many are one
// poem.
func isNear(shared, a, b int) bool {
	short, long := min(a, b), max(a, b)
	share := dice(shared, a, b)
	if share >= shortShare || share >= nearShare && long > shortText {
		return true
	}
	n := float64(shared)
	return shared >= insideLeast && n >= insideShort*float64(short) && n >= insideLong*float64(long)
}

// dice is the share of the characters of both texts that are common to both.
func dice(shared, a, b int) float64 { return 2 * float64(shared) / float64(a+b) }

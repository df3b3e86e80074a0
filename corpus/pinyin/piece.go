package pinyin

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Piece is what letters typed in a hurry are cut into.
type Piece struct {
	Letters string
	Kind    PieceKind
}

// PieceKind is a kind of Piece.
type PieceKind int

// The kinds of piece.
const (
	Whole    PieceKind = iota // a syllable
	Begun                     // the beginning of one
	Misspelt                  // a syllable but for one letter
	Lost                      // any character, whatever its letters were
)

// Pieces are syllables as pieces.
func Pieces(way []Syllable) []Piece {
	list := make([]Piece, len(way))
	for i, s := range way {
		list[i] = Piece{Letters: string(s)}
	}
	return list
}

// Shortened cuts groups of letters into syllables of which some are only begun:
// the last one, which was not typed to its end, and any of which no more than
// its consonant was typed. It returns up to maxParses ways, those of fewest
// pieces first, and none where no syllable is whole.
func Shortened(groups []string) [][]Piece {
	ways := [][]Piece{nil}
	for i, group := range groups {
		parsed := shortened(group, i == len(groups)-1)
		var next [][]Piece
		for _, way := range ways {
			for _, tail := range parsed {
				if len(next) < maxParses {
					next = append(next, append(slices.Clone(way), tail...))
				}
			}
		}
		ways = next
	}
	return slices.DeleteFunc(ways, func(way []Piece) bool {
		return !slices.ContainsFunc(way, func(p Piece) bool { return p.Kind == Whole && len(p.Letters) > 1 })
	})
}

// shortened cuts one group, from the end backwards as parseGroup does.
func shortened(letters string, last bool) [][]Piece {
	from := make([][][]Piece, len(letters)+1)
	from[len(letters)] = [][]Piece{nil}
	for i := len(letters) - 1; i >= 0; i-- {
		for n := min(longestSyllable, len(letters)-i); n > 0; n-- {
			kind, ok := kindOf(letters[i:i+n], last && i+n == len(letters))
			if !ok {
				continue
			}
			for _, tail := range from[i+n] {
				from[i] = append(from[i], append([]Piece{{letters[i : i+n], kind}}, tail...))
			}
		}
		slices.SortStableFunc(from[i], func(a, b []Piece) int { return cmp.Compare(shortness(a), shortness(b)) })
		from[i] = from[i][:min(len(from[i]), maxParses)]
	}
	return from[0]
}

func kindOf(letters string, last bool) (PieceKind, bool) {
	switch {
	case last && len(BeginningWith(letters)) > 0:
		return Begun, true
	case isSyllable(Syllable(letters)):
		return Whole, true
	}
	return Begun, isConsonant(letters)
}

// shortness puts the ways of fewest pieces first, of those the ones in which
// most are whole.
func shortness(way []Piece) int {
	n := 0
	for _, p := range way {
		if n += 8; p.Kind == Begun {
			n++
		}
	}
	return n
}

// BeginningWith are the syllables that begin with the letters.
func BeginningWith(letters string) []Syllable {
	from, _ := slices.BinarySearch(all(), Syllable(letters))
	to := from
	for to < len(all()) && strings.HasPrefix(string(all()[to]), letters) {
		to++
	}
	return all()[from:to]
}

func isConsonant(letters string) bool {
	switch letters {
	case "zh", "ch", "sh":
		return true
	}
	return len(letters) == 1 && !strings.Contains("aeiouv", letters)
}

// What is left of a run with a mistake in it must be enough to know it by.
const (
	enoughSpelt = 2 // syllables beside a misspelt one
	enoughKept  = 4 // beside a lost one; one more beside two
	// The ways tried, and the letters one mistake takes in.
	maxMistaken    = 160
	longestMistake = 9
)

// Mistyped cuts letters of which one is wrong, missing or too many, or two are
// the wrong way round, within one syllable.
func Mistyped(groups []string) [][]Piece {
	return around(groups, enoughSpelt, func(part string) [][]Piece {
		if part == "" || len(Near(part)) == 0 {
			return nil
		}
		return [][]Piece{{{part, Misspelt}}}
	})
}

// Forgotten cuts letters of which some make no sense: they stand for a
// character or two, or a character has no letters.
func Forgotten(groups []string) [][]Piece {
	lost := Piece{Kind: Lost}
	return around(groups, enoughKept, func(part string) (ways [][]Piece) {
		if len(part) <= longestSyllable {
			ways = append(ways, []Piece{lost})
		}
		if len(part) > longestSyllable/2 {
			ways = append(ways, []Piece{lost, lost})
		}
		return ways
	})
}

// OneInitialOff takes letters for initials of which one is not known.
func OneInitialOff(letters string) [][]Piece {
	ways := make([][]Piece, len(letters))
	for i := range ways {
		for at, letter := range letters {
			if at == i {
				ways[i] = append(ways[i], Piece{Kind: Lost})
			} else {
				ways[i] = append(ways[i], Piece{string(letter), Begun})
			}
		}
	}
	return ways
}

// around takes one part of the letters out, puts what middle makes of it in its
// place, and wants the rest to be syllables, at least so many.
func around(groups []string, enough int, middle func(part string) [][]Piece) [][]Piece {
	var ways [][]Piece
	letters := strings.Join(groups, "")
	after := make([][][]Syllable, len(letters)+1)
	for at := range after {
		after[at] = fewest(Parse(between(groups, at, len(letters))))
	}
	for start := range after {
		before := fewest(Parse(between(groups, 0, start)))
		for end := start; len(before) > 0 && end <= min(len(letters), start+longestMistake); end++ {
			if len(after[end]) == 0 {
				continue
			}
			for _, part := range middle(letters[start:end]) {
				for _, head := range before {
					for _, tail := range after[end] {
						if len(head)+len(tail) >= enough+max(0, len(part)-1) && len(ways) < maxMistaken {
							ways = append(ways, slices.Concat(Pieces(head), part, Pieces(tail)))
						}
					}
				}
			}
		}
	}
	return ways
}

// fewest keeps the likeliest ways to cut a side.
func fewest(ways [][]Syllable) [][]Syllable { return ways[:min(len(ways), 2)] }

// between are the groups of letters from up to to.
func between(groups []string, from, to int) []string {
	var list []string
	at := 0
	for _, group := range groups {
		start, end := max(from-at, 0), min(to-at, len(group))
		if start < end {
			list = append(list, group[start:end])
		}
		at += len(group)
	}
	return list
}

// all are the syllables there are.
var all = sync.OnceValue(func() []Syllable {
	var list []Syllable
	for s := range load().runes {
		if isSyllable(s) {
			list = append(list, s)
		}
	}
	slices.Sort(list)
	return list
})

// Near are the syllables that letters are, but for one letter wrong, missing or
// too many, or two the wrong way round.
func Near(letters string) []Syllable {
	var near []Syllable
	for _, s := range all() {
		if oneOff(letters, string(s)) {
			near = append(near, s)
		}
	}
	return near
}

// oneOff tells whether a and b are the same but for one mistake.
func oneOff(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b) > len(a)+1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) || a[i+1:] == b[i+1:] {
		return true
	}
	return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

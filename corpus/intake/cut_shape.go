package intake

import (
	"strings"
	"unicode"
)

// shape is what verse is told by: how a line falls into clauses.
type shape struct {
	runes    int   // letters, without marks and space
	han      int   // of them Chinese
	clauses  []int // letters of each, at most maxClauses
	stops    bool  // has marks in it
	ends     bool  // with a mark that ends a sentence or a line of verse
	longest  int
	shortest int
}

// maxClauses bounds the clauses looked at: enough to tell what a line is.
const maxClauses = 64

const (
	clauseMarks = "，。！？；：,.!?;:…．｡､"
	endMarks    = "。！？；，,.!?;…、：:”」』"
)

func shapeOf(line string) shape {
	var s shape
	length := 0
	last := ' '
	for _, r := range strings.TrimSpace(line) {
		last = r
		switch {
		case unicode.IsSpace(r):
			s.close(&length)
		case strings.ContainsRune(clauseMarks, r):
			s.stops = true
			s.close(&length)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			length++
			s.runes++
			if unicode.Is(unicode.Han, r) || r == '〇' {
				s.han++
			}
		}
	}
	s.close(&length)
	s.ends = strings.ContainsRune(endMarks, last)
	return s
}

func (s *shape) close(length *int) {
	if n := *length; n > 0 && len(s.clauses) < maxClauses {
		s.clauses = append(s.clauses, n)
		s.longest = max(s.longest, n)
		if len(s.clauses) == 1 || n < s.shortest {
			s.shortest = n
		}
	}
	*length = 0
}

// metre is the length of the clauses where all are as long as verse has them,
// 0 where they are not.
func (s shape) metre() int {
	if s.han == 0 || s.longest != s.shortest || s.longest < 3 || s.longest > 7 {
		return 0
	}
	return s.longest
}

// regular holds for a line that is verse by itself: two equal clauses or more,
// or one of five or seven that ends with a mark. Where only space parts the
// clauses, two of four may be a title and a name.
func (s shape) regular() bool {
	switch m := s.metre(); {
	case m == 5 || m == 7:
		return s.ends || len(s.clauses) >= 2
	case m >= 4:
		return len(s.clauses) >= 3 || s.stops && len(s.clauses) == 2
	}
	return false
}

// prose holds for a line too long or uneven to be sung.
func (s shape) prose() bool {
	return s.longest > 11 || s.runes > 30 && s.metre() == 0 && s.longest > 8 || s.runes > 60 && s.metre() == 0
}

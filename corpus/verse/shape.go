package verse

import (
	"strings"
	"unicode"

	"shiyun/corpus"
)

// Shape is how a text falls into clauses, however it was typed: marks of any
// keyboard part them, and so does space. Lengths are in code points.
type Shape struct {
	Letters  int   // letters and digits, without marks and space
	Han      int   // of them Chinese
	Clauses  []int // letters of each, of the first maxClauses
	Longest  int   // of Clauses
	Shortest int
	Marked   bool // has marks that part clauses
	Ended    bool // ends with a mark a line of verse may end with
}

// maxClauses bounds the clauses looked at: enough to tell what a line is, and
// that a body is no 律诗.
const maxClauses = 64

// ShapeOf measures a line or a body.
func ShapeOf(text string) Shape {
	var s Shape
	length := 0
	last := ' '
	for _, r := range strings.TrimSpace(text) {
		last = r
		switch {
		case unicode.IsSpace(r):
			s.endClause(&length)
		case MarkOf(r).Has(PartsText):
			s.Marked = true
			s.endClause(&length)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			length++
			s.Letters++
			if unicode.Is(unicode.Han, r) || r == '〇' {
				s.Han++
			}
		}
	}
	s.endClause(&length)
	s.Ended = MarkOf(last).Has(EndsLine)
	return s
}

func (s *Shape) endClause(length *int) {
	if n := *length; n > 0 && len(s.Clauses) < maxClauses {
		s.Clauses = append(s.Clauses, n)
		s.Longest = max(s.Longest, n)
		if len(s.Clauses) == 1 || n < s.Shortest {
			s.Shortest = n
		}
	}
	*length = 0
}

// Metre is the length of the clauses where all are equal and as long as verse
// has them, three to seven; 0 where they are not.
func (s Shape) Metre() int {
	if s.Han == 0 || s.Longest != s.Shortest || s.Longest < 3 || s.Longest > 7 {
		return 0
	}
	return s.Longest
}

// IsRegular reports whether a line is verse by itself: two equal clauses or
// more, or one of five or seven that ends with a mark. Where only space parts
// the clauses, two of four may be a title and a name.
func (s Shape) IsRegular() bool {
	switch m := s.Metre(); {
	case m == 5 || m == 7:
		return s.Ended || len(s.Clauses) >= 2
	case m >= 4:
		return len(s.Clauses) >= 3 || s.Marked && len(s.Clauses) == 2
	}
	return false
}

// IsProse reports whether a line is too long or uneven to be sung.
func (s Shape) IsProse() bool {
	return s.Longest > 11 || s.Letters > 30 && s.Metre() == 0 && s.Longest > 8 || s.Letters > 60 && s.Metre() == 0
}

// Form names the forms that a body's shape alone gives away, "" where it does
// not: four or eight equal clauses of five or seven. They may be an old-style
// poem as well, but people who write them mean a 绝句 or a 律诗.
func (s Shape) Form() corpus.Form {
	if s.Longest != s.Shortest {
		return ""
	}
	switch [2]int{len(s.Clauses), s.Longest} {
	case [2]int{4, 5}:
		return corpus.FormWujue
	case [2]int{4, 7}:
		return corpus.FormQijue
	case [2]int{8, 5}:
		return corpus.FormWulu
	case [2]int{8, 7}:
		return corpus.FormQilu
	}
	return ""
}

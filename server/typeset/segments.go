package typeset

import "shiyun/indexer/search"

// Segment is a run of text that matched or did not. Marks reach the template
// as text in pieces and never as markup, so verse cannot smuggle any in.
type Segment struct {
	Text string
	Hit  bool
}

// Segments cuts text at its marks. Marks out of range or out of order are cut
// down or left out: a wrong mark must not cost a reader the line.
func Segments(text string, marks search.Marks) []Segment {
	runes := []rune(text)
	var parts []Segment
	done := 0
	for _, m := range marks {
		from, to := max(m[0], done), min(m[1], len(runes))
		if from >= to {
			continue
		}
		if from > done {
			parts = append(parts, Segment{Text: string(runes[done:from])})
		}
		parts = append(parts, Segment{Text: string(runes[from:to]), Hit: true})
		done = to
	}
	if done < len(runes) || len(runes) == 0 {
		parts = append(parts, Segment{Text: string(runes[done:])})
	}
	return parts
}

// beforeMarks and MostOfLine bound what is shown of a line before its first
// mark and in all: a paragraph of prose is one line and would fill the screen.
const (
	beforeMarks = 20
	MostOfLine  = 60
)

// Excerpt cuts a long text down to what stands around its first mark.
func Excerpt(text string, marks search.Marks) (string, search.Marks) {
	runes := []rune(text)
	if len(runes) <= MostOfLine || len(marks) == 0 {
		return text, marks
	}
	from := min(max(marks[0][0]-beforeMarks, 0), len(runes)-MostOfLine)
	to := from + MostOfLine
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if to < len(runes) {
		after = "…"
	}
	shift := len([]rune(before)) - from
	var moved search.Marks
	for _, m := range marks {
		if m[0] < to {
			moved = append(moved, [2]int{m[0] + shift, min(m[1], to) + shift})
		}
	}
	return before + string(runes[from:to]) + after, moved
}

// Shorten shortens text to n characters.
func Shorten(text string, n int) string {
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	return string(runes[:n]) + "…"
}

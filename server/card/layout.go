package card

import (
	"image"
	"image/color"
	"strings"
)

// The sizes of verse tried, in pixels, largest first. Below the last nobody
// over seventy reads it on a phone, and the poem is cut instead.
var sizes = []int{92, 84, 76, 68, 60, 54, 48, 42}

// run is a piece of vertical text.
type run struct {
	text   string
	size   int
	right  int // of its right edge from the right edge of the box
	top    int // from the top of the box
	colour color.RGBA
}

type layout struct{ runs []run }

// fit chooses the largest size at which everything has room: a column for each
// clause where that can be read, and else clauses one after the other. What
// has no room even then is cut.
func fit(c Card, box image.Point) layout {
	const readable = 54
	for _, size := range sizes {
		if l, all := set(c, byClause, size, box); all && size >= readable {
			return l
		}
	}
	for _, size := range sizes {
		if l, all := set(c, running, size, box); all {
			return l
		}
	}
	l, _ := set(c, running, sizes[len(sizes)-1], box)
	return l
}

// set lays the card out at a size of verse. What finds no room is left out,
// with a word in the last column, and all is false.
func set(c Card, arrange func([]string, int) []string, size int, box image.Point) (l layout, all bool) {
	used := l.heading(c, size, box)
	pitch := size * 3 / 2
	columns := arrange(c.Columns, box.Y/size)
	all = width(columns, size, pitch) <= box.X-used
	if !all {
		columns = l.cut(columns, c.Rest, box.X-used, size, pitch)
	}
	tallest := 0
	for _, text := range columns {
		tallest = max(tallest, size*len([]rune(text)))
	}
	top := (box.Y - tallest) / 3
	offset := used + max(0, (box.X-used-width(columns, size, pitch))/2)
	for i, text := range columns {
		if text == "" { // a stanza parts from the next by half a column
			offset += pitch / 2
			continue
		}
		r := run{text, size, offset, top, ink}
		if !all && i == len(columns)-1 {
			r.colour = soft
		}
		l.runs = append(l.runs, r)
		offset += pitch
	}
	return l, all
}

// heading sets title and author and returns the width they take.
func (l *layout) heading(c Card, size int, box image.Point) int {
	title, author := size*5/4, size*3/4
	used := 0
	for _, text := range wrap(c.Title, box.Y/title) {
		l.runs = append(l.runs, run{text, title, used, 0, ink})
		used += title * 5 / 4
	}
	for _, text := range wrap(c.Author, box.Y*2/3/author) {
		l.runs = append(l.runs, run{text, author, used, box.Y / 3, soft})
		used += author * 5 / 4
	}
	return used + size/2
}

// cut keeps the columns that have room and puts rest after them.
func (l *layout) cut(columns []string, rest string, room, size, pitch int) []string {
	n := len(columns)
	for n > 0 && width(append(columns[:n:n], rest), size, pitch) > room {
		n--
	}
	return append(columns[:n:n], rest)
}

// byClause gives every clause a column of its own.
func byClause(clauses []string, n int) []string {
	var columns []string
	for _, clause := range clauses {
		columns = append(columns, wrap(clause, n)...)
	}
	return columns
}

// running sets the clauses of a stanza one after the other, a blank between.
func running(clauses []string, n int) []string {
	var columns []string
	var line []rune
	flush := func() {
		for start := 0; start < len(line); start += max(n, 1) {
			columns = append(columns, strings.Trim(string(line[start:min(start+max(n, 1), len(line))]), blank))
		}
		line = nil
	}
	for _, clause := range clauses {
		if clause == "" {
			flush()
			columns = append(columns, "")
			continue
		}
		if len(line) > 0 {
			line = append(line, []rune(blank)...)
		}
		line = append(line, []rune(clause)...)
	}
	flush()
	return columns
}

// blank parts clauses that share a column.
const blank = "\u3000"

func width(columns []string, size, pitch int) int {
	w := size - pitch
	for _, text := range columns {
		if text == "" {
			w += pitch / 2
		} else {
			w += pitch
		}
	}
	return w
}

// wrap parts text into columns of at most n characters, as even as they come:
// a clause of nine in columns of eight is five and four, not eight and one.
// The empty text stays one empty column.
func wrap(text string, n int) []string {
	runes := []rune(text)
	n = max(n, 1)
	if len(runes) <= n {
		return []string{text}
	}
	parts := (len(runes) + n - 1) / n
	each := (len(runes) + parts - 1) / parts
	var columns []string
	for len(runes) > 0 {
		k := min(each, len(runes))
		columns = append(columns, string(runes[:k]))
		runes = runes[k:]
	}
	return columns
}

func join(columns []string) string { return strings.Join(columns, "") }

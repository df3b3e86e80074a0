package chart

import (
	"cmp"
	"fmt"
	"slices"
)

// Tie joins two rows of a list, numbered from 0.
type Tie struct{ A, B, Weight int }

// Arc is a tie as a line from one row to the other.
type Arc struct {
	Path  string // of a <path>
	Width int    // 1 to ArcWidths, for a class
}

// ArcWidths is how many widths of arcs there are.
const ArcWidths = 4

// Arcs are ties drawn to the right of a list of names: every name is a row of
// equal height and every tie bends from one row to the other, the farther
// apart the farther out.
type Arcs struct {
	Height int // of the view box; its width is 100
	Arcs   []Arc
}

// rowHeight is that of a row in units of the view box.
const rowHeight = 10

// NewArcs draws ties between rows, the weaker first: the stronger lie on top.
func NewArcs(rows int, ties []Tie) Arcs {
	a := Arcs{Height: rowHeight * rows}
	ties = slices.Clone(ties)
	slices.SortStableFunc(ties, func(x, y Tie) int { return cmp.Compare(x.Weight, y.Weight) })
	for _, t := range ties {
		// A curve reaches three quarters of the way to its handles.
		out := 130 * float64(max(t.A, t.B)-min(t.A, t.B)) / float64(max(rows-1, 1))
		a.Arcs = append(a.Arcs, Arc{Width: Step(t.Weight, ties[0].Weight, ties[len(ties)-1].Weight, ArcWidths),
			Path: fmt.Sprintf("M0 %[1]d C%.1[3]f %[1]d %.1[3]f %[2]d 0 %[2]d", middle(t.A), middle(t.B), out)})
	}
	return a
}

func middle(row int) int { return rowHeight*row + rowHeight/2 }

// Order arranges n rows so that arcs are short: the row with the most ties
// first, then always the one that is tied most to those already there. It
// returns the old number of every new row.
func Order(n int, ties []Tie) []int {
	pull := make([]int, n) // all ties of a row, then only those to rows in place
	for _, t := range ties {
		pull[t.A] += t.Weight
		pull[t.B] += t.Weight
	}
	order, placed := []int{}, make([]bool, n)
	for len(order) < n {
		next := -1
		for row := range n {
			if !placed[row] && (next < 0 || pull[row] > pull[next]) {
				next = row
			}
		}
		if len(order) == 0 {
			clear(pull)
		}
		placed[next] = true
		order = append(order, next)
		for _, t := range ties {
			if t.A == next || t.B == next {
				pull[t.A+t.B-next] += t.Weight
			}
		}
	}
	return order
}

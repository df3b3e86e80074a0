// Package chart reckons the shapes of the pictures of figures: columns, bars,
// the sizes of a cloud's words, the arcs of a network.
//
// It makes shapes and no text. The words of a picture stand around it in the
// page, where they grow with the letters the reader chose and wrap as the
// page does; words inside a drawing do neither. A drawing is stretched to the
// room it is given, so lengths are parts of a hundred, and colours and the
// width of lines come from classes.
package chart

import "math"

// Rect is a rectangle in the units of its drawing's view box.
type Rect struct{ X, Y, Width, Height float64 }

// Columns are the figures of a row of years or days, side by side.
type Columns struct {
	Width float64 // of the view box; its height is 100
	Bars  []Rect  // one for every figure, those of 0 without height
}

const (
	columnStep  = 10.
	columnWidth = 7.
)

// NewColumns draws counts as columns; the highest fills the height.
func NewColumns(counts []int) Columns {
	c := Columns{Width: columnStep*float64(len(counts)) - (columnStep - columnWidth)}
	most := highest(counts)
	for i, n := range counts {
		height := Share(n, most)
		c.Bars = append(c.Bars, Rect{X: columnStep * float64(i), Y: 100 - height, Width: columnWidth, Height: height})
	}
	return c
}

// least is what of a hundred is drawn for anything that is not nothing, so
// that one poem among thousands can still be seen.
const least = 2

// Share is how much of a hundred a bar fills, rounded to a tenth.
func Share(n, most int) float64 {
	if n <= 0 || most <= 0 {
		return 0
	}
	return max(least, math.Round(1000*float64(min(n, most))/float64(most))/10)
}

func highest(counts []int) int {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	return most
}

// Step grades a figure from 1 to steps by its logarithm between the least and
// the most: the eye compares sizes by their ratio.
func Step(n, least, most, steps int) int {
	if n <= least || most <= least {
		return 1
	}
	at := math.Log(float64(n)/float64(max(least, 1))) / math.Log(float64(most)/float64(max(least, 1)))
	return min(1+int(at*float64(steps)), steps)
}

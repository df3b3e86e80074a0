package plan

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"shiyun/corpus"
	"shiyun/server/preferences"
)

// The widths of the plan that names are put in place for, in rem; 6-places.css
// has the same. Below the first, where a reader's phone makes everything very
// large, there are numbers.
const (
	narrowPlan = 20.25 // a phone of 360 pixels
	widePlan   = 40
	widestPlan = 46
)

// offset is where a name stands, in letters of its size from the middle of its
// mark.
type offset struct{ X, Y float64 }

// Em is a length as SVG has it.
func (offset) Em(length float64) string { return fmt.Sprintf("%.2fem", length) }

// name gives every mark its number and finds places for numbers and names.
func (p *Plan) name(prefs preferences.Preferences) {
	for _, marks := range [][]Mark{p.Grounds, p.Marks} {
		slices.SortStableFunc(marks, func(a, b Mark) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) })
	}
	var names, numbers []label
	for n := range len(p.Grounds) + len(p.Marks) {
		m := p.at(n)
		m.N = n + 1
		one := label{spot: corpus.Spot{X: m.X, Y: m.Y}, beside: n >= len(p.Grounds), framed: m.Here, width: lettersOf(m.Name)}
		names = append(names, one)
		one.width = lettersOf(strconv.Itoa(m.N))
		numbers = append(numbers, one)
	}
	base, small, target := measures(prefs)
	near := lettering{labels: names, letter: small, target: target, reach: 1.05}
	far := lettering{labels: names, letter: base, target: target, reach: 1.5}
	number := lettering{labels: numbers, letter: small, target: target, reach: 1.05}
	var at [3][]offset
	at[0], p.Near = near.arrange(narrowPlan, widePlan)
	at[1], p.Far = far.arrange(widePlan, widestPlan)
	at[2], _ = number.arrange(narrowPlan, widestPlan)
	for n := range names {
		m := p.at(n)
		m.Near, m.Far, m.Number = at[0][n], at[1][n], at[2][n]
	}
}

// at is the nth of grounds and marks.
func (p *Plan) at(n int) *Mark {
	if n < len(p.Grounds) {
		return &p.Grounds[n]
	}
	return &p.Marks[n-len(p.Grounds)]
}

// measures are --base, --small and --target of the tokens, in rem.
func measures(prefs preferences.Preferences) (base, small, target float64) {
	size, _ := strconv.ParseFloat(prefs.Size, 64) // one of the option's values
	target = 2.75
	if prefs.Elder == "on" {
		size, target = max(size, 24), 3.75
	}
	return size / 16, max(1, 0.85*size/16), target
}

// lettersOf is how many letters wide a name is, with a little air: those of
// Latin are narrow.
func lettersOf(name string) float64 {
	width := 0.2
	for _, r := range name {
		if r < 0x2E80 {
			width += 0.62
		} else {
			width++
		}
	}
	return width
}

// label is a name or number to be put in place.
type label struct {
	spot   corpus.Spot
	beside bool    // a mark, which it must not cover; else it stands on a ground
	framed bool    // what is touched of it is drawn too
	width  float64 // letters
}

// lettering puts labels where none covers another, or what others are touched
// by. Lengths are rem.
type lettering struct {
	labels []label
	letter float64 // the size of one
	target float64 // of what is touched of a mark
	reach  float64 // half of what is drawn of a mark
	widths span    // of the plan, at all of which that must hold
	tries  int
}

type span struct{ from, to float64 }

// mostTries bounds the search for an arrangement.
const mostTries = 3000

// arrange finds a place for every label, on plans of any width from the one to
// the other; without one, false, and labels where they would stand alone. The
// same labels always come out the same.
func (l *lettering) arrange(from, to float64) ([]offset, bool) {
	l.widths, l.tries = span{from, to}, mostTries
	choices := make([][]offset, len(l.labels))
	order := make([]int, len(l.labels))
	for i, one := range l.labels {
		order[i] = i
		for _, o := range l.choices(one) {
			if l.clear(i, o) {
				choices[i] = append(choices[i], o)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(choices[a]), len(choices[b])) })
	placed := make([]offset, len(l.labels))
	found := l.place(order, choices, placed, nil)
	for i, o := range placed {
		if !found {
			o = l.choices(l.labels[i])[0]
		}
		placed[i] = offset{o.X / l.letter, o.Y / l.letter}
	}
	return placed, found
}

// place puts the labels in order in place, trying each where it may stand.
func (l *lettering) place(order []int, choices [][]offset, placed []offset, done []int) bool {
	if len(done) == len(order) {
		return true
	}
	i := order[len(done)]
	for _, o := range choices[i] {
		if l.tries--; l.tries < 0 {
			return false
		}
		covers := func(j int) bool {
			return l.meet(i, o, j, placed[j], l.half(i)+l.half(j), l.height())
		}
		if slices.ContainsFunc(done, covers) {
			continue
		}
		placed[i] = o
		if l.place(order, choices, placed, append(done, i)) {
			return true
		}
	}
	return false
}

// choices are where a label may stand, the best first.
func (l *lettering) choices(one label) []offset {
	height := l.height()
	if !one.beside {
		return []offset{{0, 0}, {0, height}, {0, -height}, {0, 2 * height}, {0, -2 * height}}
	}
	reach, half := l.reach, one.width*l.letter/2
	if one.framed {
		reach = max(reach, l.target/2)
	}
	down, side, slide := reach+height/2, reach+half, max(0, half-reach)
	return []offset{{0, down}, {0, -down}, {side, 0}, {-side, 0}, {slide, down}, {-slide, down}, {slide, -down}, {-slide, -down}}
}

func (l *lettering) height() float64 { return 1.2 * l.letter }

func (l *lettering) half(i int) float64 { return l.labels[i].width * l.letter / 2 }

// clear reports whether a label lies on the plan and covers nothing that
// another mark is touched by.
func (l *lettering) clear(i int, o offset) bool {
	half, high := l.half(i), l.height()/2
	for _, width := range []float64{l.widths.from, l.widths.to} {
		x, y := along(l.labels[i].spot.X)*width+o.X, along(l.labels[i].spot.Y)*width+o.Y
		if x < half || x > width-half || y < high || y > width-high {
			return false
		}
	}
	for j, other := range l.labels {
		if j != i && other.beside && l.meet(i, o, j, offset{}, half+l.target/2, high+l.target/2) {
			return false
		}
	}
	return true
}

// meet reports whether what stands beside two marks comes nearer than x across
// and y down, at any of the widths.
func (l *lettering) meet(i int, o offset, j int, p offset, x, y float64) bool {
	a, b := l.labels[i].spot, l.labels[j].spot
	at := nearer(o.X-p.X, along(a.X)-along(b.X), x, l.widths)
	at = nearer(o.Y-p.Y, along(a.Y)-along(b.Y), y, at)
	return at.from < at.to
}

// nearer are the widths of the plan at which a distance is below reach, which
// is start on a plan of no width and grows by growth with it.
func nearer(start, growth, reach float64, of span) span {
	if growth == 0 {
		if math.Abs(start) < reach {
			return of
		}
		return span{}
	}
	one, other := (-reach-start)/growth, (reach-start)/growth
	return span{max(of.from, min(one, other)), min(of.to, max(one, other))}
}

// along is how far along the plan a length of it is.
func along(length int) float64 { return float64(length) / corpus.MaxSpot }

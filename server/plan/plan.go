// Package plan draws the map of the neighbourhood and finds places for the
// names and numbers on it.
package plan

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/server/paths"
	"shiyun/server/preferences"
	"shiyun/server/typeset"
)

// Plan is the drawn map: soft shapes for where people live and for water,
// marks for what stands there. Its lengths are those of corpus.Spot; what is
// written and touched is measured in rem, for it grows with the reader's type
// and not with the plan.
type Plan struct {
	Grounds []Mark
	Marks   []Mark
	Near    bool // a phone has room for the names; else it shows numbers
	Far     bool // a wide screen has room for the names
}

// Mark is a place or a stone on the plan.
type Mark struct {
	Kind   string // its class: water, compound, lane, community, pavilion, stone, corner, other
	Name   string
	URL    string // "" for what has no page
	X, Y   int
	Shape  string // the path of a ground; "" for a mark
	Here   bool   // the page is about it
	N      int    // its number, from 1
	Number offset // where that stands
	Near   offset // where the name stands on a phone
	Far    offset // likewise on a wide screen
}

// Left returns where the middle of a mark is, in hundredths of the plan.
func (m Mark) Left() string { return hundredths(m.X) }

// Top likewise.
func (m Mark) Top() string { return hundredths(m.Y) }

func hundredths(length int) string { return fmt.Sprintf("%g%%", float64(length)/(corpus.MaxSpot/100)) }

// Here is what a page with a plan is about; zero for nothing.
type Here struct {
	Place corpus.PlaceID
	Stone corpus.StoneID
}

// Drawing is a plan as a template draws it.
type Drawing struct {
	Plan *Plan
	Pick string // set where a spot is chosen by touching the plan
}

// Of hands a plan to the template that draws it.
func Of(p *Plan) Drawing { return Drawing{Plan: p} }

// ToPick also draws an empty plan: the first spot has to go somewhere.
func ToPick(p *Plan) Drawing {
	if p == nil {
		p = &Plan{}
	}
	return Drawing{p, "pick"}
}

// placeClasses are how each kind of place is drawn.
var placeClasses = map[corpus.PlaceKind]string{
	corpus.PlaceCommunity: "community", corpus.PlaceCompound: "compound", corpus.PlaceLane: "lane", corpus.PlaceWater: "water",
	corpus.PlacePavilion: "pavilion", corpus.PlaceStone: "rock", corpus.PlaceCorner: "corner", corpus.PlaceOther: "other",
}

// reaches are the half axes of grounds.
var reaches = map[string][2]float64{"water": {250, 120}, "compound": {150, 105}, "lane": {140, 95}}

// Draw returns the plan of the places that have a spot, and the stones that have one of
// their own; nil where there is nothing to draw.
func Draw(places []corpus.Place, stones []corpus.Stone, at Here, prefs preferences.Preferences) *Plan {
	var p Plan
	for _, place := range places {
		if place.At == nil {
			continue
		}
		m := Mark{Kind: placeClasses[place.Kind], Name: typeset.Shorten(place.Name, longestName), URL: paths.Place(place.ID), X: place.At.X, Y: place.At.Y,
			Here: place.ID == at.Place && at.Stone == 0}
		if reach, soft := reaches[m.Kind]; soft {
			m.Shape = blob(int64(place.ID), *place.At, reach)
		}
		if m.Shape != "" || m.Kind == "community" {
			p.Grounds = append(p.Grounds, m)
		} else {
			m.Here = m.Here || place.ID == at.Place && !ownSpot(stones, at.Stone)
			p.Marks = append(p.Marks, m)
		}
	}
	for _, st := range stones {
		if st.At != nil {
			p.Marks = append(p.Marks, Mark{Kind: "stone", Name: typeset.Shorten(st.Name, longestName), URL: paths.Stone(st.Code), X: st.At.X, Y: st.At.Y, Here: st.ID == at.Stone})
		}
	}
	if len(p.Grounds)+len(p.Marks) == 0 {
		return nil
	}
	p.name(prefs)
	slices.SortStableFunc(p.Grounds, func(a, b Mark) int { return strings.Compare(b.Kind, a.Kind) }) // water below all
	return &p
}

// longestName is how much of a name the plan shows.
const longestName = 7

// Key returns all that is drawn, by number.
func (p *Plan) Key() []Mark {
	return slices.SortedFunc(slices.Values(slices.Concat(p.Grounds, p.Marks)), func(a, b Mark) int { return cmp.Compare(a.N, b.N) })
}

func ownSpot(stones []corpus.Stone, id corpus.StoneID) bool {
	return slices.ContainsFunc(stones, func(st corpus.Stone) bool { return st.ID == id && st.At != nil })
}

// blob is a closed soft shape around a spot, as if drawn with a brush; always
// the same for the same number.
func blob(seed int64, at corpus.Spot, reach [2]float64) string {
	const corners = 8
	h := fnv.New64a()
	fmt.Fprint(h, seed) // a hash never fails to take bytes
	bits := h.Sum64()
	var points [corners][2]float64
	for i := range points {
		swell := 0.9 + float64(bits>>(8*i)&0xff)/255*0.22
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		points[i] = [2]float64{float64(at.X) + swell*reach[0]*cos, float64(at.Y) + swell*reach[1]*sin}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "M%.0f %.0f", points[0][0], points[0][1])
	for i := range points { // Catmull-Rom through the points
		before, from, to, after := points[(i+corners-1)%corners], points[i], points[(i+1)%corners], points[(i+2)%corners]
		fmt.Fprintf(&b, "C%.0f %.0f %.0f %.0f %.0f %.0f", from[0]+(to[0]-before[0])/6, from[1]+(to[1]-before[1])/6,
			to[0]-(after[0]-from[0])/6, to[1]-(after[1]-from[1])/6, to[0], to[1])
	}
	return b.String() + "Z"
}

package similarity

import "slices"

// maxCells bounds the table for one stretch between anchors: 512 characters
// against 512.
const maxCells = 1 << 18

// align goes from anchor to anchor and aligns what lies between.
func (d *differ) align(a, b []char) {
	head := 0
	for head < min(len(a), len(b)) && a[head].folded == b[head].folded {
		d.pair(a[head], b[head])
		head++
	}
	a, b = a[head:], b[head:]
	tail := 0
	for tail < min(len(a), len(b)) && a[len(a)-1-tail].folded == b[len(b)-1-tail].folded {
		tail++
	}
	endA, endB := len(a)-tail, len(b)-tail
	i, j := 0, 0
	for _, p := range anchors(a[:endA], b[:endB]) {
		d.stretch(a[i:p.a], b[j:p.b])
		d.pair(a[p.a], b[p.b])
		i, j = p.a+1, p.b+1
	}
	d.stretch(a[i:endA], b[j:endB])
	for n := range tail {
		d.pair(a[endA+n], b[endB+n])
	}
}

// place is a character of a and the one of b it stands for.
type place struct{ a, b int }

// anchors are the longest row of places, rising on both sides, where a run of
// gramLength begins that occurs once in a and once in b. Lines swapped leave
// one of them in place.
func anchors(a, b []char) []place {
	type seen struct{ place, times place }
	runs := make(map[[gramLength]rune]seen)
	for i := range max(0, len(a)-gramLength+1) {
		s := runs[gramAt(a, i)]
		s.place.a, s.times.a = i, s.times.a+1
		runs[gramAt(a, i)] = s
	}
	for j := range max(0, len(b)-gramLength+1) {
		if s, ok := runs[gramAt(b, j)]; ok {
			s.place.b, s.times.b = j, s.times.b+1
			runs[gramAt(b, j)] = s
		}
	}
	var unique []place
	for _, s := range runs {
		if s.times == (place{1, 1}) {
			unique = append(unique, s.place)
		}
	}
	slices.SortFunc(unique, func(p, q place) int { return p.a - q.a })
	return rising(unique)
}

func gramAt(chars []char, i int) (gram [gramLength]rune) {
	for n := range gram {
		gram[n] = chars[i+n].folded
	}
	return gram
}

// rising is the longest subsequence of places, in order of a, that rises in b
// too (patience sorting).
func rising(places []place) []place {
	var ends []int // ends[n] is the place that ends a row of n+1 and is lowest in b
	before := make([]int, len(places))
	for i, p := range places {
		n, _ := slices.BinarySearchFunc(ends, p.b, func(end, b int) int { return places[end].b - b })
		before[i] = -1
		if n > 0 {
			before[i] = ends[n-1]
		}
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
	}
	row := make([]place, len(ends))
	if len(ends) > 0 {
		for n, i := len(ends)-1, ends[len(ends)-1]; i >= 0; n, i = n-1, before[i] {
			row[n] = places[i]
		}
	}
	return row
}

// stretch aligns a with b by the fewest characters changed, missing or added.
func (d *differ) stretch(a, b []char) {
	if len(a) == 0 || len(b) == 0 || len(a) > maxCells/len(b) {
		d.onlyA(a)
		d.onlyB(b)
		return
	}
	cost := restCosts(a, b)
	at := func(i, j int) int32 { return cost[i*(len(b)+1)+j] }
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && at(i, j) == at(i+1, j+1)+differs(a[i], b[j]):
			d.pair(a[i], b[j])
			i, j = i+1, j+1
		case i < len(a) && at(i, j) == at(i+1, j)+1:
			d.onlyA(a[i : i+1])
			i++
		default:
			d.onlyB(b[j : j+1])
			j++
		}
	}
}

// restCosts is the table of Levenshtein distances from every place to the end.
func restCosts(a, b []char) []int32 {
	width := len(b) + 1
	cost := make([]int32, (len(a)+1)*width)
	for i := len(a); i >= 0; i-- {
		for j := len(b); j >= 0; j-- {
			switch {
			case i == len(a):
				cost[i*width+j] = int32(len(b) - j)
			case j == len(b):
				cost[i*width+j] = int32(len(a) - i)
			default:
				cost[i*width+j] = min(cost[(i+1)*width+j+1]+differs(a[i], b[j]), cost[(i+1)*width+j]+1, cost[i*width+j+1]+1)
			}
		}
	}
	return cost
}

func differs(a, b char) int32 {
	if a.folded == b.folded {
		return 0
	}
	return 1
}

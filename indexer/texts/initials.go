package texts

import (
	"slices"
	"strings"
	"sync"

	"shiyun/corpus"
)

// initialsPage is the initials of a page's poems run together, so that looking
// through all of them reads memory in order: on 350,000 poems a few
// milliseconds, against ten times as many when going from poem to poem.
type initialsPage struct {
	letters string
	starts  []int // where each poem's letters start
	ids     []corpus.PoemID
}

func newInitialsPage(poems *[pageSize]*Poem) initialsPage {
	var page initialsPage
	var letters strings.Builder
	for _, p := range poems {
		if p == nil {
			continue
		}
		page.starts = append(page.starts, letters.Len())
		page.ids = append(page.ids, p.ID)
		letters.WriteString(p.Initials)
		letters.WriteString(separator) // no run goes from one poem into the next
	}
	page.letters = letters.String()
	return page
}

// scanners is how many goroutines look through the initials: more than the
// cores of a small box would only wait for each other.
const scanners = 2

// WithInitials returns the poems that somewhere have, one after another,
// characters whose initials by their commonest reading are in the sets, in
// order of id.
func (s *Snapshot) WithInitials(sets []Letters) []corpus.PoemID {
	if len(sets) == 0 {
		return nil
	}
	probe := rarest(sets)
	var found [scanners][]corpus.PoemID
	var scanning sync.WaitGroup
	for i := range int64(scanners) {
		scanning.Go(func() {
			for n := i * (s.last + 1) / scanners; n < (i+1)*(s.last+1)/scanners; n++ {
				if p := s.pages[n]; p != nil {
					found[i] = p.initials().find(sets, probe, found[i])
				}
			}
		})
	}
	scanning.Wait()
	return slices.Concat(found[:]...)
}

// shares is how many of a thousand characters of verse have each initial, from
// none and a to z; counted on 343,795 poems.
var shares = [alphabet]float64{32, 5, 39, 57, 41, 8, 32, 38, 47, 0, 70, 17, 56, 30, 17, 1, 13, 48, 26, 106, 30, 0, 0, 43, 61, 107, 78}

// share is the part of all characters whose initial is in the set.
func (l Letters) share() float64 {
	sum := 0.0
	for n := range l.each {
		sum += shares[n] / 1000
	}
	return sum
}

// rarest is the place of the set that the fewest characters are in.
func rarest(sets []Letters) int {
	best := 0
	for i, set := range sets {
		if set.share() < sets[best].share() {
			best = i
		}
	}
	return best
}

// find looks for each letter of the set at probe in turn: one reading in
// seven begins with y and one in fifty with k, and looking for the rarest
// passes over most of the text at the speed of memory.
func (page initialsPage) find(sets []Letters, probe int, found []corpus.PoemID) []corpus.PoemID {
	before := len(found)
	for n := range sets[probe].each {
		letter := byte('.')
		if n > 0 {
			letter = byte(n) + 'a' - 1
		}
		found = page.findLetter(letter, sets, probe, found)
	}
	if sets[probe]&(sets[probe]-1) != 0 {
		slices.Sort(found[before:])
		found = found[:before+len(slices.Compact(found[before:]))]
	}
	return found
}

func (page initialsPage) findLetter(letter byte, sets []Letters, probe int, found []corpus.PoemID) []corpus.PoemID {
	for from := probe; from < len(page.letters); {
		i := strings.IndexByte(page.letters[from:], letter)
		if i < 0 {
			break
		}
		start := from + i - probe
		from += i + 1
		if !standsAt(page.letters[start:], sets) {
			continue
		}
		poem, exact := slices.BinarySearch(page.starts, start)
		if !exact {
			poem--
		}
		found = append(found, page.ids[poem])
		if poem+1 == len(page.starts) {
			break
		}
		from = max(from, page.starts[poem+1]+probe) // one place in a poem is enough
	}
	return found
}

func standsAt(text string, sets []Letters) bool {
	if len(text) < len(sets) {
		return false
	}
	for i, set := range sets {
		if set&bitOf[text[i]] == 0 {
			return false
		}
	}
	return true
}

// bitOf is the set of the letter alone, for what Poem.Initials holds.
var bitOf = func() (bits [256]Letters) {
	bits['.'] = 1
	for c := byte('a'); c <= 'z'; c++ {
		bits[c] = LetterSet(c)
	}
	return bits
}()

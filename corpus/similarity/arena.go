package similarity

import "unicode/utf16"

// arena holds folded texts end to end as UTF-16: half the memory of code
// points, and surrogate pairs are rare. No text crosses a page, so that pages
// never move as the archive grows.
type arena struct {
	pages [][]uint16
	used  uint32 // units, the ends of pages left empty included
}

// arenaPage is in UTF-16 units; the longest text, twice corpus.MaxBody, must
// fit.
const arenaPage = 1 << 18

// span is where a text lies, in UTF-16 units.
type span struct{ start, length uint32 }

func (a *arena) put(text []rune) span {
	length := uint32(len(text))
	for _, r := range text {
		if r > 0xFFFF {
			length++
		}
	}
	if a.used%arenaPage+length > arenaPage {
		a.used += arenaPage - a.used%arenaPage
	}
	if int(a.used/arenaPage) == len(a.pages) {
		a.pages = append(a.pages, make([]uint16, arenaPage))
	}
	s := span{a.used, length}
	units := a.units(s)[:0]
	for _, r := range text {
		units = utf16.AppendRune(units, r)
	}
	a.used += length
	return s
}

func (a *arena) units(s span) []uint16 {
	at := s.start % arenaPage
	return a.pages[s.start/arenaPage][at : at+s.length]
}

// text appends the code points of a text to buf.
func (a *arena) text(buf []rune, s span) []rune {
	units := a.units(s)
	for i := 0; i < len(units); i++ {
		r := rune(units[i])
		if utf16.IsSurrogate(r) {
			i++
			r = utf16.DecodeRune(r, rune(units[i]))
		}
		buf = append(buf, r)
	}
	return buf
}

// trim lets go of the pages that hold nothing any more.
func (a *arena) trim() {
	n := int(a.used+arenaPage-1) / arenaPage
	clear(a.pages[n:])
	a.pages = a.pages[:n]
}

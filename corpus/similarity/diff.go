package similarity

import (
	"unicode/utf8"

	"shiyun/corpus/fold"
)

// SegmentKind says how a stretch of one text stands to the other.
type SegmentKind uint8

const (
	// Same is equal, code point for code point.
	Same SegmentKind = iota + 1
	// Variant differs only in what folding takes away: script, variant
	// characters, width, punctuation, spaces, line ends. One side may be
	// empty.
	Variant
	// Changed has other characters in their place, as many on either side.
	Changed
	// OnlyA is missing from b.
	OnlyA
	// OnlyB is missing from a.
	OnlyB
)

// Segment is a stretch of two texts shown side by side.
type Segment struct {
	A, B string
	Kind SegmentKind
}

// Diff cuts two texts into segments: all A in a row are a, all B in a row are
// b, byte for byte, and no two neighbours are of one kind. Where the texts
// part for more than some 500 characters without four in a row in common, the
// stretches are given whole as OnlyA and OnlyB, so that 20,000 characters on
// either side stay a matter of milliseconds.
func Diff(a, b string) []Segment {
	left, right := readText(a), readText(b)
	var d differ
	d.between(left.head, right.head)
	d.align(left.chars, right.chars)
	return d.cut(a, b)
}

// text is a text as the characters that folding keeps; what it drops hangs on
// the character before.
type text struct {
	head  string // dropped before the first character
	chars []char
}

type char struct {
	folded    rune
	raw, tail string
}

func readText(s string) text {
	var t text
	from := 0 // where the tail of the character before begins
	for i, r := range s {
		if f, ok := fold.Rune(r); ok {
			t.endTail(s[from:i])
			from = i + utf8.RuneLen(r)
			t.chars = append(t.chars, char{folded: f, raw: s[i:from]})
		}
	}
	t.endTail(s[from:])
	return t
}

func (t *text) endTail(tail string) {
	if n := len(t.chars); n > 0 {
		t.chars[n-1].tail = tail
	} else {
		t.head = tail
	}
}

// differ gathers the segments, in bytes of either text; joining strings as
// they come would copy a long text once for every character.
type differ struct{ lengths []segmentLengths }

type segmentLengths struct {
	a, b int
	kind SegmentKind
}

func (d *differ) add(a, b string, kind SegmentKind) {
	if a == "" && b == "" {
		return
	}
	if n := len(d.lengths); n == 0 || d.lengths[n-1].kind != kind {
		d.lengths = append(d.lengths, segmentLengths{kind: kind})
	}
	last := &d.lengths[len(d.lengths)-1]
	last.a, last.b = last.a+len(a), last.b+len(b)
}

func (d *differ) cut(a, b string) []Segment {
	segments := make([]Segment, 0, len(d.lengths))
	for _, l := range d.lengths {
		segments = append(segments, Segment{a[:l.a], b[:l.b], l.kind})
		a, b = a[l.a:], b[l.b:]
	}
	return segments
}

// between adds two stretches that fold to the same.
func (d *differ) between(a, b string) {
	if a == b {
		d.add(a, b, Same)
	} else {
		d.add(a, b, Variant)
	}
}

// pair adds a character of a beside one of b.
func (d *differ) pair(a, b char) {
	if a.folded != b.folded {
		d.add(a.raw, b.raw, Changed)
	} else {
		d.between(a.raw, b.raw)
	}
	d.between(a.tail, b.tail)
}

func (d *differ) onlyA(chars []char) {
	for _, c := range chars {
		d.add(c.raw+c.tail, "", OnlyA)
	}
}

func (d *differ) onlyB(chars []char) {
	for _, c := range chars {
		d.add("", c.raw+c.tail, OnlyB)
	}
}

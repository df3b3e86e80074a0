// Package typeface cuts a font of just the characters a page needs out of one
// typeface. A poem of sixty characters takes some twenty kilobytes; the fixed
// slices other sites ship would come to a megabyte for the same poem, because
// verse draws on every corner of the dictionary.
package typeface

import "slices"

// MaxCharacters bounds the characters of one font: a 赋 of three thousand
// characters has some nine hundred different ones.
const MaxCharacters = 2000

// Characters are those of a text the face can draw, sorted, each once, at
// most MaxCharacters.
func (f *Face) Characters(text string) []rune {
	var runes []rune
	met := map[rune]bool{}
	for _, r := range text {
		if _, ok := f.places[r]; ok && !met[r] && len(runes) < MaxCharacters {
			met[r] = true
			runes = append(runes, r)
		}
	}
	slices.Sort(runes)
	return runes
}

// WOFF makes a font of the characters, which must come from Characters.
func (f *Face) WOFF(runes []rune) ([]byte, error) {
	t, err := f.subset(runes)
	if err != nil {
		return nil, err
	}
	return t.woff(), nil
}

// TrueType makes the same font for drawing with.
func (f *Face) TrueType(runes []rune) ([]byte, error) {
	t, err := f.subset(runes)
	if err != nil {
		return nil, err
	}
	return t.trueType(), nil
}

// subset builds the tables browsers insist on. Glyph 0 is the empty one every
// font begins with; the characters follow in order.
func (f *Face) subset(runes []rune) (tables, error) {
	glyphs, err := f.glyphs(runes)
	if err != nil {
		return nil, err
	}
	t := tables{}
	for _, tag := range shared {
		t[tag] = slices.Clone(f.shared[tag])
	}
	count := len(glyphs) + 1
	be.PutUint16(t["head"][50:], 1) // offsets of 32 bits
	be.PutUint16(t["hhea"][34:], uint16(count))
	t["hmtx"] = be.AppendUint16(be.AppendUint16(nil, 1000), 0)
	t["loca"] = be.AppendUint32(nil, 0)
	t["loca"] = be.AppendUint32(t["loca"], 0)
	points, contours := 0, 0
	for _, g := range glyphs {
		t["hmtx"] = be.AppendUint16(be.AppendUint16(t["hmtx"], g.advance), uint16(g.bearing))
		t["glyf"] = pad(append(t["glyf"], g.outline...))
		t["loca"] = be.AppendUint32(t["loca"], uint32(len(t["glyf"])))
		n := int(be.Uint16(g.outline))
		contours = max(contours, n)
		if n > 0 && len(g.outline) >= 10+2*n {
			points = max(points, int(be.Uint16(g.outline[10+2*(n-1):]))+1)
		}
	}
	t["maxp"] = maxp(count, points, contours)
	t["cmap"] = cmap(runes)
	t["name"] = names("Shiyun Kai")
	t["post"] = append(be.AppendUint32(nil, 0x00030000), make([]byte, 28)...) // without names of glyphs
	return t, nil
}

// maxp is version 1.0; fonts without instructions need the usual two zones
// and nothing else.
func maxp(glyphs, points, contours int) []byte {
	b := be.AppendUint32(nil, 0x00010000)
	for _, n := range []int{glyphs, points, contours, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0} {
		b = be.AppendUint16(b, uint16(n))
	}
	return b
}

// cmap maps the characters, sorted, to the glyphs from 1 on, in a subtable of
// format 12: one group a character.
func cmap(runes []rune) []byte {
	b := be.AppendUint16(nil, 0)
	b = be.AppendUint16(b, 1)
	b = be.AppendUint16(be.AppendUint16(b, 3), 10) // Windows, full Unicode
	b = be.AppendUint32(b, 12)
	b = be.AppendUint16(be.AppendUint16(b, 12), 0)
	b = be.AppendUint32(b, uint32(16+12*len(runes)))
	b = be.AppendUint32(b, 0)
	b = be.AppendUint32(b, uint32(len(runes)))
	for i, r := range runes {
		b = be.AppendUint32(b, uint32(r))
		b = be.AppendUint32(b, uint32(r))
		b = be.AppendUint32(b, uint32(i+1))
	}
	return b
}

// names gives the family, style, full name and PostScript name. The licence
// reserves the original's names for the original; a cut of it bears its own.
func names(family string) []byte {
	ids := []struct {
		id   uint16
		text string
	}{{1, family}, {2, "Regular"}, {4, family}, {6, "ShiyunKai-Regular"}, {13, "SIL Open Font License 1.1"}}
	b := be.AppendUint16(nil, 0)
	b = be.AppendUint16(b, uint16(len(ids)))
	b = be.AppendUint16(b, uint16(6+12*len(ids)))
	var text []byte
	for _, n := range ids {
		for _, v := range []uint16{3, 1, 0x409, n.id, uint16(2 * len(n.text)), uint16(len(text))} {
			b = be.AppendUint16(b, v)
		}
		for _, c := range n.text {
			text = be.AppendUint16(text, uint16(c))
		}
	}
	return append(b, text...)
}

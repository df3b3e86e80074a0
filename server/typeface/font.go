package typeface

// font is one TrueType font to take outlines from.
type font struct {
	t          tables
	characters map[rune]int // character to glyph
	glyphCount int
	hMetrics   int
	longLoca   bool
}

func openFont(t tables) (*font, error) {
	for tag, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "OS/2": 68, "cmap": 4, "loca": 2} {
		if len(t[tag]) < least {
			return nil, errBroken
		}
	}
	f := &font{t: t, glyphCount: int(be.Uint16(t["maxp"][4:])), hMetrics: int(be.Uint16(t["hhea"][34:])), longLoca: be.Uint16(t["head"][50:]) == 1}
	var err error
	f.characters, err = readCmap(t["cmap"])
	return f, err
}

// maxMapped bounds the characters of one font: a forged table of overlapping
// ranges would be walked for minutes.
const maxMapped = 1 << 17

// maxOutline bounds one outline in bytes; 龘 has under two thousand.
const maxOutline = 16 << 10

// readCmap reads the subtables of format 4 and 12; between them they hold
// every character of the fonts this package is made from.
func readCmap(b []byte) (map[rune]int, error) {
	characters := map[rune]int{}
	for i := range int(be.Uint16(b[2:])) {
		if 4+8*i+8 > len(b) {
			return nil, errBroken
		}
		at := int(be.Uint32(b[4+8*i+4:]))
		if at+16 > len(b) {
			return nil, errBroken
		}
		sub := b[at:]
		var err error
		switch be.Uint16(sub) {
		case 4:
			err = readSegments(sub, characters)
		case 12:
			err = readGroups(sub, characters)
		}
		if err != nil {
			return nil, err
		}
	}
	return characters, nil
}

func readSegments(sub []byte, into map[rune]int) error {
	n := int(be.Uint16(sub[6:])) / 2
	if 16+8*n > len(sub) {
		return errBroken
	}
	for i := range n {
		end, start := int(be.Uint16(sub[14+2*i:])), int(be.Uint16(sub[16+2*n+2*i:]))
		if end-start > maxMapped-len(into) {
			return errBroken
		}
		delta, jump := int(be.Uint16(sub[16+4*n+2*i:])), int(be.Uint16(sub[16+6*n+2*i:]))
		for c := start; c <= end && c != 0xFFFF; c++ {
			id := c
			if jump != 0 {
				at := 16 + 6*n + 2*i + jump + 2*(c-start)
				if at+2 > len(sub) {
					return errBroken
				}
				id = int(be.Uint16(sub[at:]))
			}
			if id = (id + delta) & 0xFFFF; id != 0 {
				into[rune(c)] = id
			}
		}
	}
	return nil
}

func readGroups(sub []byte, into map[rune]int) error {
	n := int(be.Uint32(sub[12:]))
	if n > len(sub)/12 || 16+12*n > len(sub) {
		return errBroken
	}
	for i := range n {
		g := sub[16+12*i:]
		start, end, id := int(be.Uint32(g)), int(be.Uint32(g[4:])), int(be.Uint32(g[8:]))
		if end-start > maxMapped-len(into) {
			return errBroken
		}
		for c := start; c <= end; c++ {
			into[rune(c)] = id + c - start
		}
	}
	return nil
}

// glyph returns an outline, none for one composed of others: those few are
// left to the reader's own fonts.
func (f *font) glyph(id int) (glyph, bool) {
	outline := f.outline(id)
	if len(outline) < 10 || len(outline) > maxOutline || int16(be.Uint16(outline)) < 0 {
		return glyph{}, false
	}
	last := min(id, f.hMetrics-1)
	hmtx := f.t["hmtx"]
	bearing := 4*last + 2
	if id >= f.hMetrics {
		bearing = 4*f.hMetrics + 2*(id-f.hMetrics)
	}
	if last < 0 || bearing+2 > len(hmtx) {
		return glyph{}, false
	}
	return glyph{be.Uint16(hmtx[4*last:]), int16(be.Uint16(hmtx[bearing:])), outline}, true
}

func (f *font) outline(id int) []byte {
	start, end := f.location(id), f.location(id+1)
	if id >= f.glyphCount || start < 0 || end <= start || end > len(f.t["glyf"]) {
		return nil
	}
	return f.t["glyf"][start:end]
}

func (f *font) location(id int) int {
	loca := f.t["loca"]
	switch {
	case f.longLoca && 4*id+4 <= len(loca):
		return int(be.Uint32(loca[4*id:]))
	case !f.longLoca && 2*id+2 <= len(loca):
		return 2 * int(be.Uint16(loca[2*id:]))
	}
	return -1
}

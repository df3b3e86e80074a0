package typeface

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"slices"
	"unicode"
)

// A pack holds the outlines of one typeface by character:
//
//	magic, then the lengths (uint32) and bytes of the tables head, hhea, OS/2
//	number of characters (uint32), of them for each, sorted:
//	    code point (uint32), advance (uint16), left side bearing (int16), bytes of outline (uint32)
//	blocks of blockSize outlines, each as its packed length (uint32) and deflated bytes
//
// all numbers big-endian. Blocks keep a look-up of some eighty characters from
// inflating the whole typeface.
const (
	magic     = "shiyun kai 1\n"
	blockSize = 32
	record    = 12
)

var shared = []string{"head", "hhea", "OS/2"}

// glyph is a character's outline in the form of the glyf table.
type glyph struct {
	advance uint16
	bearing int16
	outline []byte
}

// Pack collects the outlines of a typeface from the fonts it is cut into.
type Pack struct {
	shared map[string][]byte
	glyphs map[rune]glyph
}

// NewPack begins an empty pack.
func NewPack() *Pack { return &Pack{shared: map[string][]byte{}, glyphs: map[rune]glyph{}} }

// Len is how many characters it holds.
func (p *Pack) Len() int { return len(p.glyphs) }

// Add takes the Chinese characters of a WOFF 1 file. Everything else, the
// punctuation above all, is left to the reader's own fonts: those know how it
// stands in vertical text.
func (p *Pack) Add(woff []byte) error {
	t, err := readWOFF(woff)
	if err != nil {
		return err
	}
	f, err := openFont(t)
	if err != nil {
		return err
	}
	for _, tag := range shared {
		p.shared[tag] = t[tag]
	}
	for r, id := range f.characters {
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		if g, ok := f.glyph(id); ok {
			p.glyphs[r] = g
		}
	}
	return nil
}

// Bytes is the pack as it is kept.
func (p *Pack) Bytes() []byte {
	b := []byte(magic)
	for _, tag := range shared {
		b = be.AppendUint32(b, uint32(len(p.shared[tag])))
		b = append(b, p.shared[tag]...)
	}
	runes := make([]rune, 0, len(p.glyphs))
	for r := range p.glyphs {
		runes = append(runes, r)
	}
	slices.Sort(runes)
	b = be.AppendUint32(b, uint32(len(runes)))
	for _, r := range runes {
		g := p.glyphs[r]
		b = be.AppendUint32(b, uint32(r))
		b = be.AppendUint16(b, g.advance)
		b = be.AppendUint16(b, uint16(g.bearing))
		b = be.AppendUint32(b, uint32(len(g.outline)))
	}
	for block := range slices.Chunk(runes, blockSize) {
		var packed bytes.Buffer
		w, _ := flate.NewWriter(&packed, flate.BestCompression) // the level is one it knows
		for _, r := range block {
			_, _ = w.Write(p.glyphs[r].outline) // a buffer takes everything
		}
		_ = w.Close()
		b = be.AppendUint32(b, uint32(packed.Len()))
		b = append(b, packed.Bytes()...)
	}
	return b
}

// Face is a typeface to take fonts from. It may be used from any goroutine.
type Face struct {
	shared map[string][]byte
	places map[rune]int // of the character among all
	heads  []byte       // the records of all characters
	blocks [][]byte     // deflated
}

// Open reads a pack.
func Open(pack []byte) (*Face, error) {
	r := &reader{b: pack}
	if string(r.take(len(magic))) != magic {
		return nil, errBroken
	}
	f := &Face{shared: map[string][]byte{}, places: map[rune]int{}}
	for _, tag := range shared {
		f.shared[tag] = r.take(int(r.number()))
	}
	n := int(r.number())
	f.heads = r.take(n * record)
	if r.failed {
		return nil, errBroken
	}
	for i := range n {
		f.places[rune(be.Uint32(f.heads[i*record:]))] = i
	}
	for range (n + blockSize - 1) / blockSize {
		f.blocks = append(f.blocks, r.take(int(r.number())))
	}
	if r.failed || len(f.shared["head"]) < 54 || len(f.shared["hhea"]) < 36 || len(f.shared["OS/2"]) < 68 {
		return nil, errBroken
	}
	return f, nil
}

// glyphs returns the outlines of the characters the face has, in the order
// given.
func (f *Face) glyphs(runes []rune) ([]glyph, error) {
	inflated := map[int][][]byte{}
	glyphs := make([]glyph, len(runes))
	for i, r := range runes {
		place := f.places[r]
		block := place / blockSize
		if inflated[block] == nil {
			outlines, err := f.inflate(block)
			if err != nil {
				return nil, err
			}
			inflated[block] = outlines
		}
		head := f.heads[place*record:]
		glyphs[i] = glyph{be.Uint16(head[4:]), int16(be.Uint16(head[6:])), inflated[block][place%blockSize]}
	}
	return glyphs, nil
}

func (f *Face) inflate(block int) ([][]byte, error) {
	r := flate.NewReader(bytes.NewReader(f.blocks[block]))
	all, err := io.ReadAll(io.LimitReader(r, maxTable))
	if err != nil {
		return nil, fmt.Errorf("inflate outlines: %w", err)
	}
	var outlines [][]byte
	for i := block * blockSize; i < min((block+1)*blockSize, len(f.heads)/record); i++ {
		n := int(be.Uint32(f.heads[i*record+8:]))
		if n > len(all) {
			return nil, errBroken
		}
		outlines = append(outlines, all[:n])
		all = all[n:]
	}
	return outlines, nil
}

// reader reads a pack without running over its end.
type reader struct {
	b      []byte
	failed bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.failed = true
		return nil
	}
	part := r.b[:n]
	r.b = r.b[n:]
	return part
}

func (r *reader) number() uint32 {
	if b := r.take(4); b != nil {
		return be.Uint32(b)
	}
	return 0
}

// Package card draws the picture of a poem that people send on: vertical text
// on paper, the archive's seal, and a QR code that leads to the poem.
package card

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"shiyun/server/typeface"
)

// Card is what a picture shows.
type Card struct {
	Title  string
	Author string
	// Columns are the clauses of the poem, each a column; the empty ones part
	// stanzas. Those that find no room are left out, and Rest stands for them.
	Columns []string
	Rest    string // said where the poem does not fit, such as 全诗请扫码
	Site    string // the archive's name
	Seal    string // two characters or four, in the seal
	Address string // what the QR code leads to; "" for none
	Colours Colours
}

// The sizes in pixels: a phone's screen, and the square that links show.
var (
	Tall   = image.Pt(1080, 1440)
	Square = image.Pt(1080, 1080)
)

// Colours are those a community may choose; each that is zero is the program's.
type Colours struct{ Paper, Seal color.RGBA }

// The colours are those of the pages.
var (
	ordinary = Colours{Paper: color.RGBA{0xfa, 0xf6, 0xec, 0xff}, Seal: color.RGBA{0x8f, 0x2a, 0x1e, 0xff}}

	ink  = color.RGBA{0x2a, 0x25, 0x21, 0xff}
	soft = color.RGBA{0x63, 0x5a, 0x50, 0xff}
	rule = color.RGBA{0xdd, 0xd2, 0xbb, 0xff}
)

func (c Colours) filled() Colours {
	if c.Paper == (color.RGBA{}) {
		c.Paper = ordinary.Paper
	}
	if c.Seal == (color.RGBA{}) {
		c.Seal = ordinary.Seal
	}
	return c
}

const (
	margin = 96  // of the text from the edge
	frame  = 40  // of the frame from the edge
	footer = 240 // height of the seal and the code
	code   = 176 // width of the QR code with its quiet zone
)

// PNG draws the card in one of the sizes.
func PNG(face *typeface.Face, c Card, size image.Point) ([]byte, error) {
	c.Title, c.Author = shortened(c.Title, maxTitle), shortened(c.Author, maxAuthor)
	p, err := newPen(face, size, c.Title+c.Author+c.Site+c.Seal+c.Rest+join(c.Columns))
	if err != nil {
		return nil, err
	}
	p.colours = c.Colours.filled()
	p.fill(image.Rectangle{Max: size}, p.colours.Paper)
	p.frame(image.Rectangle{Max: size}.Inset(frame), rule)
	if err := p.poem(c, image.Rect(margin, margin, size.X-margin, size.Y-margin-footer)); err != nil {
		return nil, err
	}
	if err := p.foot(c, image.Rect(margin, size.Y-margin-code, size.X-margin, size.Y-margin)); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, paletted(p.img, p.colours)); err != nil {
		return nil, fmt.Errorf("encode card: %w", err)
	}
	return b.Bytes(), nil
}

// maxTitle and maxAuthor keep room for the poem, in characters.
const (
	maxTitle  = 40
	maxAuthor = 14
)

func shortened(text string, most int) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), most)])
}

// poem sets title, author and columns from right to left, as large as they
// fit.
func (p *pen) poem(c Card, box image.Rectangle) error {
	l := fit(c, box.Size())
	for _, run := range l.runs {
		if err := p.vertical(run.text, run.size, box.Max.X-run.right, box.Min.Y+run.top, run.colour); err != nil {
			return err
		}
	}
	return nil
}

// foot draws the seal with the archive's name, and the code.
func (p *pen) foot(c Card, box image.Rectangle) error {
	const side = 116
	at := image.Rect(box.Max.X-side, box.Max.Y-side, box.Max.X, box.Max.Y)
	if err := p.sealAt(c.Seal, at); err != nil {
		return err
	}
	if err := p.horizontal(c.Site, 40, at.Min.X-24, at.Max.Y-16, soft); err != nil {
		return err
	}
	if c.Address == "" {
		return nil
	}
	return p.code(c.Address, image.Rect(box.Min.X, box.Min.Y, box.Min.X+code, box.Max.Y))
}

// sealAt draws two characters below each other, or four in two columns, in
// paper on red.
func (p *pen) sealAt(text string, at image.Rectangle) error {
	paper := p.colours.Paper
	p.fill(at, p.colours.Seal)
	p.frame(at.Inset(5), paper)
	runes := []rune(text)
	columns := (len(runes) + 1) / 2
	size := (at.Dx() - 20) / 2
	for i, r := range runes {
		x := at.Max.X - (at.Dx()-columns*size)/2 - (i/2+1)*size
		y := at.Min.Y + 10 + i%2*size
		if err := p.character(r, size, x, y, paper); err != nil {
			return err
		}
	}
	return nil
}

// code draws the QR code with a quiet zone of the paper around it.
func (p *pen) code(address string, at image.Rectangle) error {
	c, err := qr.Encode(address, qr.M, qr.Auto)
	if err == nil {
		c, err = barcode.Scale(c, at.Dx(), at.Dy())
	}
	if err != nil {
		return fmt.Errorf("encode address: %w", err)
	}
	for y := range at.Dy() {
		for x := range at.Dx() {
			if c.At(x, y) == color.Black {
				p.img.SetRGBA(at.Min.X+x, at.Min.Y+y, ink)
			}
		}
	}
	return nil
}

func (p *pen) fill(r image.Rectangle, c color.Color) {
	draw.Draw(p.img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

func (p *pen) frame(r image.Rectangle, c color.Color) {
	const thick = 3
	p.fill(image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+thick), c)
	p.fill(image.Rect(r.Min.X, r.Max.Y-thick, r.Max.X, r.Max.Y), c)
	p.fill(image.Rect(r.Min.X, r.Min.Y, r.Min.X+thick, r.Max.Y), c)
	p.fill(image.Rect(r.Max.X-thick, r.Min.Y, r.Max.X, r.Max.Y), c)
}

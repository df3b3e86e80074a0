package card

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gomonobold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"shiyun/server/typeface"
)

// Receipt is what the picture of a receipt shows.
type Receipt struct {
	Heading string
	Title   string // of the poem
	Code    string // the number that finds the receipt, in groups; "" for none
	Where   string // where the number is asked for
	Site    string // the archive's name
	Seal    string
	Address string // what the QR code leads to; "" for none
	Colours Colours
}

// receiptSize is the width and height of the picture in pixels.
var receiptSize = image.Pt(1080, 860)

// DrawReceipt draws a receipt as PNG, upright across: it is read, not hung.
func DrawReceipt(face *typeface.Face, r Receipt) ([]byte, error) {
	const mostTitle = 16
	r.Title = shortened(r.Title, mostTitle)
	p, err := newPen(face, receiptSize, r.Heading+r.Title+r.Where+r.Site+r.Seal)
	if err != nil {
		return nil, err
	}
	p.colours = r.Colours.filled()
	p.fill(image.Rectangle{Max: receiptSize}, p.colours.Paper)
	p.frame(image.Rectangle{Max: receiptSize}.Inset(frame), rule)
	top := margin
	for _, line := range []struct {
		text string
		size int
	}{{r.Heading, 48}, {r.Title, 56}, {r.Where, 40}} {
		colour := ink
		if line.text == r.Where {
			colour = soft
		}
		if err := p.horizontal(line.text, line.size, margin+len([]rune(line.text))*line.size, top+line.size, colour); err != nil {
			return nil, err
		}
		top += line.size * 2
	}
	if err := p.digits(r.Code, 88, margin, top+88); err != nil {
		return nil, err
	}
	foot := Card{Site: r.Site, Seal: r.Seal, Address: r.Address}
	if err := p.foot(foot, image.Rect(margin, receiptSize.Y-margin-code, receiptSize.X-margin, receiptSize.Y-margin)); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, paletted(p.img, p.colours)); err != nil {
		return nil, fmt.Errorf("encode receipt: %w", err)
	}
	return b.Bytes(), nil
}

// digits sets a number with its left end at x on the baseline, in a typeface
// that has digits and sets them equally wide: that of the poems has none.
func (p *pen) digits(text string, size, x, baseline int) error {
	parsed, err := opentype.Parse(gomonobold.TTF)
	if err != nil {
		return fmt.Errorf("parse typeface of digits: %w", err)
	}
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return fmt.Errorf("size typeface of digits: %w", err)
	}
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(ink), Face: face, Dot: fixed.P(x, baseline)}
	d.DrawString(text)
	return face.Close()
}

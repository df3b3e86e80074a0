package card

import (
	"fmt"
	"image"
	"image/color"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"shiyun/server/typeface"
)

// pen draws characters of one typeface on one picture.
type pen struct {
	img   *image.RGBA
	font  *opentype.Font
	has   map[rune]bool
	faces map[int]font.Face

	colours Colours
}

func newPen(face *typeface.Face, size image.Point, text string) (*pen, error) {
	runes := face.Characters(text)
	content, err := face.TrueType(runes)
	if err != nil {
		return nil, err
	}
	parsed, err := opentype.Parse(content)
	if err != nil {
		return nil, fmt.Errorf("parse cut of typeface: %w", err)
	}
	p := &pen{img: image.NewRGBA(image.Rectangle{Max: size}), font: parsed, has: map[rune]bool{}, faces: map[int]font.Face{}}
	for _, r := range runes {
		p.has[r] = true
	}
	return p, nil
}

// vertical sets text downwards, its right edge at right.
func (p *pen) vertical(text string, size, right, top int, c color.RGBA) error {
	for i, r := range []rune(text) {
		if err := p.character(r, size, right-size, top+i*size, c); err != nil {
			return err
		}
	}
	return nil
}

// horizontal sets text that ends at right on the baseline.
func (p *pen) horizontal(text string, size, right, bottom int, c color.RGBA) error {
	runes := []rune(text)
	for i, r := range runes {
		if err := p.character(r, size, right-(len(runes)-i)*size, bottom-size, c); err != nil {
			return err
		}
	}
	return nil
}

// character draws one in the square of the given size whose corner is at x, y.
func (p *pen) character(r rune, size, x, y int, c color.RGBA) error {
	if r == ' ' || r == '　' {
		return nil
	}
	if !p.has[r] {
		p.stand(r, size, x, y, c)
		return nil
	}
	face, err := p.face(size)
	if err != nil {
		return err
	}
	// The ideographic box of the typeface stands 0.88 above the baseline and
	// 0.12 below, as in nearly every Chinese typeface.
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(c), Face: face, Dot: fixed.P(x, y+size*88/100)}
	d.DrawString(string(r))
	return nil
}

// stand draws what is not in the typeface: a dot for a middle dot, and for
// everything else two bars (〓), the sign printers use for type they lack.
func (p *pen) stand(r rune, size, x, y int, c color.RGBA) {
	if r == '·' || r == '・' || r == '•' {
		k := max(2, size/10)
		p.fill(image.Rect(x+size/2-k/2, y+size/2-k/2, x+size/2+k/2, y+size/2+k/2), c)
		return
	}
	for _, from := range []int{25, 60} {
		p.fill(image.Rect(x+size/6, y+size*from/100, x+size*5/6, y+size*(from+15)/100), c)
	}
}

func (p *pen) face(size int) (font.Face, error) {
	if f := p.faces[size]; f != nil {
		return f, nil
	}
	f, err := opentype.NewFace(p.font, &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		return nil, fmt.Errorf("size typeface: %w", err)
	}
	p.faces[size] = f
	return f, nil
}

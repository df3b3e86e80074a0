// Package qr draws QR codes as the path of an SVG and as PNG.
package qr

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// Code is a QR code as the path of an SVG, one unit a module.
type Code struct {
	Size int // of a side, the quiet zone included
	Path string

	modules barcode.Barcode // without the quiet zone, one pixel a module
}

// quiet is the empty margin that readers need (ISO/IEC 18004: four modules).
const quiet = 4

// New makes a code that leads to an address, or holds a secret.
func New(text string) (Code, error) { return encode(qr.M, text) }

// NewTough makes a code of which a quarter may wear off, for what hangs
// outdoors.
func NewTough(text string) (Code, error) { return encode(qr.Q, text) }

func encode(level qr.ErrorCorrectionLevel, text string) (Code, error) {
	code, err := qr.Encode(text, level, qr.Auto)
	if err != nil {
		return Code{}, fmt.Errorf("make QR code: %w", err)
	}
	var path strings.Builder
	size := code.Bounds().Dx()
	for y := range size {
		for x := range size {
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	return Code{size + 2*quiet, path.String(), code}, nil
}

// PNG draws the code with its quiet zone, a module so many pixels wide.
func (q Code) PNG(module int) ([]byte, error) {
	side := q.Size * module
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for y := range side {
		for x := range side {
			if q.dark(x/module-quiet, y/module-quiet) {
				img.SetColorIndex(x, y, 1)
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("encode QR code: %w", err)
	}
	return b.Bytes(), nil
}

// dark reports whether a module is black; those of the quiet zone are not.
func (q Code) dark(x, y int) bool {
	return image.Pt(x, y).In(q.modules.Bounds()) && q.modules.At(x, y) == color.Black
}

package site

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

// QRCode is a QR code as the path of an SVG, one unit a module.
type QRCode struct {
	Size int // of a side, the quiet zone included
	Path string

	modules barcode.Barcode // without the quiet zone, one pixel a module
}

// quiet is the empty margin that readers need (ISO/IEC 18004: four modules).
const quiet = 4

// NewQR makes a code that leads to an address, or holds a secret.
func NewQR(text string) (QRCode, error) { return NewToughQR(qr.M, text) }

// NewToughQR makes a code that bears as much wear as the level says.
func NewToughQR(level qr.ErrorCorrectionLevel, text string) (QRCode, error) {
	code, err := qr.Encode(text, level, qr.Auto)
	if err != nil {
		return QRCode{}, fmt.Errorf("make QR code: %w", err)
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
	return QRCode{size + 2*quiet, path.String(), code}, nil
}

// PNG draws the code with its quiet zone, a module so many pixels wide.
func (q QRCode) PNG(module int) ([]byte, error) {
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

// dark tells whether a module is black; those of the quiet zone are not.
func (q QRCode) dark(x, y int) bool {
	return image.Pt(x, y).In(q.modules.Bounds()) && q.modules.At(x, y) == color.Black
}

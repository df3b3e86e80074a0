package card

import (
	"encoding/binary"
	"image"
	"image/color"
)

// steps is how many shades lie between the paper and each colour on it: the
// edges of characters need no more.
const steps = 24

// shades are all colours of a card. With so few, a picture is a third as large
// and written in a fraction of the time.
func (of Colours) shades() color.Palette {
	all := color.Palette{of.Paper, color.White, color.Black}
	for _, c := range []color.RGBA{ink, soft, of.Seal, rule} {
		for i := 1; i <= steps; i++ {
			all = append(all, mix(of.Paper, c, i))
		}
	}
	return all
}

func mix(from, to color.RGBA, i int) color.RGBA {
	between := func(a, b uint8) uint8 { return uint8((int(a)*(steps-i) + int(b)*i) / steps) }
	return color.RGBA{between(from.R, to.R), between(from.G, to.G), between(from.B, to.B), 0xff}
}

// paletted returns the picture in the shades nearest to its colours.
func paletted(img *image.RGBA, of Colours) *image.Paletted {
	shades := of.shades()
	flat := image.NewPaletted(img.Rect, shades)
	known := map[uint32]uint8{}
	var last uint32 // no pixel: all are opaque
	var at uint8
	for i := range flat.Pix {
		pixel := binary.LittleEndian.Uint32(img.Pix[4*i:])
		if pixel != last { // most are as the one before
			found, ok := known[pixel]
			if !ok {
				found = uint8(shades.Index(color.RGBA{uint8(pixel), uint8(pixel >> 8), uint8(pixel >> 16), uint8(pixel >> 24)}))
				known[pixel] = found
			}
			last, at = pixel, found
		}
		flat.Pix[i] = at
	}
	return flat
}

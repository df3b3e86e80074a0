package card

import (
	"image"
	"image/color"
)

// steps is how many shades lie between the paper and each colour on it: the
// edges of characters need no more.
const steps = 24

// shades are all colours of a card. With so few, a picture is a third as large
// and written in a fraction of the time.
var shades = func() color.Palette {
	all := color.Palette{paper, color.White, color.Black}
	for _, c := range []color.RGBA{ink, soft, seal, rule} {
		for i := 1; i <= steps; i++ {
			all = append(all, mix(paper, c, i))
		}
	}
	return all
}()

func mix(from, to color.RGBA, i int) color.RGBA {
	between := func(a, b uint8) uint8 { return uint8((int(a)*(steps-i) + int(b)*i) / steps) }
	return color.RGBA{between(from.R, to.R), between(from.G, to.G), between(from.B, to.B), 0xff}
}

// paletted returns the picture in the shades nearest to its colours.
func paletted(img *image.RGBA) *image.Paletted {
	flat := image.NewPaletted(img.Rect, shades)
	known := map[[4]uint8]uint8{}
	var last [4]uint8
	var at uint8
	for i := range flat.Pix {
		pixel := [4]uint8(img.Pix[4*i : 4*i+4])
		if i == 0 || pixel != last {
			found, ok := known[pixel]
			if !ok {
				found = uint8(shades.Index(color.RGBA{pixel[0], pixel[1], pixel[2], pixel[3]}))
				known[pixel] = found
			}
			last, at = pixel, found
		}
		flat.Pix[i] = at
	}
	return flat
}

package card

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"shiyun/server/typeface"
)

// markSide is the side of a mark as an SVG, in its own units.
const markSide = 64

// squares are where the characters of a mark stand: one alone, or two below
// each other.
func squares(runes []rune, side int) (size int, at []image.Point) {
	if len(runes) == 1 {
		size = side * 3 / 4
		return size, []image.Point{{(side - size) / 2, (side - size) / 2}}
	}
	size = side * 7 / 16
	for i := range runes {
		at = append(at, image.Pt((side-size)/2, (side-2*size)/2+i*size))
	}
	return size, at
}

// MarkPath returns the outlines of one or two characters, as the path of an SVG
// of 64 units.
func MarkPath(face *typeface.Face, text string) (string, error) {
	runes := []rune(text)
	content, err := face.TrueType(face.Characters(text))
	if err != nil {
		return "", err
	}
	parsed, err := opentype.Parse(content)
	if err != nil {
		return "", fmt.Errorf("parse cut of typeface: %w", err)
	}
	var path strings.Builder
	size, at := squares(runes, markSide)
	for i, r := range runes {
		var buffer sfnt.Buffer
		id, err := parsed.GlyphIndex(&buffer, r)
		if err != nil {
			return "", fmt.Errorf("find character of mark: %w", err)
		}
		segments, err := parsed.LoadGlyph(&buffer, id, fixed.I(size), nil)
		if err != nil {
			return "", fmt.Errorf("read outline of mark: %w", err)
		}
		writeOutline(&path, segments, at[i].Add(image.Pt(0, size*88/100)))
	}
	return path.String(), nil
}

// writeOutline writes segments whose baseline begins at a point.
func writeOutline(path *strings.Builder, segments sfnt.Segments, at image.Point) {
	letters := map[sfnt.SegmentOp]string{sfnt.SegmentOpMoveTo: "M", sfnt.SegmentOpLineTo: "L", sfnt.SegmentOpQuadTo: "Q", sfnt.SegmentOpCubeTo: "C"}
	points := map[sfnt.SegmentOp]int{sfnt.SegmentOpMoveTo: 1, sfnt.SegmentOpLineTo: 1, sfnt.SegmentOpQuadTo: 2, sfnt.SegmentOpCubeTo: 3}
	for i, s := range segments {
		if s.Op == sfnt.SegmentOpMoveTo && i > 0 {
			path.WriteString("Z")
		}
		path.WriteString(letters[s.Op])
		for _, p := range s.Args[:points[s.Op]] {
			fmt.Fprintf(path, "%.1f %.1f ", float64(p.X)/64+float64(at.X), float64(p.Y)/64+float64(at.Y))
		}
	}
	if len(segments) > 0 {
		path.WriteString("Z")
	}
}

// MarkPNG draws the mark of one or two characters, light on the colour of the
// seal, in a square of so many pixels.
func MarkPNG(face *typeface.Face, text string, side int, seal, light color.RGBA) ([]byte, error) {
	p, err := newPen(face, image.Pt(side, side), text)
	if err != nil {
		return nil, err
	}
	p.fill(p.img.Rect, seal)
	runes := []rune(text)
	size, at := squares(runes, side)
	for i, r := range runes {
		if err := p.character(r, size, at[i].X, at[i].Y, light); err != nil {
			return nil, err
		}
	}
	return encode(onLine(p.img, seal, light))
}

// Recoloured returns a picture in shades between two colours with two others in
// their place.
func Recoloured(picture []byte, seal, light, newSeal, newLight color.RGBA) ([]byte, error) {
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, fmt.Errorf("read mark: %w", err)
	}
	rgba := image.NewRGBA(img.Bounds())
	draw.Draw(rgba, rgba.Rect, img, image.Point{}, draw.Src)
	flat := onLine(rgba, seal, light)
	for i := range flat.Palette {
		flat.Palette[i] = mix(newSeal, newLight, i)
	}
	return encode(flat)
}

// onLine returns a picture in the shades between two colours.
func onLine(img *image.RGBA, from, to color.RGBA) *image.Paletted {
	shades := color.Palette{}
	for i := range steps + 1 {
		shades = append(shades, mix(from, to, i))
	}
	flat := image.NewPaletted(img.Rect, shades)
	draw.Draw(flat, flat.Rect, img, img.Rect.Min, draw.Src)
	return flat
}

func encode(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return nil, fmt.Errorf("encode mark: %w", err)
	}
	return b.Bytes(), nil
}

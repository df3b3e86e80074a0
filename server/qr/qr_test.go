package qr

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
)

// Both drawings show the same modules, with four of margin on every side.
func TestDrawingsAgree(t *testing.T) {
	t.Parallel()
	for name, encode := range map[string]func(string) (Code, error){"ordinary": New, "tough": NewTough} {
		code, err := encode("https://shiyun.example/s/t1")
		if err != nil {
			t.Fatal(err)
		}
		content, err := code.PNG(3)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if got := img.Bounds().Dx(); got != 3*code.Size {
			t.Errorf("%s: %d pixels wide, want %d", name, got, 3*code.Size)
		}
		dark := 0
		for y := range code.Size {
			for x := range code.Size {
				r, _, _, _ := img.At(3*x+1, 3*y+1).RGBA()
				if r != 0 {
					continue
				}
				dark++
				if x < quiet || y < quiet || x >= code.Size-quiet || y >= code.Size-quiet {
					t.Errorf("%s: a module at %d,%d of the margin", name, x, y)
				}
			}
		}
		if drawn := strings.Count(code.Path, "M"); drawn != dark || dark == 0 {
			t.Errorf("%s: %d modules of the path, %d of the picture", name, drawn, dark)
		}
	}
}

func TestTooLongForACode(t *testing.T) {
	t.Parallel()
	if _, err := New(strings.Repeat("诗", 4000)); err == nil {
		t.Error("a text of 12,000 bytes was made a code")
	}
}

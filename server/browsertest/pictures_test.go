package browsertest

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "keep the pictures as they are now")

const (
	pictureWidth  = 120  // pixels a kept picture is wide: enough to see what moved, small enough to keep hundreds
	pictureHeight = 2000 // of the page, in its own pixels; what is below is more of the same
)

// What two pictures of one page may differ by: another version of the browser
// draws edges a little otherwise.
const (
	mostMean    = 4.0  // mean difference of brightness, of 255
	mostBlocks  = 0.03 // share of blocks that differ by more than blockLimit
	blockLimit  = 36
	block       = 4 // pixels of a block, each way
	mostTaller  = 0.03
	picturePath = "testdata/pictures"
)

// show makes what a selector names visible, or hides it and leaves its place.
const show = `document.querySelectorAll(%q).forEach(e => { e.style.visibility = %q }); true`

// pictureOf is the picture of a sight, without what chance draws in it.
func (b *browser) pictureOf(p sight, v view) []byte {
	b.t.Helper()
	if p.chance != "" {
		evaluate[bool](b, fmt.Sprintf(show, p.chance, "hidden"))
		defer evaluate[bool](b, fmt.Sprintf(show, p.chance, ""))
	}
	return b.picture(v)
}

// picture is the page from the top, scaled down by the browser.
func (b *browser) picture(v view) []byte {
	b.t.Helper()
	height := min(evaluate[float64](b, "document.documentElement.scrollHeight"), pictureHeight)
	yes := true
	take := chromedp.Action[[]byte](func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &yes, OptimizeForSpeed: &yes,
			Clip: &page.Viewport{Width: float64(v.width), Height: height, Scale: pictureWidth / float64(v.width)}})
		return r.Data, err
	})
	content, err := chromedp.Run(b.ctx, take)
	if err != nil {
		b.t.Fatal(err)
	}
	return content
}

// greys is how many a kept picture has, which makes it a tenth of the size.
const greys = 16

// inGreys returns the picture in as few greys as it is kept.
func inGreys(t *testing.T, content []byte) *image.Gray {
	t.Helper()
	g := grey(t, content)
	for i, y := range g.Pix {
		g.Pix[i] = nearestGrey(y) * 17
	}
	return g
}

// nearestGrey returns the number of a grey: 0 is black, 15 white.
func nearestGrey(y uint8) uint8 {
	return uint8((int(y) + 8) / 17) // in a byte 255 + 8 is 7
}

// keep writes a picture to a file.
func keep(t *testing.T, path string, picture *image.Gray, mode os.FileMode) {
	t.Helper()
	palette := make(color.Palette, greys)
	for i := range palette {
		palette[i] = color.Gray{uint8(i * 17)}
	}
	few := image.NewPaletted(picture.Bounds(), palette)
	for i, y := range picture.Pix {
		few.Pix[i] = nearestGrey(y)
	}
	var b bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, few)
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), mode)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func compare(t *testing.T, path string, content []byte) {
	t.Helper()
	now := inGreys(t, content)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		keep(t, path, now, 0o644)
		return
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v; look at the page and run make pictures", err)
		return
	}
	if fault := differ(grey(t, before), now); fault != "" {
		kept := filepath.Join(os.TempDir(), "shiyun-picture-"+filepath.Base(path))
		keep(t, kept, now, 0o600)
		t.Errorf("%s; it looks like %s now", fault, kept)
	}
}

// differ says in what way two pictures differ by more than they may, "" for
// none.
func differ(a, b *image.Gray) string {
	ha, hb := a.Bounds().Dy(), b.Bounds().Dy()
	if taller := float64(max(ha, hb)-min(ha, hb)) / float64(max(ha, hb)); taller > mostTaller {
		return "the page has another height"
	}
	total, blocks, off := 0.0, 0, 0
	for y := 0; y+block <= min(ha, hb); y += block {
		for x := 0; x+block <= pictureWidth; x += block {
			d := mean(a, x, y) - mean(b, x, y)
			if d < 0 {
				d = -d
			}
			total += d
			blocks++
			if d > blockLimit {
				off++
			}
		}
	}
	switch {
	case total/float64(blocks) > mostMean:
		return "the page has another brightness"
	case float64(off) > mostBlocks*float64(blocks):
		return "parts of the page look different"
	}
	return ""
}

func mean(g *image.Gray, x, y int) float64 {
	sum := 0
	for dy := range block {
		for dx := range block {
			sum += int(g.GrayAt(x+dx, y+dy).Y)
		}
	}
	return float64(sum) / (block * block)
}

func grey(t *testing.T, content []byte) *image.Gray {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	g := image.NewGray(img.Bounds())
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			g.Set(x, y, color.GrayModel.Convert(img.At(x, y)))
		}
	}
	return g
}

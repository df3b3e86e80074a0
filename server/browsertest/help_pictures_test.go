package browsertest

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const (
	helpPictures  = "../../web/images/help"
	helpWidth     = 390 // pixels of CSS, a phone's
	helpSharp     = 2   // pixels of a picture to each
	paperWidth    = 600 // pixels of CSS of a sheet, shown smaller
	mostTall      = 560 // pixels of CSS a picture is high
	mostOfPicture = 40 << 10
	mostColours   = 16 // four bits a pixel
)

// TestHelpPictures takes the pictures of the help with -update. Without, it
// looks whether they are there and what they weigh: what they show is compared
// by people.
func TestHelpPictures(t *testing.T) {
	for lang, words := range map[string]string{"zh-Hans": "hans", "zh-Hant": "hant"} {
		t.Run(lang, func(t *testing.T) {
			if *update {
				takeHelpPictures(t, lang, "theme=light&words="+words)
			}
			for _, p := range shots {
				lookAtPicture(t, p.file(lang))
			}
		})
	}
}

func lookAtPicture(t *testing.T, file string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Errorf("%v; go test ./server/browsertest -run TestHelpPictures -update", err)
		return
	}
	size, err := png.DecodeConfig(bytes.NewReader(content))
	if err != nil || size.Width != helpWidth*helpSharp || len(content) > mostOfPicture {
		t.Errorf("%s: %d bytes, %d wide: %v", file, len(content), size.Width, err)
	}
}

// file is where the picture of the site in one script is kept.
func (p shot) file(lang string) string {
	return filepath.Join(helpPictures, p.name+"."+lang+".png")
}

func takeHelpPictures(t *testing.T, lang, prefs string) {
	s := newSite(t)
	s.send(t)
	b := openBrowser(t, s.url)
	b.miss(s)
	for _, p := range shots {
		t.Run(p.name, func(t *testing.T) {
			b.t = t
			b.show(s, p, prefs)
			if err := os.WriteFile(p.file(lang), fewColours(t, b.cut(p)), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func (p shot) width() int64 {
	if p.paper {
		return paperWidth
	}
	return helpWidth
}

// show brings the page, as prefs say, to where the picture is taken.
func (b *browser) show(s *site, p shot, prefs string) {
	b.t.Helper()
	if p.path != "" {
		b.do(cookie(s.url, "shiyun_view", prefs)) // what the shot before chose
		b.open(s, sight{path: p.path, curator: p.curator})
		b.turn(view{p.width(), 844, "light", cmp.Or(p.size, "20")})
	}
	b.act(p.acts)
	media := ""
	if p.paper {
		media = "print"
	}
	b.emulate(media)
	for _, m := range p.marks {
		if !evaluate[bool](b, fmt.Sprintf(ringAndNumber, m.on, m.step)) {
			b.t.Errorf("nothing is %s", m.on)
		}
	}
}

// ringAndNumber draws a ring round an element and the number of a step at its
// corner.
const ringAndNumber = "(() => {" + `
	const e = document.querySelector(` + "`%s`" + `);
	if (!e) return false;
	const r = e.getBoundingClientRect(), at = document.createElement("b");
	e.style.outline = "3px solid #8f2a1e";
	e.style.outlineOffset = "2px";
	at.textContent = "%d";
	Object.assign(at.style, {position: "absolute", zIndex: 9, left: Math.max(2, r.left - 16) + "px", top: r.top + scrollY - 16 + "px", width: "30px", height: "30px",
		background: "#8f2a1e", color: "#fffaf0", borderRadius: "50%%", border: "2px solid #fffaf0", font: "700 18px/26px sans-serif", textAlign: "center"});
	document.body.append(at);
	return true;
})()`

// cut is the part of the page the picture shows.
func (b *browser) cut(p shot) []byte {
	b.t.Helper()
	to := p.to
	if to == "" {
		to = p.from
	}
	edges := evaluate[[]float64](b, fmt.Sprintf("[document.querySelector(`%s`).getBoundingClientRect().top + scrollY, document.querySelector(`%s`).getBoundingClientRect().bottom + scrollY]", p.from, to))
	most := float64(mostTall)
	if p.most > 0 {
		most = float64(p.most)
	}
	top := max(0, edges[0]-20)
	yes := true
	content, err := chromedp.Run(b.ctx, chromedp.Action[[]byte](func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{CaptureBeyondViewport: &yes,
			Clip: &page.Viewport{Y: top, Width: float64(p.width()), Height: min(edges[1]+16-top, most), Scale: helpWidth * helpSharp / float64(p.width())}})
		return r.Data, err
	}))
	if err != nil {
		b.t.Fatal(err)
	}
	return content
}

// fewColours paints a picture with the colours it has most of. Pages of text
// have few, and so it weighs a quarter.
func fewColours(t *testing.T, content []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[color.RGBA]int{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			counts[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
		}
	}
	painted := image.NewPaletted(img.Bounds(), palette(counts))
	nearest := map[color.RGBA]uint8{}
	for c := range counts {
		nearest[c] = uint8(painted.Palette.Index(c))
	}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			painted.SetColorIndex(x, y, nearest[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)])
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, painted); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// palette are the most frequent colours that differ enough for one to see.
func palette(counts map[color.RGBA]int) color.Palette {
	all := make([]color.RGBA, 0, len(counts))
	for c := range counts {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b color.RGBA) int {
		if n := counts[b] - counts[a]; n != 0 {
			return n
		}
		return int(a.R)<<16 + int(a.G)<<8 + int(a.B) - int(b.R)<<16 - int(b.G)<<8 - int(b.B)
	})
	var kept color.Palette
	for _, apart := range []int{40, 12} { // first what stands out
		for _, c := range all {
			if len(kept) < mostColours && !slices.ContainsFunc(kept, func(k color.Color) bool { return distance(k.(color.RGBA), c) < apart }) {
				kept = append(kept, c)
			}
		}
	}
	return kept
}

func distance(a, b color.RGBA) int {
	d := func(x, y uint8) int { return max(int(x)-int(y), int(y)-int(x)) }
	return max(d(a.R, b.R), d(a.G, b.G), d(a.B, b.B))
}

package browsertest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

const (
	mended = "一道黄泥壁上痕，那年大水进家门。\n而今恰作量身尺，比过儿郎又比孙。"
	within = `document.documentElement.scrollWidth <= innerWidth`
)

// Somebody over seventy writes a 七绝 on a phone with one wrong tone, is told
// while writing, and mends it.
func TestElderMendsTone(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	b := openBrowser(t, s.url)
	b.open(s, sight{path: "/submit"})
	b.act([]act{{typed("#body", strings.Replace(mended, "家门", "屋门", 1)), "#proof .remark.error"}})
	remark := b.text("#proof .remark.error")
	for _, want := range []string{"屋", "仄声", "平声"} {
		if !strings.Contains(remark, want) {
			t.Errorf("the hint lacks %s: %s", want, remark)
		}
	}
	if size := evaluate[float64](b, `parseFloat(getComputedStyle(document.querySelector("#proof .remark p")).fontSize)`); size < 18 {
		t.Errorf("the hint is written at %g px", size)
	}
	if !evaluate[bool](b, within) {
		t.Error("the hint is wider than the screen")
	}
	b.act([]act{{typed("#body", mended), "#proof .proof-clean"}})
	if left := evaluate[int](b, `document.querySelectorAll("#proof .remark").length`); left > 0 {
		t.Errorf("%d hints stay", left)
	}
	for _, fault := range b.heard() {
		t.Error(fault)
	}
}

// A curator reads the report of a batch and takes it along as a sheet.
func TestReportOfBatch(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	b := openBrowser(t, s.url)
	b.open(s, sight{path: "/curator/metre?batch=1", curator: true})
	if found := evaluate[int](b, `document.querySelectorAll(".reported .remark").length`); found == 0 {
		t.Fatal("nothing is reported of the batch")
	}
	b.printed(within)
	sheet := evaluate[string](b, `fetch(document.querySelector(".actions a[href*='metre.csv']").href).then(r => r.text())`)
	if lines := strings.Count(strings.TrimSpace(sheet), "\n"); lines == 0 {
		t.Errorf("the sheet has no rows: %q", sheet)
	}
}

// lost counts the marks that are not seen where they stand: hidden, without
// size, pale as paper, or below their character.
const lost = `Array.from(document.querySelectorAll(".verse.toned rt")).filter(rt => {
	const r = rt.getBoundingClientRect(), under = rt.parentElement.getBoundingClientRect();
	return !rt.checkVisibility({visibilityProperty: true, opacityProperty: true}) || r.width === 0 || r.height < 6 ||
		getComputedStyle(rt).color === "rgb(255, 255, 255)" || r.bottom > under.bottom || r.left < 0 || r.right > innerWidth
}).length`

// The tones stand over every character on a phone, and on paper.
func TestMarksOverVerse(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	b := openBrowser(t, s.url)
	for _, title := range []string{"望月亭", "梧桐里晨扫"} {
		b.open(s, sight{path: fmt.Sprintf("/poems/%d?metre=1", s.poems[title])})
		marks := evaluate[int](b, `document.querySelectorAll(".verse.toned rt").length`)
		if marks < 28 || evaluate[int](b, lost) > 0 || !evaluate[bool](b, within) {
			t.Errorf("%s at 390 px: %d marks, %d of them lost", title, marks, evaluate[int](b, lost))
		}
		b.printed(fmt.Sprintf(`%s === 0 && document.querySelectorAll(".verse.toned rt").length === %d`, lost, marks))
	}
}

// printed fails unless something is true of the page on paper, and a sheet of
// it can be made.
func (b *browser) printed(holds string) {
	b.t.Helper()
	b.emulate("print")
	if !evaluate[bool](b, holds) {
		b.t.Errorf("on paper it is not true that %s", holds)
	}
	b.emulate("")
	b.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		sheet, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{})
		if err == nil && len(sheet.Data) < 1000 {
			err = fmt.Errorf("a sheet of %d bytes", len(sheet.Data))
		}
		return chromedp.Void{}, err
	})
}

func (b *browser) emulate(media string) {
	b.t.Helper()
	b.do(func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media})
		return chromedp.Void{}, err
	})
}

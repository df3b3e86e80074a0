package browsertest

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// reach is how many presses of Tab a page is given; longer ones are lists.
const reach = 60

// tabbable counts what a keyboard must be able to reach: one of each group of
// radio buttons, and nothing that is hidden.
const tabbable = `Array.from(document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls]"))
	.filter(e => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}))
	.filter(e => e.type !== "radio" || e.checked || !document.querySelector("input[name='" + e.name + "']:checked") && e === document.querySelector("input[name='" + e.name + "']")).length`

// here marks what has the focus and says whether one can see that it has.
const here = `(() => {
	const e = document.activeElement, s = getComputedStyle(e);
	if (e === document.body) return "nowhere";
	const first = !e.dataset.seen;
	e.dataset.seen = "1";
	const shown = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== "none";
	return !shown ? "unseen: " + e.outerHTML.slice(0, 120) : first ? "new" : "again";
})()`

// Every page can be used with the keyboard alone: Tab reaches all there is,
// and one sees where one is.
func TestKeyboard(t *testing.T) {
	s := newSite(t)
	openPool(t, s).eachSight(t, func(t *testing.T, b *browser, p sight) {
		b.open(s, p)
		want := min(evaluate[int](b, tabbable), reach)
		reached := 0
		for range reach + 10 {
			b.do(chromedp.KeyEvent(kb.Tab))
			switch at := evaluate[string](b, here); at {
			case "new":
				reached++
			case "again", "nowhere":
			default:
				t.Error(at)
			}
			if reached >= want {
				return
			}
		}
		t.Errorf("Tab reaches %d of %d", reached, want)
	})
}

package browsertest

import (
	"strings"

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

// watchFocus notes of what gets the focus whether it is new and whether one can
// see that it has it.
const watchFocus = `window.reached = [];
document.addEventListener("focusin", () => {
	const e = document.activeElement, s = getComputedStyle(e);
	const first = !e.dataset.seen;
	e.dataset.seen = "1";
	const shown = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== "none";
	reached.push(!shown ? "unseen: " + e.outerHTML.slice(0, 120) : first ? "new" : "again");
});
true`

// tabThrough uses the page with the keyboard alone: Tab reaches all there is,
// and one sees where one is.
func (b *browser) tabThrough() {
	b.t.Helper()
	want := min(evaluate[int](b, tabbable), reach)
	evaluate[bool](b, watchFocus)
	reached := 0
	for pressed := 0; pressed < reach+10; {
		presses := max(1, min(want-reached, reach+10-pressed))
		b.do(chromedp.KeyEvent(strings.Repeat(kb.Tab, presses)))
		pressed += presses
		for _, at := range evaluate[[]string](b, "reached.splice(0)") {
			switch at {
			case "new":
				reached++
			case "again":
			default:
				b.t.Error(at)
			}
		}
		if reached >= want {
			return
		}
	}
	b.t.Errorf("Tab reaches %d of %d", reached, want)
}

package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// fetchPages keeps the pages of all poems, and the home page, in the tab.
const fetchPages = `(async (paths) => {
	const read = async (path) => new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
	window.home = await read("/");
	window.pages = [];
	for (const path of paths) pages.push([path, await read(path)]);
	return true;
})(%s)`

// brokenClauses shows every poem on its own page and as the poem of the day,
// one after the other in one tab, and returns the clauses of metrical verse
// that stand on more than one line. Free verse and prose break where they must.
const brokenClauses = `(() => {
	const broken = [];
	const check = (where) => {
		for (const clause of document.querySelectorAll(":is(.couplets, .stanzas, .pair:not(.hung)) .clause")) {
			const range = document.createRange();
			range.selectNodeContents(clause);
			const tops = [...range.getClientRects()].map(r => r.top);
			const size = parseFloat(getComputedStyle(clause).fontSize);
			if ([...clause.textContent].length <= 12 && Math.max(...tops) - Math.min(...tops) > size / 2) broken.push(where + " " + clause.textContent);
		}
	};
	for (const [path, page] of pages) {
		document.querySelector("main").replaceWith(page.querySelector("main").cloneNode(true));
		check(path);
		document.querySelector("main").replaceWith(home.querySelector("main").cloneNode(true));
		document.querySelector(".today .verse").replaceWith(page.querySelector(".verse").cloneNode(true));
		check("home with " + path);
	}
	return broken;
})()`

// A clause is read in one breath: it never goes on in a second line, neither
// on a poem's own page nor on the home page.
func TestAClauseNeverBreaks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var paths []string
	for id := range 165 {
		paths = append(paths, fmt.Sprintf(`"/poems/%d"`, id+1))
	}
	b := openBrowser(t, s.url)
	b.do(chromedp.Navigate(s.url + "/poems/97"))
	evaluate[bool](b, fmt.Sprintf(fetchPages, "["+strings.Join(paths, ",")+"]"))
	for _, width := range []int64{360, 390, 768, 1024, 1280, 1440} {
		b.do(chromedp.EmulateViewport(width, 900))
		evaluate[bool](b, "document.fonts.ready.then(() => true)")
		broken := evaluate[[]string](b, brokenClauses)
		if len(broken) > 0 {
			t.Errorf("at %d px %d clauses break: %s", width, len(broken), strings.Join(broken[:min(8, len(broken))], "; "))
		}
	}
}

package browsertest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// brokenClauses shows every poem on its own page and as the poem of the day,
// one after the other in one tab, and returns the clauses of metrical verse
// that stand on more than one line. Free verse and prose break where they must.
const brokenClauses = `(async (paths) => {
	const broken = [];
	const read = async (path) => new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
	const check = (where) => {
		for (const clause of document.querySelectorAll(":is(.couplets, .stanzas, .pair:not(.hung)) .clause")) {
			const range = document.createRange();
			range.selectNodeContents(clause);
			const tops = [...range.getClientRects()].map(r => r.top);
			const size = parseFloat(getComputedStyle(clause).fontSize);
			if ([...clause.textContent].length <= 12 && Math.max(...tops) - Math.min(...tops) > size / 2) broken.push(where + " " + clause.textContent);
		}
	};
	const home = await read("/");
	for (const path of paths) {
		const page = await read(path);
		document.querySelector("main").replaceWith(page.querySelector("main").cloneNode(true));
		check(path);
		document.querySelector("main").replaceWith(home.querySelector("main").cloneNode(true));
		document.querySelector(".today .verse").replaceWith(page.querySelector(".verse"));
		check("home with " + path);
	}
	return broken;
})(%s)`

// A clause is read in one breath: it never goes on in a second line, neither
// on a poem's own page nor on the home page.
func TestAClauseNeverBreaks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var paths []string
	for id := range 165 {
		paths = append(paths, fmt.Sprintf(`"/poems/%d"`, id+1))
	}
	script := fmt.Sprintf(brokenClauses, "["+strings.Join(paths, ",")+"]")
	b := openBrowser(t, s.url)
	for _, width := range []int64{360, 390, 768, 1024, 1280, 1440} {
		b.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(s.url+"/poems/97"))
		broken := evaluate[[]string](b, script)
		if len(broken) > 0 {
			t.Errorf("at %d px %d clauses break: %s", width, len(broken), strings.Join(broken[:min(8, len(broken))], "; "))
		}
	}
}

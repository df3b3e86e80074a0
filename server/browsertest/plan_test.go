package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// planFaults measures the drawn map as it is shown: names that overlap or run
// over its edge, and marks that are too small to touch.
const planFaults = `(target => {
	const faults = [], plan = document.querySelector(".drawn").getBoundingClientRect(), names = [];
	for (const link of document.querySelectorAll(".drawn a")) {
		const said = Array.from(link.querySelectorAll("text")).filter(n => n.checkVisibility());
		if (said.length !== 1) faults.push(link.getAttribute("aria-label") + " is said " + said.length + " times");
		const touched = (link.querySelector(".touch") || link.querySelector("path")).getBoundingClientRect();
		if (touched.width < target - 1 || touched.height < target - 1) faults.push(link.getAttribute("aria-label") + " is " + touched.width + " by " + touched.height);
		if (link.tabIndex < 0) faults.push(link.getAttribute("aria-label") + " is beyond the keyboard");
		for (const n of said) names.push([n.textContent, n.getBoundingClientRect(), touched]);
	}
	const size = parseFloat(getComputedStyle(document.querySelector(".drawn text")).fontSize);
	names.forEach(([name, a], i) => {
		if (a.left < plan.left || a.right > plan.right || a.top < plan.top - 2 || a.bottom > plan.bottom + 2) faults.push(name + " runs over the edge");
		const slack = Math.max(0, a.height - 1.2 * size); // fonts differ in the height of a line
		names.slice(i + 1).forEach(([other, b]) => {
			if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > slack + 2) faults.push(name + " covers " + other);
		});
	});
	if (!names.some(n => /\p{Script=Han}/u.test(n[0])) && !document.querySelector(".plan-key").checkVisibility()) faults.push("numbers without a key");
	if (size < 16) faults.push("names of " + size + " pixels");
	return {faults, names: names.filter(n => /\p{Script=Han}/u.test(n[0])).length};
})(%d)`

// The drawn map can be read and touched at every size of type: with its names,
// or with numbers where a phone has no room for them.
func TestPlanCanBeReadAndTouched(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	b := openBrowser(t, s.url)
	for _, c := range []struct {
		width, target int
		chosen        string
		names         bool
	}{
		{360, 44, "size=18", true}, {360, 44, "size=20", true}, {390, 44, "size=22", true}, {360, 44, "size=30", false}, {320, 44, "size=20", false},
		{360, 60, "elder=on", false}, {600, 44, "size=20", true}, {768, 44, "size=27", true}, {1440, 44, "size=20", true}, {1440, 44, "size=30", true},
		{1440, 60, "elder=on&size=30", true},
	} {
		t.Run(fmt.Sprint(c.width, " ", c.chosen), func(t *testing.T) {
			b.t = t
			b.do(cookie(s.url, "shiyun_view", c.chosen), chromedp.EmulateViewport(int64(c.width), 900), chromedp.Navigate(s.url+"/places"))
			seen := evaluate[struct {
				Faults []string
				Names  int
			}](b, fmt.Sprintf(planFaults, c.target))
			for _, fault := range seen.Faults {
				t.Error(fault)
			}
			if (seen.Names > 0) != c.names {
				t.Errorf("%d names", seen.Names)
			}
		})
	}
}

package browsertest

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/corpus/needs"
)

// axeRun asks axe for what breaks WCAG 2.2 up to level AA, and its own best
// practices.
const axeRun = `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], resultTypes: ["violations"]})
	.then(r => JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 4).map(n => n.html.slice(0, 200) + " " + (n.any[0] || {message: ""}).message)}))))`

// look is a view, and what is done in it.
type look struct {
	view
	axe, picture bool
}

var looks = []look{
	{view{390, 844, "light", "20"}, true, true},
	{view{390, 844, "light", "30"}, false, true},
	{view{390, 844, "dark", "20"}, false, true},
	{view{390, 844, "dark", "30"}, true, true},
	{view{768, 1024, "light", "20"}, false, true},
	{view{768, 1024, "dark", "20"}, false, true},
	{view{1440, 900, "light", "20"}, false, true},
	{view{1440, 900, "dark", "20"}, false, true},
	{view{1440, 900, "contrast", "20"}, true, false},
}

// No page breaks a rule of accessibility, scrolls sideways, breaks the
// security policy or asks another place for anything; and each looks as it did
// before. Each can be used with the keyboard alone.
func TestPages(t *testing.T) {
	axe := needs.Axe(t)
	s := sharedSite(t)
	openPool(t, s).eachSight(t, func(t *testing.T, b *browser, p sight) {
		b.open(s, p)
		evaluate[bool](b, axe+";true")
		for _, l := range looks {
			b.turn(l.view)
			if l.axe {
				b.check(l.view)
			}
			b.fits(l.view)
			if l.picture {
				compare(t, filepath.Join(picturePath, p.name+"-"+l.String()+".png"), b.pictureOf(p, l.view))
			}
		}
		b.turn(looks[0].view)
		b.tabThrough()
		for _, c := range b.heard() {
			t.Error("heard: ", c)
		}
	})
}

// check asks axe about the page at hand, which has it loaded.
func (b *browser) check(v view) {
	b.t.Helper()
	for _, fault := range violations(b.t, evaluate[string](b, axeRun)) {
		b.t.Errorf("%s: %s", v, fault)
	}
}

// fits is what a page does that needs no scrolling sideways.
func (b *browser) fits(v view) {
	b.t.Helper()
	if wide := evaluate[int64](b, "document.documentElement.scrollWidth"); wide > v.width {
		b.t.Errorf("%s: %d wide", v, wide)
	}
}

func violations(t *testing.T, report string) []string {
	t.Helper()
	var found []struct {
		ID, Help string
		Nodes    []string
	}
	if err := json.Unmarshal([]byte(report), &found); err != nil {
		t.Fatalf("axe said %q: %v", report, err)
	}
	var faults []string
	for _, f := range found {
		faults = append(faults, f.ID+": "+f.Help+"\n\t"+strings.Join(f.Nodes, "\n\t"))
	}
	return faults
}

// A page that breaks rules on purpose is told of: an axe that finds nothing
// here has found nothing above.
func TestAxeFindsWhatIsWrong(t *testing.T) {
	t.Parallel()
	axe := needs.Axe(t)
	s := sharedSite(t)
	b := openBrowser(t, s.url)
	b.open(s, sights[0])
	evaluate[bool](b, `document.body.insertAdjacentHTML("beforeend", "<img src='/favicon.svg'><button></button>"); true`)
	evaluate[bool](b, axe+";true")
	if found := violations(t, evaluate[string](b, axeRun)); len(found) < 2 {
		t.Errorf("axe finds %q in a page with a nameless picture and a nameless button", found)
	}
}

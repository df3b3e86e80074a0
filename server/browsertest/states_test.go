package browsertest

import (
	"cmp"
	"testing"

	"shiyun/corpus/needs"
)

// state is a page as it stands after something was done or chosen.
type state struct {
	name    string
	path    string
	curator bool
	prefs   string // the cookie of preferences; "" for the ordinary
	acts    []act
}

const (
	openAll  = `document.querySelectorAll("details").forEach(d => d.open = true); true`
	noChecks = `document.querySelectorAll("form").forEach(f => f.noValidate = true); true` // so that the server answers
)

func typed(on, text string) string {
	return "{ const e = document.querySelector(`" + on + "`); e.focus(); e.value = `" + text + "`; e.dispatchEvent(new Event('input', {bubbles: true})); true }"
}

// refused sends a form as it stands, past the browser's own checks.
func refused(button string) []act { return []act{{noChecks, button}, click(button, "[role=alert]")} }

// states are what sights do not show. A later one of a batch goes on from
// where the one before left it.
var states = []state{
	{name: "suggesting", path: "/", acts: []act{{typed("#q", "月"), "[role=option]"}}},
	{name: "refined", path: "/search?q=春&form=七绝&sort=newest", acts: []act{{openAll, "main"}}},
	{name: "nearly", path: "/search?q=春水初生绿满堂"},
	{name: "sounded", path: "/poems/1", prefs: "pinyin=all&direction=vertical", acts: []act{{openAll, ".verse"}}},
	{name: "converted", path: ciPoem + "?script=hant", prefs: "pinyin=rare", acts: []act{
		{`document.querySelector("#char").value = document.querySelector(".verse").textContent.trim()[0]; true`, "#char"}, click(".lookup button", ".char-panel"), {openAll, ".char-panel"}}},
	{name: "traditional home", path: "/", prefs: "words=hant"},
	{name: "traditional search", path: "/search?q=春", prefs: "words=hant&elder=on&size=30"},
	{name: "elder home", path: "/", prefs: "elder=on"},
	{name: "elder poem", path: "/poems/{七律}", prefs: "elder=on"},
	{name: "elder map", path: "/places", prefs: "elder=on"},
	{name: "guessed", path: "/play/guess?n=5", acts: []act{click(".choices button", ".question")}},
	{name: "chain broken", path: "/play/chain?line=不在这里的一句"},

	{name: "submission refused", path: "/submit", acts: refused("form.fields button.main")},
	{name: "correction refused", path: "/poems/1/correct", acts: refused("form.fields button.main")},
	{name: "receipt", path: "/receipt/" + receipt},
	{name: "receipt mended", path: "/receipt/" + receipt + "/edit"},
	{name: "receipt withdrawn", path: "/receipt/" + receipt + "/withdraw"},
	{name: "sign-in refused", path: "/curator/sign-in", acts: append([]act{put("#name", "王老师"), put("#password", "不是这个口令")}, click("form.fields button.main", ".notice"))},

	{name: "review", path: "/curator/review?text=湖边", curator: true, acts: []act{click(".queue a", ".split:not(.listed)"), {openAll, "#item"}}},
	{name: "review of a correction", path: "/curator/review?kind=correction", curator: true, acts: []act{click(".queue a", ".split:not(.listed)"), {openAll, ".diff"}}},
	{name: "review of a twin", path: "/curator/review?text=望月", curator: true, acts: []act{click(".queue a", ".split:not(.listed)"), {openAll, ".alike"}, open(".mend")}},
	{name: "searches", path: "/curator/searches", curator: true, acts: []act{{openAll, ".misses"}}},
	{name: "aliases", path: "/curator/words/aliases?author=林下", curator: true},
	{name: "theme", path: "/curator/words/themes?theme=抗洪&word=沙袋", curator: true},
	{name: "cut", path: "/curator/words/cut?line=东篱角上菊花开&word=东篱角", curator: true},
	{name: "why", path: "/curator/searches/why?q=故人&poem={望月亭}", curator: true},
	{name: "bulk edit", path: "/curator/bulk?form=七绝", curator: true},
	{name: "bulk edit of nothing", path: "/curator/bulk?form=七绝", curator: true, acts: refused("form.fields button.main")},
	{name: "bulk edited", path: "/curator/bulk?form=七绝", curator: true, acts: []act{put("#add_tags", "试"), click("form.fields button.main", "a[href*='/curator/batches/']")}},
	{name: "compare", path: "/curator/poems/{七绝}/compare", curator: true},
	{name: "merge", path: "/curator/poems/1/merge?into=2", curator: true},
	{name: "poem refused", path: "/curator/poems/1", curator: true, acts: []act{{noChecks, "#body"}, put("#body", ""), click("button[value=save]", "[role=alert]")}},
	{name: "account added", path: "/curator/accounts", curator: true, acts: []act{put("#name", "李老师"), click("form:has(#name) button", "main")}},
	{name: "person asked for", path: "/curator/people", curator: true},
	{name: "nobody found", path: "/curator/people", curator: true, acts: []act{put("#who", "无此人"), click("form.fields button", "[role=alert]")}},
	{name: "person shown", path: "/curator/people", curator: true, acts: []act{put("#who", "林下"), click("form.fields button", "form[action$='/erase']")}},
	{name: "upkeep", path: "/curator/upkeep", curator: true},
	{name: "audit verified", path: "/curator/audit", curator: true, acts: []act{click("form.actions button", "[role=status]")}},

	{name: "chat cut", path: "/curator/batches", curator: true, acts: []act{put("#text", chat), click("form:has(#text) button", "form.plan .cuts"), {openAll, ".cuts"}}},
	{name: "sheet mapped", path: "/curator/batches", curator: true, acts: []act{{upload, "form.plan .heads"}, {openAll, ".heads"}}},
	{name: "sheet checked", curator: true, acts: []act{click("button[value=check]", "#problems"), {openAll, "#problems"}}},
	{name: "sheet decided", curator: true, acts: []act{click(".nearly button[value=merge]", ".nearly [aria-pressed=true]")}},
	{name: "sheet imported", curator: true, acts: []act{click("form.begin button", "a[href$='/undo']"), {openAll, "main"}}},
	{name: "undo asked", curator: true, acts: []act{click("a[href$='/undo']", ".will")}},
}

// No state of a page breaks a rule of accessibility, scrolls sideways or
// breaks the security policy.
func TestStates(t *testing.T) {
	t.Parallel()
	axe := needs.Axe(t)
	s := newSite(t)
	s.send(t)
	b := openBrowser(t, s.url)
	b.miss(s)
	for _, st := range states {
		t.Run(st.name, func(t *testing.T) {
			b.t = t
			if st.path != "" {
				b.do(cookie(s.url, "shiyun_view", cmp.Or(st.prefs, "theme=light")))
				b.open(s, sight{path: st.path, curator: st.curator})
			}
			b.act(st.acts)
			evaluate[bool](b, axe+";true")
			for _, l := range looks {
				if l.axe {
					b.turn(l.view)
					b.check(l.view)
					b.fits(l.view)
				}
			}
			for _, c := range b.heard() {
				t.Error("heard: ", c)
			}
		})
	}
}

// A site with nothing in it is whole too, and says what can be done.
func TestEmptyArchive(t *testing.T) {
	t.Parallel()
	axe := needs.Axe(t)
	s := emptySite(t)
	b := openBrowser(t, s.url)
	for _, path := range []string{"/", "/search?q=春", "/today", "/authors", "/forms", "/places", "/tags", "/years", "/collections", "/threads", "/stats", "/play/feihua?c=花", "/play/guess", "/calendar", "/tunes/浣溪沙"} {
		t.Run(path, func(t *testing.T) {
			b.t = t
			b.open(s, sight{path: path})
			evaluate[bool](b, axe+";true")
			b.turn(looks[0].view)
			b.check(looks[0].view)
			b.fits(looks[0].view)
			for _, c := range b.heard() {
				t.Error("heard: ", c)
			}
		})
	}
}

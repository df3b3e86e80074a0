package browsertest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"shiyun/corpus"
	"shiyun/corpus/needs"
	"shiyun/corpus/store/transfer"
)

// classical is how many poems of the great collections are looked at besides
// the samples.
const classical = 300

// writeClassical adds poems of every form to the archive, evenly from all over
// the file.
func writeClassical(t *testing.T, s *site) {
	t.Helper()
	file, err := os.ReadFile(needs.Poems(t))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Count(file, []byte("\n"))
	var drafts []corpus.Draft
	scanner := bufio.NewScanner(bytes.NewReader(file))
	scanner.Buffer(nil, 1<<20)
	for n := 0; scanner.Scan(); n++ {
		if n%(lines/classical) != 0 {
			continue
		}
		var p struct {
			Title, Author, Body string
			Form                corpus.Form
		}
		if err := json.Unmarshal(scanner.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		drafts = append(drafts, corpus.Draft{Title: &p.Title, Author: &p.Author, Body: &p.Body, Form: &p.Form})
	}
	im, err := s.store.BeginImport(t.Context(), transfer.ImportOptions{By: corpus.ActorSystem, Publish: true})
	if err == nil {
		_, err = im.Write(t.Context(), drafts)
	}
	if err == nil {
		err = im.End(t.Context(), corpus.BatchDone)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// gather keeps in the tab what holds the verse of every poem, by the address.
const gather = `(async (paths) => {
	window.leaves = [];
	for (const path of paths) {
		const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
		const leaf = page.querySelector(".leaf");
		if (leaf) leaves.push([path, leaf]);
	}
	return leaves.length;
})(%s)`

// distinct keeps one of the poems whose verse is laid out alike: to style and
// lay out all of it at every width and size takes minutes, and the quatrains of
// seven characters a line differ in nothing but their characters. Verse is alike
// where it is the same but for Chinese characters that are exactly one em wide
// in its font; whatever is of another width, and all punctuation, has to be the
// same.
const distinct = `(() => {
	const pen = document.createElement("canvas").getContext("2d");
	pen.font = "100px " + getComputedStyle(document.querySelector(".leaf .verse")).fontFamily;
	const square = new Map(), alike = new Map();
	const isSquare = c => square.get(c) ?? (square.set(c, Math.abs(pen.measureText(c).width - 100) < .01), square.get(c));
	for (const [path, leaf] of leaves) {
		const shape = leaf.querySelector(".verse").cloneNode(true);
		const texts = document.createTreeWalker(shape, NodeFilter.SHOW_TEXT);
		while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\p{Script=Han}/gu, c => isSquare(c) ? "一" : c);
		if (!alike.has(shape.outerHTML)) alike.set(shape.outerHTML, [path, leaf]);
	}
	leaves = [...alike.values()];
	return {shapes: leaves.length, square: [...square.values()].filter(Boolean).length, characters: square.size};
})()`

// brokenClauses puts all verse into boxes as wide as the one of a poem's own
// page and of the poem of the day, all on one page, and returns the clauses of
// metrical verse that stand on more than one line. Free verse and prose break
// where they must.
const brokenClauses = `(async () => {
	const broken = [], main = document.querySelector("main");
	const upright = document.documentElement.dataset.direction == "vertical";
	const own = document.querySelector(".leaf");
	const style = getComputedStyle(own);
	const width = own.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
	const kept = [...main.childNodes];
	for (const [where, room] of [["page", width], ["card", Math.min(width, innerWidth - 66, 460)]]) {
		if (where == "card" && room == width) continue; // as wide as the page's own, which was looked at
		main.replaceChildren(...leaves.map(([path, leaf]) => {
			const poem = document.createElement("article");
			poem.className = "poem";
			poem.style.width = room + "px";
			poem.append(leaf.querySelector(".verse").cloneNode(true));
			poem.dataset.at = where + " " + path;
			return poem;
		}));
		for (const clause of main.querySelectorAll(".verse:is(.couplets, .stanzas, .pair:not(.hung))[class*=' n'] .clause")) {
			const range = document.createRange();
			range.selectNodeContents(clause);
			const at = [...range.getClientRects()].map(r => upright ? r.left : r.top);
			const size = parseFloat(getComputedStyle(clause).fontSize);
			if (Math.max(...at) - Math.min(...at) > size * .75) broken.push(clause.closest("article").dataset.at + " " + clause.textContent);
		}
		if (document.documentElement.scrollWidth > innerWidth) {
			const out = [...main.querySelectorAll(".verse *")].filter(e => e.getBoundingClientRect().left < 0 || e.getBoundingClientRect().right > innerWidth);
			broken.push("the page scrolls sideways: " + where + " " + (out.length ? out[0].closest("article").dataset.at : "by itself"));
		}
	}
	main.replaceChildren(...kept);
	return broken;
})()`

// A clause is read in one breath: it never goes on in a second line, neither
// on a poem's own page nor in a card, at no width and size, upright or not.
func TestAClauseNeverBreaks(t *testing.T) {
	t.Parallel()
	s, dir := newStore(t)
	s.fill(t, s.store)
	writeClassical(t, s)
	s.serve(t, dir)
	var paths []string
	for id := range 165 + classical {
		paths = append(paths, fmt.Sprintf(`"/poems/%d"`, id+1))
	}
	b := openBrowser(t, s.url)
	b.do(chromedp.Navigate(s.url + "/poems/97"))
	if n := evaluate[int](b, fmt.Sprintf(gather, "["+strings.Join(paths, ",")+"]")); n < 400 {
		t.Fatalf("%d poems", n)
	}
	evaluate[bool](b, "document.fonts.ready.then(() => true)")
	kept := evaluate[struct{ Shapes, Square, Characters int }](b, distinct)
	if kept.Shapes < 100 || kept.Square*10 < kept.Characters*9 {
		t.Fatalf("verse of %d shapes; of %d characters %d are square", kept.Shapes, kept.Characters, kept.Square)
	}
	for _, width := range []int64{320, 360, 375, 390, 414, 480, 600, 768, 900, 1024, 1280, 1440} {
		b.do(chromedp.EmulateViewport(width, 844))
		for _, size := range []string{"18", "20", "30"} {
			for _, direction := range []string{"horizontal", "vertical"} {
				evaluate[bool](b, fmt.Sprintf(`Object.assign(document.documentElement.dataset, {size: %q, direction: %q}); document.fonts.ready.then(() => true)`, size, direction))
				broken := evaluate[[]string](b, brokenClauses)
				if len(broken) > 0 {
					t.Errorf("at %d px, size %s, %s %d clauses break: %s", width, size, direction, len(broken), strings.Join(broken[:min(8, len(broken))], "; "))
				}
			}
		}
	}
}

// belowTheScreen puts every poem of few lines on its own page and returns those
// whose verse does not end within the screen, and how far below it does.
const belowTheScreen = `(() => {
	const below = [], own = document.querySelector(".leaf");
	for (const [path, leaf] of leaves) {
		const verse = leaf.querySelector(".verse:not(.prose, .free)");
		if (!verse || verse.querySelectorAll(".clause").length > 8) continue;
		own.replaceChildren(...leaf.cloneNode(true).childNodes);
		const end = own.querySelector(".verse").getBoundingClientRect().bottom;
		if (end > innerHeight) below.push(path + " " + Math.round(end));
	}
	return below;
})()`

// Whoever opens a poem of up to eight lines on a small phone sees the whole of
// it, whatever size they read in.
func TestVerseIsOnTheFirstScreen(t *testing.T) {
	t.Parallel()
	s := sharedSite(t)
	var paths []string
	for id := range 165 {
		paths = append(paths, fmt.Sprintf(`"/poems/%d"`, id+1))
	}
	b := openBrowser(t, s.url)
	b.do(chromedp.EmulateViewport(360, 760), chromedp.Navigate(s.url+"/poems/97"))
	evaluate[int](b, fmt.Sprintf(gather, "["+strings.Join(paths, ",")+"]"))
	evaluate[bool](b, `document.querySelectorAll(".demo").forEach(e => e.remove()); true`) // of a site that only shows how it would be
	for _, look := range []string{`size: "18", elder: "off"`, `size: "20", elder: "off"`, `size: "22", elder: "off"`, `size: "24", elder: "off"`, `size: "27", elder: "off"`, `size: "30", elder: "off"`, `size: "20", elder: "on"`, `size: "30", elder: "on"`} {
		evaluate[bool](b, fmt.Sprintf(`Object.assign(document.documentElement.dataset, {%s}); document.fonts.ready.then(() => true)`, look))
		if below := evaluate[[]string](b, belowTheScreen); len(below) > 0 {
			t.Errorf("%s: %d poems end below the screen: %s", look, len(below), strings.Join(below, "; "))
		}
	}
}

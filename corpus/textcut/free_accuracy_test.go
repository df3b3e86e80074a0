package textcut_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// layout is a way in which people keep poems: one a file, or many in one.
type layout struct {
	name  string
	file  func(p known) string // the name of a poem's file; nil where many stand in one
	write func(i int, p known) string
	anon  bool // the author is not written down
}

func named(name string) func(known) string { return func(known) string { return name } }

// freeLayouts are those in which whole poems are kept, free or measured.
var freeLayouts = []layout{
	{name: "file: title and text", file: named("a.txt"), anon: true, write: func(_ int, p known) string { return p.Title + "\n\n" + p.Body }},
	{name: "file: title, author and text", file: named("a.txt"), write: func(_ int, p known) string { return p.Title + "\n" + p.Author + "\n\n" + p.Body }},
	{name: "file: labels", file: named("a.txt"), write: func(_ int, p known) string {
		return "标题：" + p.Title + "\n作者：" + p.Author + "\n\n" + p.Body
	}},
	{name: "file: keys and values", file: named("a.txt"), write: func(_ int, p known) string {
		return "title: " + p.Title + "\ndate: 2021-05-03\nauthor: " + p.Author + "\n\n" + p.Body
	}},
	{name: "file: YAML", file: named("a.md"), write: func(_ int, p known) string {
		return "---\ntitle: " + quoted(p.Title) + "\ndate: 2021-05-03 20:03:37\nauthor: " + p.Author + "\ntags: [邻里, 江边]\n---\n\n" + hardBreaks(p.Body)
	}},
	{name: "file: TOML", file: named("a.md"), write: func(_ int, p known) string {
		return "+++\ntitle = " + quoted(p.Title) + "\ndate = 2021-05-03\nauthor = " + quoted(p.Author) + "\n+++\n" + p.Body
	}},
	{name: "file: Markdown", file: named("a.md"), write: func(_ int, p known) string { return "# " + p.Title + "\n\n*" + p.Author + "*\n\n" + p.Body }},
	{name: "file: brackets", file: named("a.txt"), write: func(_ int, p known) string {
		return "【标题】" + p.Title + "\n【作者】" + p.Author + "\n【正文】\n" + p.Body
	}},
	{name: "file: its name is the title, its folder the author", file: func(p known) string { return "a.zip/" + p.Author + "/" + p.Title + ".txt" },
		write: func(_ int, p known) string { return p.Body }},
	{name: "file: text, author and date", file: named("a.txt"), write: func(_ int, p known) string {
		return p.Title + "\n\n" + p.Body + "\n\n——" + p.Author + "\n2021年5月3日"
	}},
	{name: "many: labels", write: func(_ int, p known) string {
		return "标题：" + p.Title + "\n作者：" + p.Author + "\n体裁：其他\n\n" + p.Body + "\n\n"
	}},
	{name: "many: author first, telephone below", write: func(_ int, p known) string {
		return "姓名：" + p.Author + "\n题目：" + p.Title + "\n" + p.Body + "\n联系电话：13900000000\n\n"
	}},
	{name: "many: Markdown", write: func(_ int, p known) string { return "## " + p.Title + "\n\n" + p.Author + "\n\n" + p.Body + "\n\n" }},
	{name: "many: book marks", write: func(_ int, p known) string { return "《" + p.Title + "》\n" + p.Author + "\n\n" + p.Body + "\n\n" }},
	{name: "many: three empty lines", write: func(_ int, p known) string { return p.Title + "\n" + p.Author + "\n" + p.Body + "\n\n\n\n" }},
	{name: "many: numbers", write: func(i int, p known) string {
		return fmt.Sprintf("%d、%s\n作者：%s\n\n%s\n\n", i+1, p.Title, p.Author, p.Body)
	}},
	{name: "many: rules", write: func(_ int, p known) string { return p.Title + "\n" + p.Author + "\n\n" + p.Body + "\n\n------\n\n" }},
	{name: "many: titles and authors, text below", write: func(_ int, p known) string { return p.Title + "\n" + p.Author + "\n\n" + p.Body + "\n\n" }},
	// One empty line parts poems and stanzas alike.
	{name: "many: titles and authors", write: func(_ int, p known) string { return p.Title + "\n" + p.Author + "\n" + p.Body + "\n\n" }},
}

func quoted(s string) string { b, _ := json.Marshal(s); return string(b) }

// hardBreaks ends lines as Markdown needs it.
func hardBreaks(s string) string { return strings.ReplaceAll(s, "\n", "  \n") }

// modernPoems are poems in free verse, written for this test.
func modernPoems(t testing.TB) []known {
	t.Helper()
	content, err := os.ReadFile("testdata/modern.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var poems []known
	for line := range strings.Lines(string(content)) {
		var p known
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			t.Fatal(err)
		}
		poems = append(poems, p)
	}
	return poems
}

// TestFreeVerseAccuracy writes 300 poems, measured and free ones mixed, in
// every layout and counts those that come out whole: title, author and every
// line and stanza.
func TestFreeVerseAccuracy(t *testing.T) {
	t.Parallel()
	kind := map[string]string{}
	poems := modernPoems(t)
	for _, p := range poems {
		kind[p.Body] = "free"
	}
	measured := archivePoems(t)
	poems = append(poems, measured[:min(240, len(measured))]...)
	for _, l := range freeLayouts {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			some := shuffled(poems)
			right, all := map[string]int{}, map[string]int{}
			for i, ok := range wholeIn(t, l, some) {
				all[kind[some[i].Body]]++
				if ok {
					right[kind[some[i].Body]]++
				} else if os.Getenv("SHOW") != "" {
					t.Logf("wrong: %s %s", some[i].Title, some[i].Author)
				}
			}
			free, other := float64(right["free"])/float64(all["free"]), float64(right[""])/float64(all[""])
			t.Logf("%-50s free %.3f of %d, samples %.3f of %d", l.name, free, all["free"], other, all[""])
			if free < 0.97 || other < 0.97 {
				t.Errorf("free %.3f, samples %.3f come out whole, want 0.97", free, other)
			}
		})
	}
}

func shuffled(poems []known) []known {
	some := append([]known(nil), poems...)
	rand.New(rand.NewPCG(7, 7)).Shuffle(len(some), func(i, k int) { some[i], some[k] = some[k], some[i] })
	return some
}

// wholeIn reports which of the poems come out as they went in, written a file
// each or thirty a file.
func wholeIn(t *testing.T, l layout, poems []known) []bool {
	t.Helper()
	each := 30
	if l.file != nil {
		each = 1
	}
	whole := make([]bool, len(poems))
	for first := 0; first < len(poems); first += each {
		some := poems[first:min(first+each, len(poems))]
		name := "many.txt"
		if l.file != nil {
			name = l.file(some[0])
		}
		var text strings.Builder
		for i, p := range some {
			text.WriteString(l.write(i, p))
		}
		got := map[known]bool{}
		for _, r := range formattest.RowsOf(t, name, []byte(text.String()), intake.Options{}) {
			got[known{Title: formattest.Value(r.Draft.Title), Author: formattest.Value(r.Draft.Author), Body: formattest.Value(r.Draft.Body)}] = true
		}
		for i, p := range some {
			if l.anon {
				p.Author = "-"
			}
			if whole[first+i] = got[p]; !whole[first+i] && os.Getenv("SHOW") == p.Title {
				t.Logf("%s\n---\n%+v", text.String(), got)
			}
		}
	}
	return whole
}

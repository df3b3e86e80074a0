package server_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/server"
)

// told are the numbers and addresses that a part of the page shows, by name.
type told map[string]link

type link struct {
	poems int
	url   string
}

// part is the section of the page of figures that a heading names.
func part(t *testing.T, p page, id string) page {
	t.Helper()
	for _, n := range p.all("section") {
		if attr(n, "aria-labelledby") == id {
			part := page{Node: n}
			for d := range n.Descendants() {
				if d.Type == html.ElementNode {
					part.elements = append(part.elements, d)
				}
			}
			return part
		}
	}
	t.Fatalf("no section %s", id)
	return page{}
}

var number = regexp.MustCompile(`\d+$`)

// bars reads a list of bars.
func bars(t *testing.T, p page) told {
	t.Helper()
	list := told{}
	for _, n := range p.all("a") {
		if n.Parent.Parent != nil && attr(n.Parent.Parent, "class") == "bars" {
			name := strings.TrimSpace(number.ReplaceAllString(text(n), ""))
			list[name] = link{count(t, text(n)), attr(n, "href")}
		}
	}
	return list
}

// rows reads the last cell of every row of the table behind a picture.
func rows(t *testing.T, p page) told {
	t.Helper()
	list := told{}
	for _, tr := range p.all("tr") {
		var names []string
		var last *html.Node
		for cell := range tr.ChildNodes() {
			if cell.Type == html.ElementNode {
				names, last = append(names, text(cell)), cell
			}
		}
		if last.Data != "td" {
			continue
		}
		l := link{poems: count(t, text(last))}
		for a := range last.Descendants() {
			if a.Data == "a" {
				l.url = attr(a, "href")
			}
		}
		list[strings.Join(names[:len(names)-1], " ")] = l
	}
	return list
}

func count(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(number.FindString(text))
	if err != nil {
		t.Fatalf("no number in %q", text)
	}
	return n
}

func (l told) sum() (n int) {
	for _, one := range l {
		n += one.poems
	}
	return n
}

// asides adds up the numbers that stand below a picture.
func asides(p page) (n int) {
	for _, e := range p.classed("aside") {
		for _, digits := range regexp.MustCompile(`\d+`).FindAllString(text(e), -1) {
			one, _ := strconv.Atoi(digits)
			n += one
		}
	}
	return n
}

func TestFiguresAddUp(t *testing.T) {
	st := archive(t)
	p := checkPage(t, get(t, newSite(t, st), "/stats").Body.String())
	_, total, err := st.ListPublished(t.Context(), store.Filter{}, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id  string
		sum func(page) int
	}{
		{"stats-years", func(p page) int { return rows(t, p).sum() + asides(p) }},
		{"stats-forms", func(p page) int { return bars(t, p).sum() }},
		{"stats-places", func(p page) int { return bars(t, p).sum() + asides(p) }},
	} {
		if got := c.sum(part(t, p, c.id)); got != total {
			t.Errorf("%s comes to %d poems of %d", c.id, got, total)
		}
	}
}

var resultsTotal = regexp.MustCompile(`\d+`)

// Every number is that of the list it leads to.
func TestFiguresLeadToTheirLists(t *testing.T) {
	st := archive(t)
	importDrafts(t, st, true, draft("S-1", "清明次韻凤老", "甲乙", "東風，吹過梧\n桐。"), draft("S-2", "答楚凤散人小寒", "甲乙", "东\n风"),
		draft("S-3", "送楚凤散人", "甲乙", "无"))
	site := searchingOf(t, st)
	p := checkPage(t, get(t, site, "/stats").Body.String())
	checked := map[string]bool{}
	for id, read := range map[string]func(*testing.T, page) told{
		"stats-years": rows, "stats-forms": bars, "stats-places": bars, "stats-images": rows, "stats-replies": rows, "stats-seasons": bars,
	} {
		for name, l := range read(t, part(t, p, id)) {
			if l.url == "" {
				t.Errorf("%s: %s leads nowhere", id, name)
				continue
			}
			checked[id] = true
			if got := listed(t, site, l.url); got != l.poems {
				t.Errorf("%s: %s has %d poems, its list %d: %s", id, name, l.poems, got, l.url)
			}
		}
	}
	for _, n := range part(t, p, "stats-seasons").classed("term-named") {
		checked["terms"] = true
		if got := listed(t, site, attr(n.Parent, "href")); got != count(t, text(n)) {
			t.Errorf("%s: its list has %d", text(n.Parent), got)
		}
	}
	if len(checked) != 7 {
		t.Errorf("looked at %v", checked)
	}
	replies := rows(t, part(t, p, "stats-replies"))
	if replies["甲乙 楚凤散人"].poems != 2 {
		t.Errorf("answers are %v, want two of 甲乙", replies)
	}
}

// listed is how many poems a list says it has.
func listed(t *testing.T, site http.Handler, url string) int {
	t.Helper()
	if query, ok := strings.CutPrefix(url, "/search?"); ok {
		var found struct{ Total int }
		// From another address each time: a visitor may not search that fast.
		rec := serve(site, newRequest("/api/v1/search?"+query, fmt.Sprintf("10.1.%d.%d:80", len(query)%250, crc32.ChecksumIEEE([]byte(query))%250)))
		if err := json.Unmarshal(rec.Body.Bytes(), &found); err != nil || rec.Code != http.StatusOK {
			t.Fatalf("%s: %d %v", url, rec.Code, err)
		}
		return found.Total
	}
	p := parse(t, get(t, site, url).Body.String())
	for _, n := range p.classed("lead") {
		return count(t, resultsTotal.FindString(text(n)))
	}
	t.Fatalf("%s does not say how many", url)
	return 0
}

// A poem taken back is in no figure from that moment on, nor is its author.
func TestAWithdrawnPoemLeavesTheFigures(t *testing.T) {
	st := openStore(t)
	importDrafts(t, st, true, draft("1", "春望", "张三丰", "梧桐"), draft("2", "答张三丰", "李四光", "明月"), draft("3", "次韵李四光", "张三丰", "梅"))
	site := newSite(t, st)
	before := get(t, site, "/stats").Body.String()
	for _, want := range []string{"收着 3 首诗", "梧桐", "李四光"} {
		if !strings.Contains(before, want) {
			t.Errorf("figures do not say %q", want)
		}
	}
	for _, id := range []corpus.PoemID{1, 2} {
		if err := st.SetStatus(t.Context(), store.Edit{By: corpus.ActorCommand}, id, corpus.StatusWithdrawn); err != nil {
			t.Fatal(err)
		}
	}
	after := get(t, site, "/stats").Body.String()
	for _, gone := range []string{"梧桐", "明月", "李四光"} {
		if strings.Contains(after, gone) {
			t.Errorf("%q is still told after it was taken back", gone)
		}
	}
	if !strings.Contains(after, "收着 1 首诗") {
		t.Error("the poem that stays is not counted")
	}
}

// Drawings are whole by themselves and named, whatever authors are called.
func TestDrawingsAreWellFormed(t *testing.T) {
	st := archive(t)
	name := strings.ReplaceAll(nasty, "/", "")
	importDrafts(t, st, true, draft("X-1", "次韵楚凤散人", name, "月"), draft("X-2", "答"+name, "楚凤散人", "月"))
	body := get(t, newSite(t, st), "/stats").Body.String()
	p := checkPage(t, body)
	for _, n := range p.all("script", "img") {
		if !strings.HasPrefix(attr(n, "src"), "/assets/") {
			t.Errorf("<%s src=%q> came out of a name", n.Data, attr(n, "src"))
		}
	}
	drawings := regexp.MustCompile(`(?s)<svg.*?</svg>`).FindAllString(body, -1)
	pictures := 0
	for _, drawing := range drawings {
		for d := xml.NewDecoder(strings.NewReader(drawing)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%v in %s", err, drawing)
			}
		}
		if strings.Contains(drawing, `role="img"`) {
			pictures++
			if !strings.Contains(drawing, "<title id=") || !strings.Contains(drawing, "<desc id=") {
				t.Errorf("a picture without a name: %s", drawing)
			}
		} else if !strings.Contains(drawing, `aria-hidden="true"`) {
			t.Errorf("a drawing that is neither a picture nor hidden: %s", drawing)
		}
	}
	if pictures != 2 || len(drawings) < 30 {
		t.Errorf("%d pictures and %d drawings", pictures, len(drawings))
	}
	if got := rows(t, part(t, p, "stats-replies")); got[name+" 楚凤散人"].poems != 1 {
		t.Errorf("answers are %v", got)
	}
}

func TestFiguresOfAnEmptyArchive(t *testing.T) {
	p := checkPage(t, get(t, newSite(t, openStore(t)), "/stats").Body.String())
	if len(p.classed("not-yet")) != 1 || len(p.all("svg")) != len(p.classed("mark")) || len(p.all("table")) != 0 {
		t.Error("an archive without poems has pictures, or nothing to say")
	}
}

// Dates go to the term in force; what names no day goes to none.
func TestPoemsByTheirDay(t *testing.T) {
	st := openStore(t)
	var drafts []corpus.Draft
	for ref, day := range map[string]string{"a": "2026-11-21", "b": "2026-11-22", "c": "2027-01-02", "d": "1900-01-01", "e": "2026-11", "f": "2026年重阳", "g": "9999-12-31"} {
		d := draft(ref, "诗", ref, "句")
		date := corpus.ParseDate(day)
		d.Date = &date
		drafts = append(drafts, d)
	}
	importDrafts(t, st, true, drafts...)
	p := checkPage(t, get(t, newSite(t, st, func(c *server.Config) { c.Demo = false }), "/stats").Body.String())
	for term, n := range rows(t, part(t, p, "stats-seasons")) {
		name, _, _ := strings.Cut(term, " ")
		if want := map[string]int{"立冬": 1, "小雪": 1, "冬至": 1}[name]; n.poems != want {
			t.Errorf("%s has %d poems, want %d", name, n.poems, want)
		}
	}
}

// Many who come at once are told the same, and a change between is seen by
// those who come after it.
func TestManyAskForTheFigures(t *testing.T) {
	st := archive(t)
	site := newSite(t, st)
	for round := range 2 {
		bodies := make([]string, 8)
		var visits sync.WaitGroup
		for i := range bodies {
			visits.Go(func() { bodies[i] = get(t, site, "/stats").Body.String() })
		}
		visits.Wait()
		if told := slices.Compact(bodies); len(told) != 1 || strings.Contains(told[0], "后来的人") != (round == 1) {
			t.Errorf("round %d: %d different pages", round, len(told))
		}
		importDrafts(t, st, true, draft("later", "次韵楚凤散人", "后来的人", "月"))
	}
}

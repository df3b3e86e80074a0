package stats_test

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
	"shiyun/corpus/store/poems"
	"shiyun/server"
	"shiyun/server/servertest"
)

// told are the numbers and addresses that a part of the page shows, by name.
type told map[string]link

type link struct {
	poems int
	url   string
}

// part is the section of the page of figures that a heading names.
func part(t *testing.T, p servertest.Page, id string) servertest.Page {
	t.Helper()
	for _, n := range p.All("section") {
		if servertest.Attr(n, "aria-labelledby") == id {
			part := servertest.Page{Node: n}
			for d := range n.Descendants() {
				if d.Type == html.ElementNode {
					part.Elements = append(part.Elements, d)
				}
			}
			return part
		}
	}
	t.Fatalf("no section %s", id)
	return servertest.Page{}
}

var number = regexp.MustCompile(`\d+$`)

// bars reads a list of bars.
func bars(t *testing.T, p servertest.Page) told {
	t.Helper()
	list := told{}
	for _, n := range p.All("a") {
		if n.Parent.Parent != nil && servertest.Attr(n.Parent.Parent, "class") == "bars" {
			name := strings.TrimSpace(number.ReplaceAllString(servertest.Text(n), ""))
			list[name] = link{count(t, servertest.Text(n)), servertest.Attr(n, "href")}
		}
	}
	return list
}

// rows reads the last cell of every row of the table behind a picture.
func rows(t *testing.T, p servertest.Page) told {
	t.Helper()
	list := told{}
	for _, tr := range p.All("tr") {
		var names []string
		var last *html.Node
		for cell := range tr.ChildNodes() {
			if cell.Type == html.ElementNode {
				names, last = append(names, servertest.Text(cell)), cell
			}
		}
		if last.Data != "td" {
			continue
		}
		l := link{poems: count(t, servertest.Text(last))}
		for a := range last.Descendants() {
			if a.Data == "a" {
				l.url = servertest.Attr(a, "href")
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
func asides(p servertest.Page) (n int) {
	for _, e := range p.Classed("aside") {
		for _, digits := range regexp.MustCompile(`\d+`).FindAllString(servertest.Text(e), -1) {
			one, _ := strconv.Atoi(digits)
			n += one
		}
	}
	return n
}

func TestFiguresAddUp(t *testing.T) {
	st := servertest.SampleArchive(t)
	p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, st), "/stats").Body.String())
	_, total, err := st.ListPublished(t.Context(), poems.Filter{}, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id  string
		sum func(servertest.Page) int
	}{
		{"stats-years", func(p servertest.Page) int { return rows(t, p).sum() + asides(p) }},
		{"stats-forms", func(p servertest.Page) int { return bars(t, p).sum() }},
		{"stats-places", func(p servertest.Page) int { return bars(t, p).sum() + asides(p) }},
	} {
		if got := c.sum(part(t, p, c.id)); got != total {
			t.Errorf("%s comes to %d poems of %d", c.id, got, total)
		}
	}
}

var resultsTotal = regexp.MustCompile(`\d+`)

// Every number is that of the list it leads to.
func TestFiguresLeadToTheirLists(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	servertest.Import(t, st, true, servertest.Draft("S-1", "清明次韻凤老", "甲乙", "東風，吹過梧\n桐。"), servertest.Draft("S-2", "答楚凤散人小寒", "甲乙", "东\n风"),
		servertest.Draft("S-3", "送楚凤散人", "甲乙", "无"))
	site := servertest.SearchingOf(t, st)
	p := servertest.CheckPage(t, servertest.Get(t, site, "/stats").Body.String())
	checked := map[string]bool{}
	for id, read := range map[string]func(*testing.T, servertest.Page) told{
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
	for _, n := range part(t, p, "stats-seasons").Classed("term-named") {
		checked["terms"] = true
		if got := listed(t, site, servertest.Attr(n.Parent, "href")); got != count(t, servertest.Text(n)) {
			t.Errorf("%s: its list has %d", servertest.Text(n.Parent), got)
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
		rec := servertest.Serve(site, servertest.NewRequest("/api/v1/search?"+query, fmt.Sprintf("10.1.%d.%d:80", len(query)%250, crc32.ChecksumIEEE([]byte(query))%250)))
		if err := json.Unmarshal(rec.Body.Bytes(), &found); err != nil || rec.Code != http.StatusOK {
			t.Fatalf("%s: %d %v", url, rec.Code, err)
		}
		return found.Total
	}
	p := servertest.Parse(t, servertest.Get(t, site, url).Body.String())
	for _, n := range p.Classed("lead") {
		return count(t, resultsTotal.FindString(servertest.Text(n)))
	}
	t.Fatalf("%s does not say how many", url)
	return 0
}

// A poem taken back is in no figure from that moment on, nor is its author.
func TestAWithdrawnPoemLeavesTheFigures(t *testing.T) {
	st := servertest.OpenStore(t)
	servertest.Import(t, st, true, servertest.Draft("1", "春望", "张三丰", "梧桐"), servertest.Draft("2", "答张三丰", "李四光", "明月"), servertest.Draft("3", "次韵李四光", "张三丰", "梅"))
	site := servertest.NewSite(t, st)
	before := servertest.Get(t, site, "/stats").Body.String()
	for _, want := range []string{"收着 3 首诗", "梧桐", "李四光"} {
		if !strings.Contains(before, want) {
			t.Errorf("figures do not say %q", want)
		}
	}
	for _, id := range []corpus.PoemID{1, 2} {
		if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, id, corpus.StatusWithdrawn); err != nil {
			t.Fatal(err)
		}
	}
	after := servertest.Get(t, site, "/stats").Body.String()
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
	st := servertest.SampleArchive(t)
	name := strings.ReplaceAll(servertest.Nasty, "/", "")
	servertest.Import(t, st, true, servertest.Draft("X-1", "次韵楚凤散人", name, "月"), servertest.Draft("X-2", "答"+name, "楚凤散人", "月"))
	body := servertest.Get(t, servertest.NewSite(t, st), "/stats").Body.String()
	p := servertest.CheckPage(t, body)
	for _, n := range p.All("script", "img") {
		if !strings.HasPrefix(servertest.Attr(n, "src"), "/assets/") {
			t.Errorf("<%s src=%q> came out of a name", n.Data, servertest.Attr(n, "src"))
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
	p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, servertest.OpenStore(t)), "/stats").Body.String())
	if len(p.Classed("not-yet")) != 1 || len(p.All("svg")) != len(p.Classed("mark")) || len(p.All("table")) != 0 {
		t.Error("an archive without poems has pictures, or nothing to say")
	}
}

// Dates go to the term in force; what names no day goes to none.
func TestPoemsByTheirDay(t *testing.T) {
	st := servertest.OpenStore(t)
	var drafts []corpus.Draft
	for ref, day := range map[string]string{"a": "2026-11-21", "b": "2026-11-22", "c": "2027-01-02", "d": "1900-01-01", "e": "2026-11", "f": "2026年重阳", "g": "9999-12-31"} {
		d := servertest.Draft(ref, "诗", ref, "句")
		date := corpus.ParseDate(day)
		d.Date = &date
		drafts = append(drafts, d)
	}
	servertest.Import(t, st, true, drafts...)
	p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, st, func(c *server.Config) { c.Demo = false }), "/stats").Body.String())
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
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	for round := range 2 {
		bodies := make([]string, 8)
		var visits sync.WaitGroup
		for i := range bodies {
			visits.Go(func() { bodies[i] = servertest.Get(t, site, "/stats").Body.String() })
		}
		visits.Wait()
		if told := slices.Compact(bodies); len(told) != 1 || strings.Contains(told[0], "后来的人") != (round == 1) {
			t.Errorf("round %d: %d different pages", round, len(told))
		}
		servertest.Import(t, st, true, servertest.Draft("later", "次韵楚凤散人", "后来的人", "月"))
	}
}

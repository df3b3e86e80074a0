package browse_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/server"
	"shiyun/server/servertest"
)

func at(day string) func(*server.Config) {
	return func(c *server.Config) {
		c.Now = func() time.Time {
			now, err := time.Parse(time.DateOnly, day)
			if err != nil {
				panic(err)
			}
			return now
		}
	}
}

func TestCalendarHasEveryDayAndWhatItIs(t *testing.T) {
	p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, servertest.SampleArchive(t), at("2026-11-22")), "/calendar").Body.String())
	days := p.Classed("day")
	if len(days) != 24+22 {
		t.Errorf("%d days, want 24 terms and 22 festivals", len(days))
	}
	for _, day := range days {
		if strings.Contains(servertest.Text(day), "almanac.") {
			t.Errorf("no sentence in %q", servertest.Text(day))
		}
	}
	if near := p.Classed("near"); len(near) != 1 || !strings.Contains(servertest.Text(near[0]), "小雪") {
		t.Errorf("%d days are in season, want 小雪 alone", len(near))
	}
}

func TestTodaysPoemIsOfTheSeason(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	title, body, author := "小雪日东亭即事", "檐下霜痕一夜添，", "小雪社友"
	servertest.Import(t, st, true, corpus.Draft{Title: &title, Body: &body, Author: &author})
	eyebrow := func(day string) string {
		p := servertest.CheckPage(t, servertest.Get(t, servertest.SearchingOf(t, st, at(day)), "/today").Body.String())
		return servertest.Text(p.Classed("eyebrow")[0]) + " " + servertest.Text(p.Classed("poem-title")[0])
	}
	if got := eyebrow("2026-11-23"); !strings.Contains(got, "为小雪选的诗") || !strings.Contains(got, title) {
		t.Errorf("poem of 小雪 = %q", got)
	}
	if got := eyebrow("2026-09-23"); !strings.Contains(got, "中秋") {
		t.Errorf("poem two days before 中秋 = %q", got)
	}
}

// Whoever has one poem is met as often as whoever has many.
func TestChanceIsFairToAuthors(t *testing.T) {
	st := servertest.OpenStore(t)
	var drafts []corpus.Draft
	for _, author := range []string{"多产", "多产", "多产", "多产", "多产", "多产", "多产", "多产", "多产", "一首"} {
		title, body := "诗", strings.Repeat("春", len(drafts)+1)
		drafts = append(drafts, corpus.Draft{Title: &title, Body: &body, Author: &author})
	}
	servertest.Import(t, st, true, drafts...)
	met := map[string]int{}
	for n := range uint64(40) {
		id, err := st.FairPublished(t.Context(), n, n*7)
		if err != nil {
			t.Fatal(err)
		}
		p, err := st.Published(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		met[p.Author.Name]++
	}
	if met["一首"] != 20 || met["多产"] != 20 {
		t.Errorf("met %v, want both alike", met)
	}
}

// Each day has a page of its own, with its poems and a title to send on; the
// calendar says how many there are.
func TestDaysHavePages(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	title, body, author := "小雪日东亭即事", "檐下霜痕一夜添，", "小雪社友"
	servertest.Import(t, st, true, corpus.Draft{Title: &title, Body: &body, Author: &author})
	site := servertest.SearchingOf(t, st, at("2026-11-23"))
	p := servertest.CheckPage(t, servertest.Get(t, site, "/calendar/小雪").Body.String())
	if text := servertest.Text(p.Node); !strings.Contains(text, title) || !strings.Contains(text, "小雪的诗") {
		t.Error("the page of 小雪 has not its poem or its title")
	}
	calendar := servertest.CheckPage(t, servertest.Get(t, site, "/calendar").Body.String())
	season := calendar.Classed("in-season")
	if len(season) != 1 || !strings.Contains(servertest.Text(season[0]), "小雪") || !strings.Contains(servertest.Text(season[0]), "1 首") {
		t.Errorf("%d seasons, want that of 小雪 with one poem", len(season))
	}
	if code := servertest.Get(t, site, "/calendar/昨天").Code; code != 404 {
		t.Errorf("a day that is none: %d", code)
	}
}

// From the second page of a list one comes back, from the third to the second.
func TestListsGoBack(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	var drafts []corpus.Draft
	for i := range 45 {
		title, body, author := fmt.Sprintf("第%d首", i), fmt.Sprintf("湖上第%d个早晨。", i), "多产的人"
		drafts = append(drafts, corpus.Draft{Title: &title, Body: &body, Author: &author})
	}
	servertest.Import(t, st, true, drafts...)
	site := servertest.NewSite(t, st)
	rel := func(address, which string) string {
		p := servertest.CheckPage(t, servertest.Get(t, site, address).Body.String())
		for _, a := range p.All("a") {
			if servertest.Attr(a, "rel") == which {
				return servertest.Attr(a, "href")
			}
		}
		return ""
	}
	first := "/authors/1"
	second := rel(first, "next")
	third := rel(second, "next")
	if rel(first, "prev") != "" || rel(second, "prev") != first || rel(third, "prev") != second {
		t.Errorf("back from %s: %q, from %s: %q", second, rel(second, "prev"), third, rel(third, "prev"))
	}
}

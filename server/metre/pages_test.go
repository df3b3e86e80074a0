package metre_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus/store/curation"
	"shiyun/server/servertest"
)

const faulty = "雨透衣裳重，水深步步沉。\n俯身听坝脚，如守病儿衾。"

func TestCheckPage(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for _, c := range []struct {
		name string
		form url.Values
		want []string
	}{
		{"a fault", url.Values{"body": {faulty}}, []string{"五绝", "第1行第7字", "孤平", "/metre/rules/lone_level", `class="off"`}},
		{"nothing wrong", url.Values{"body": {strings.Replace(faulty, "水深", "泥深", 1)}}, []string{"平仄押韵都合"}},
		{"modern verse", url.Values{"body": {"我在阳台上种了一盆菊花\n它开的时候"}}, []string{"不讲平仄"}},
		{"nothing", url.Values{}, []string{"不讲平仄"}},
		{"markup", url.Values{"body": {"<script>月</script>\n（）[]<b>"}}, []string{"&lt;script"}},
		{"much", url.Values{"body": {strings.Repeat("月落乌啼霜满天，", 20000)}}, []string{"太长了"}},
	} {
		rec := servertest.Post(t, site, "/metre", c.form)
		if rec.Code != http.StatusOK {
			t.Errorf("%s: %d", c.name, rec.Code)
			continue
		}
		servertest.CheckPage(t, rec.Body.String())
		for _, want := range c.want {
			if !strings.Contains(rec.Body.String(), want) {
				t.Errorf("%s: no %q", c.name, want)
			}
		}
	}
}

// The book that was chosen is the one the next time, on every page.
func TestBookIsRemembered(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	cookie := servertest.Post(t, site, "/metre", url.Values{"body": {faulty}, "book": {"xinyun"}}).Header().Get("Set-Cookie")
	if !strings.Contains(cookie, "book=xinyun") && !strings.Contains(cookie, "book%3Dxinyun") {
		t.Fatalf("cookie %q", cookie)
	}
	cookie, _, _ = strings.Cut(cookie, ";")
	for address, want := range map[string]string{"/metre": `value="xinyun" selected`, "/poems/1?metre=1": "《中华新韵》", "/metre/rhymes?char=春": "九文"} {
		if page := servertest.Get(t, site, address, "Cookie", cookie).Body.String(); !strings.Contains(page, want) {
			t.Errorf("%s: no %q", address, want)
		}
	}
}

// A tune opens with the form that people write, but 忆江南, sung twice over more
// often than once, with the once.
func TestTuneOpensWith(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for name, lines := range map[string]int{"忆江南": 5, "江城子": 16, "水龙吟": 22} {
		page := servertest.Get(t, site, "/metre/tunes/"+name).Body.String()
		if got := strings.Count(page, `name="line"`); got != lines {
			t.Errorf("%s opens with %d lines, want %d", name, got, lines)
		}
	}
}

func TestTuneIsFilledIn(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	page := servertest.Post(t, site, "/metre/tunes/忆江南", url.Values{"line": {"沙湖好", "冬泳老伴多"}, "title": {"冬泳"}}).Body.String()
	servertest.CheckPage(t, page)
	for _, want := range []string{"少了第", "“伴”是仄声", `value="忆江南·冬泳"`, "沙湖好，冬泳老伴多。"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if rec := servertest.Get(t, site, "/metre/tunes?name=百字令"); rec.Code != http.StatusFound || rec.Header().Get("Location") != "/metre/tunes/%E5%BF%B5%E5%A5%B4%E5%A8%87" {
		t.Errorf("%d to %s", rec.Code, rec.Header().Get("Location"))
	}
	if page := servertest.Get(t, site, "/metre/tunes?name=东亭引").Body.String(); !strings.Contains(page, "词谱里没有《东亭引》") {
		t.Error("an unknown name is not said to be one")
	}
}

// The verse of a submission is looked at before it is sent, and nothing that
// was written is lost.
func TestSubmissionIsLookedAt(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	page := servertest.Post(t, r.Site, "/submit", servertest.Set(r.Form("/submit"), "title", "夜巡", "body", faulty, "look", "1", "contact", "桥头")).Body.String()
	servertest.CheckPage(t, page)
	for _, want := range []string{"孤平", `value="夜巡"`, `value="桥头"`, "水深步步沉"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if counts, err := r.Store.QueueCounts(t.Context(), curation.QueueFilter{}); err != nil || len(counts) > 0 && counts[curation.QueueSubmitted] > 0 {
		t.Errorf("sent in: %v, %v", counts, err)
	}
}

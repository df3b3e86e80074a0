package archive_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/server/servertest"
)

const faulty = "雨透衣裳重，水深步步沉。\n俯身听坝脚，如守病儿衾。"

// A report has the poems of a filter in which something was found, as a page and
// as a table.
func TestMetreReport(t *testing.T) {
	t.Parallel()
	st := servertest.OpenStore(t)
	servertest.Import(t, st, true, servertest.Draft("甲-1", "=夜巡", "桥头老吴", faulty), servertest.Draft("甲-2", "夜巡又", "桥头老吴", strings.Replace(faulty, "水深", "泥深", 1)),
		servertest.Draft("甲-3", "他人", "汀兰", faulty+"\n"+faulty))
	site := servertest.NewSite(t, st)
	cookie := servertest.SignIn(t, st, "王老师", corpus.RoleCurator)
	page := servertest.Get(t, site, "/curator/metre?author=桥头老吴", "Cookie", cookie).Body.String()
	servertest.CheckPage(t, page)
	for _, want := range []string{"共 2 首，讲格律的 2 首，其中 1 首", "=夜巡", "孤平", "/curator/poems/1"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if strings.Contains(page, "夜巡又") || strings.Contains(page, "汀兰") {
		t.Error("a poem without a finding, or of another author, is in the report")
	}
	rec := servertest.Get(t, site, "/curator/metre.csv?author=桥头老吴", "Cookie", cookie)
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(rec.Body.String(), "\uFEFF"))).ReadAll()
	if err != nil || rec.Code != http.StatusOK || len(rows) != 2 || rows[1][2] != "'=夜巡" || rows[1][8] != "第1行第7字“水”" {
		t.Errorf("%d %v %q", rec.Code, err, rows)
	}
	for _, address := range []string{"/curator/poems/1", "/curator/review"} {
		if page := servertest.Get(t, site, address, "Cookie", cookie).Body.String(); address == "/curator/poems/1" && !strings.Contains(page, "孤平") {
			t.Errorf("%s says nothing of the metre", address)
		}
	}
}

// The report is a step away from what a curator looks after.
func TestMetreReportIsLinked(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	d := servertest.Draft("甲-1", "夜巡", "桥头老吴", faulty)
	d.Collections = &[]string{"桥头集"}
	servertest.Import(t, v.Store, true, d)
	for path, query := range map[string]string{"/curator/authors/1": "author=" + url.QueryEscape("桥头老吴"), "/curator/collections/1": "collection=" + url.QueryEscape("桥头集"), "/curator/batches/1": "batch=1"} {
		address := "/curator/metre?" + query
		if page := servertest.Get(t, v.Site, path, "Cookie", v.Cookie).Body.String(); !strings.Contains(page, `href="`+address+`"`) {
			t.Errorf("%s has no link to %s", path, address)
		}
		if page := servertest.Get(t, v.Site, address, "Cookie", v.Cookie).Body.String(); !strings.Contains(page, "夜巡") {
			t.Errorf("%s lacks the poem", address)
		}
	}
}

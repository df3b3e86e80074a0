package batch_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/servertest"
)

// Everything can be taken away, and the log says who did.
func TestExport(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	servertest.Import(t, v.Store, true, servertest.Draft("", "采荷", "汀兰", lotus))
	v.Open("/curator/export")
	v.WantText("全套（ZIP）")
	for _, format := range []string{"zip", "xlsx", "csv", "jsonl"} {
		rec := servertest.Post(t, v.Site, "/curator/export", url.Values{"format": {format}}, "Cookie", v.Cookie)
		if h := rec.Header(); rec.Code != http.StatusOK || h.Get("Cache-Control") != "no-store" || !strings.HasSuffix(h.Get("Content-Disposition"), "2026-05-01."+format) {
			t.Errorf("%s: %d %v", format, rec.Code, h)
		}
		if format == "csv" && !strings.Contains(rec.Body.String(), lotus) {
			t.Errorf("the sheet lacks the poem: %s", rec.Body)
		}
		if format == "zip" {
			z, err := zip.NewReader(bytes.NewReader(rec.Body.Bytes()), int64(rec.Body.Len()))
			if err != nil || !slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "data/poems.jsonl" }) {
				t.Errorf("zip: %v", err)
			}
		}
		if acts, err := v.Store.Acts(t.Context(), 0, 1); err != nil || acts[0].Verb != corpus.ActExport || acts[0].By != "王老师" || acts[0].Detail != format {
			t.Errorf("the log says %+v, %v", acts, err)
		}
	}
	for _, format := range []string{"", "docx", "../x"} {
		if rec := servertest.Post(t, v.Site, "/curator/export", url.Values{"format": {format}}, "Cookie", v.Cookie); rec.Code != http.StatusNotFound {
			t.Errorf("%q: %d", format, rec.Code)
		}
	}
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	for _, kind := range []string{"xlsx", "csv"} {
		rec := servertest.Get(t, v.Site, "/curator/batches/template."+kind, "Cookie", v.Cookie)
		if rec.Code != http.StatusOK || rec.Body.Len() == 0 {
			t.Fatalf("%s: %d", kind, rec.Code)
		}
		v.Upload("/curator/batches", servertest.File("files", "模板."+kind, rec.Body.String()))
		v.WantText("标题", "正文", "每一列是什么")
	}
}

// The whole export of one site, uploaded to another, gives the same export.
func TestWholeExportIsUploaded(t *testing.T) {
	t.Parallel()
	from, to := servertest.NewCurator(t), servertest.NewCurator(t)
	servertest.Import(t, from.Store, true, servertest.Draft("", "采荷", "汀兰", lotus), servertest.Draft("", "看鹤", "老周", crane))
	if err := from.Store.SetStatus(t.Context(), poems.Edit{By: "王老师"}, 2, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if _, err := from.Store.SaveStone(t.Context(), "王老师", corpus.Stone{Code: "t1", Name: "荷石", Poem: 1, Writing: corpus.WritingColumns, State: corpus.StoneStanding}); err != nil {
		t.Fatal(err)
	}
	whole := servertest.Post(t, from.Site, "/curator/export", url.Values{"format": {"zip"}}, "Cookie", from.Cookie).Body.String()
	to.Open("/curator/batches")
	to.Upload("/curator/batches", servertest.File("files", "全套.zip", whole))
	to.WantText("整个档案的导出", "stones.jsonl")
	to.Press("act=check", map[string]string{"publish": "now"})
	to.Await(corpus.BatchChecked)
	to.Press("act=start", nil)
	to.Await(corpus.BatchDone)
	for target, code := range map[string]int{"/poems/1": http.StatusOK, "/poems/2": http.StatusGone, "/s/t1": http.StatusOK} {
		if rec := servertest.Get(t, to.Site, target); rec.Code != code {
			t.Errorf("%s: %d, want %d", target, rec.Code, code)
		}
	}
	to.Open(strings.Split(to.At, "?")[0] + "/undo")
	to.WantText("2 首新增的将撤下", "石刻、录音和图片也撤下")
	to.Press("撤销", nil)
	to.Await(corpus.BatchUndone)
	if rec := servertest.Get(t, to.Site, "/s/t1"); rec.Code != http.StatusNotFound {
		t.Errorf("the stone stands: %d", rec.Code)
	}
}

// Every table of an archive has its columns on the page, to be chosen for
// each.
func TestTablesOfAnArchiveAreMappedByHand(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{{"甲.csv", "甲栏,乙栏\n采荷," + lotus + "\n"}, {"乙.csv", "子栏,丑栏,寅栏\n" + crane + ",看鹤,老周\n"}} {
		w, err := z.Create(f[0])
		if err == nil {
			_, err = w.Write([]byte(f[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	v.Open("/curator/batches")
	v.Upload("/curator/batches", servertest.File("files", "诗.zip", b.String()))
	v.WantText("“甲.csv”里每一列是什么", "“乙.csv”里每一列是什么", "寅栏")
	v.Press("act=look", map[string]string{"c.0": "title", "c.1": "body", "c.2": "body", "c.3": "title", "c.4": "author"})
	v.Press("act=check", map[string]string{"publish": "now"})
	v.Await(corpus.BatchChecked)
	v.Press("act=start", nil)
	v.Await(corpus.BatchDone)
	if p, err := v.Store.Poem(t.Context(), 2); err != nil || p.Title != "看鹤" || p.Author.Name != "老周" || p.Body != crane {
		t.Errorf("%+v, %v", p, err)
	}
}

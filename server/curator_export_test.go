package server_test

import (
	"archive/zip"
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// Everything can be taken away, and the log says who did.
func TestExport(t *testing.T) {
	v := newVolunteer(t)
	importDrafts(t, v.store, true, draft("", "采荷", "汀兰", lotus))
	v.open("/curator/export")
	v.says("全套（ZIP）")
	for _, format := range []string{"zip", "xlsx", "csv", "jsonl"} {
		rec := send(t, v.site, "/curator/export", url.Values{"format": {format}}, "Cookie", v.cookie)
		if h := rec.Header(); rec.Code != http.StatusOK || h.Get("Cache-Control") != "no-store" || !strings.HasSuffix(h.Get("Content-Disposition"), "2026-05-01."+format) {
			t.Errorf("%s: %d %v", format, rec.Code, h)
		}
		if format == "csv" && !strings.Contains(rec.Body.String(), lotus) {
			t.Errorf("the sheet lacks the poem: %s", rec.Body)
		}
		if format == "zip" {
			z, err := zip.NewReader(bytes.NewReader(rec.Body.Bytes()), int64(rec.Body.Len()))
			if err != nil || !slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == "poems.jsonl" }) {
				t.Errorf("zip: %v", err)
			}
		}
		if acts, err := v.store.Acts(t.Context(), 0, 1); err != nil || acts[0].Verb != corpus.ActExport || acts[0].By != "王老师" || acts[0].Detail != format {
			t.Errorf("the log says %+v, %v", acts, err)
		}
	}
	for _, format := range []string{"", "docx", "../x"} {
		if rec := send(t, v.site, "/curator/export", url.Values{"format": {format}}, "Cookie", v.cookie); rec.Code != http.StatusNotFound {
			t.Errorf("%q: %d", format, rec.Code)
		}
	}
}

func TestTemplates(t *testing.T) {
	v := newVolunteer(t)
	for _, kind := range []string{"xlsx", "csv"} {
		rec := get(t, v.site, "/curator/batches/template."+kind, "Cookie", v.cookie)
		if rec.Code != http.StatusOK || rec.Body.Len() == 0 {
			t.Fatalf("%s: %d", kind, rec.Code)
		}
		v.upload("/curator/batches", sentFile{"files", "模板." + kind, rec.Body.String()})
		v.says("标题", "正文", "每一列是什么")
	}
}

// The whole export of one site, uploaded to another, gives the same export.
func TestWholeExportIsUploaded(t *testing.T) {
	from, to := newVolunteer(t), newVolunteer(t)
	importDrafts(t, from.store, true, draft("", "采荷", "汀兰", lotus), draft("", "看鹤", "老周", crane))
	if err := from.store.SetStatus(t.Context(), store.Edit{By: "王老师"}, 2, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if _, err := from.store.SaveStone(t.Context(), "王老师", corpus.Stone{Code: "t1", Name: "荷石", Poem: 1, Writing: corpus.WritingColumns, State: corpus.StoneStanding}); err != nil {
		t.Fatal(err)
	}
	whole := send(t, from.site, "/curator/export", url.Values{"format": {"zip"}}, "Cookie", from.cookie).Body.String()
	to.open("/curator/batches")
	to.upload("/curator/batches", sentFile{"files", "全套.zip", whole})
	to.says("整个档案的导出", "stones.jsonl")
	to.press("act=check", map[string]string{"publish": "now"})
	to.await(corpus.BatchChecked)
	to.press("act=start", nil)
	to.await(corpus.BatchDone)
	for target, code := range map[string]int{"/poems/1": http.StatusOK, "/poems/2": http.StatusGone, "/s/t1": http.StatusOK} {
		if rec := get(t, to.site, target); rec.Code != code {
			t.Errorf("%s: %d, want %d", target, rec.Code, code)
		}
	}
	to.open(strings.Split(to.at, "?")[0] + "/undo")
	to.says("2 首新增的将撤下", "石刻、录音和图片也撤下")
	to.press("撤销", nil)
	to.await(corpus.BatchUndone)
	if rec := get(t, to.site, "/s/t1"); rec.Code != http.StatusNotFound {
		t.Errorf("the stone stands: %d", rec.Code)
	}
}

// Every table of an archive has its columns on the page, to be chosen for
// each.
func TestTablesOfAnArchiveAreMappedByHand(t *testing.T) {
	v := newVolunteer(t)
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
	v.open("/curator/batches")
	v.upload("/curator/batches", sentFile{"files", "诗.zip", b.String()})
	v.says("“甲.csv”里每一列是什么", "“乙.csv”里每一列是什么", "寅栏")
	v.press("act=look", map[string]string{"c.0": "title", "c.1": "body", "c.2": "body", "c.3": "title", "c.4": "author"})
	v.press("act=check", map[string]string{"publish": "now"})
	v.await(corpus.BatchChecked)
	v.press("act=start", nil)
	v.await(corpus.BatchDone)
	if p, err := v.store.Poem(t.Context(), 2); err != nil || p.Title != "看鹤" || p.Author.Name != "老周" || p.Body != crane {
		t.Errorf("%+v, %v", p, err)
	}
}

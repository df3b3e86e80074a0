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

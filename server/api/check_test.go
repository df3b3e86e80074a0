package api_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"shiyun/server/servertest"
)

const faulty = "两个黄鹂鸣翠柳，一行白鹭上青山。\n窗含西岭千秋雪，门泊东吴万里船。"

func postCheck(t *testing.T, site http.Handler, contentType, body string) (int, map[string]any) {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, "/api/v1/check", strings.NewReader(body))
	req.Header.Set("Content-Type", contentType)
	rec := httptest.NewRecorder()
	site.ServeHTTP(rec, req)
	var answer map[string]any
	if err := json.Unmarshal(rec.Body.Bytes(), &answer); err != nil {
		t.Fatalf("%d %s: %v", rec.Code, rec.Body, err)
	}
	return rec.Code, answer
}

func TestCheck(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	const form, jsonType = "application/x-www-form-urlencoded", "application/json"
	asJSON, _ := json.Marshal(map[string]string{"ref": "甲-1", "title": "绝句", "body": faulty})
	for _, sent := range []struct{ name, contentType, body string }{
		{"a form", form, url.Values{"ref": {"甲-1"}, "title": {"绝句"}, "body": {faulty}}.Encode()},
		{"JSON", jsonType + "; charset=utf-8", string(asJSON)},
	} {
		code, got := postCheck(t, site, sent.contentType, sent.body)
		if code != http.StatusOK || got["ref"] != "甲-1" || got["title"] != "绝句" || got["form"] != "七绝" || got["book"] != "pingshui" || got["rhyme_ok"] != true || got["metre_ok"] != true {
			t.Fatalf("%s: %d %v", sent.name, code, got)
		}
		found := got["findings"].([]any)
		near := found[0].(map[string]any)
		if near["rule"] != "near_rhyme" || near["severity"] != "warning" || near["line"] != 1.0 || near["char"] != 15.0 ||
			!strings.Contains(near["text"].(string), "十五删") || !strings.Contains(near["advice"].(string), "一先") {
			t.Errorf("%s: %v", sent.name, near)
		}
	}
	for _, tt := range []struct {
		name, contentType, body string
		want                    int
	}{
		{"no such book", form, "body=月&book=guangyun", http.StatusBadRequest},
		{"broken JSON", jsonType, `{"body":`, http.StatusBadRequest},
		{"too large", form, "body=" + strings.Repeat("a", 2<<20), http.StatusRequestEntityTooLarge},
		{"nothing", form, "", http.StatusOK},
		{"200,000 characters", jsonType, `{"body":"` + strings.Repeat("月", 200000) + `"}`, http.StatusOK},
	} {
		if code, got := postCheck(t, site, tt.contentType, tt.body); code != tt.want {
			t.Errorf("%s: %d %v", tt.name, code, got)
		}
	}
}

package server_test

import (
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

func TestListOnPaperHasItsPoemsWhole(t *testing.T) {
	st := archive(t)
	site := newSite(t, st)
	list := parse(t, get(t, site, "/forms/七绝").Body.String())
	address := ""
	for _, a := range list.all("a") {
		if strings.HasPrefix(attr(a, "href"), "/paper") {
			address = attr(a, "href")
		}
	}
	var want []string
	for _, p := range allPublished(t, st) {
		if p.Form == "七绝" {
			want = append(want, p.Title)
		}
	}
	p := checkPage(t, get(t, site, address, "Cookie", "shiyun_view=pinyin=all").Body.String())
	sheets := p.classed("on-paper")
	if len(sheets) != len(want) || len(sheets) == 0 {
		t.Fatalf("%d poems on paper at %q, want %d", len(sheets), address, len(want))
	}
	for i, sheet := range sheets {
		if !strings.HasPrefix(strings.TrimSpace(text(sheet)), want[i]) {
			t.Errorf("poem %d begins %.20q, want %s", i, text(sheet), want[i])
		}
	}
	if len(p.all("rt")) < 20*len(sheets) {
		t.Errorf("%d readings over %d poems of 28 characters", len(p.all("rt")), len(sheets))
	}
}

func TestWithdrawnPoemsAreNotOnPaper(t *testing.T) {
	st := archive(t)
	site := newSite(t, st)
	p, err := st.Published(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.SetStatus(t.Context(), store.Edit{By: corpus.ActorCommand}, p.ID, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	if body := get(t, site, "/paper?form="+string(p.Form)).Body.String(); strings.Contains(body, p.Title) {
		t.Errorf("%s is on paper", p.Title)
	}
}

package reading_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"shiyun/indexer/search"
	"shiyun/server"
	"shiyun/server/servertest"
)

func TestSimilarPoems(t *testing.T) {
	st := servertest.SampleArchive(t)
	like := func(relation search.Relation, shared ...string) search.Related {
		return search.Related{ID: 4, Title: "题", Author: "人", AuthorID: 4, Form: "词", Relation: relation, Shared: shared}
	}
	for _, tt := range []struct {
		related []search.Related
		want    string
	}{
		{nil, ""},
		{[]search.Related{like(search.RelatedReply)}, "唱和"},
		{[]search.Related{like(search.RelatedTune, "鹧鸪天")}, "同调：鹧鸪天"},
		{[]search.Related{like(search.RelatedRhyme, "桥", "浇", "宵")}, "同韵：桥、浇、宵"},
		{[]search.Related{like(search.RelatedWords, servertest.Nasty)}, "词语相近：" + servertest.Nasty},
		{[]search.Related{like("unknown", "甲")}, ""},
		{[]search.Related{{ID: 2, Title: "撤回之诗", Author: "甲", AuthorID: 2, Relation: search.RelatedReply}, like(search.RelatedReply)}, "唱和"},
		{slicesOf(like(search.RelatedReply), 9), strings.Repeat("|唱和", 6)[1:]},
	} {
		p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, st, servertest.WithSearch(&servertest.FixedSearcher{Related: tt.related})), "/poems/1").Body.String())
		var got []string
		for _, n := range p.Classed("why") {
			got = append(got, servertest.Text(n))
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%v: %q, want %q", tt.related, got, tt.want)
		}
		if strings.Contains(servertest.Text(p.Node), "撤回之诗") {
			t.Error("a withdrawn poem is shown beside another")
		}
		if shown := strings.Contains(servertest.Text(p.Node), "相近的诗"); shown != (len(tt.related) > 0) {
			t.Errorf("%v: heading shown %v", tt.related, shown)
		}
	}
}

func slicesOf[T any](one T, n int) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = one
	}
	return list
}

// A poem is shown although nothing like it can be found; a program is told.
func TestSimilarPoemsMayFail(t *testing.T) {
	var log bytes.Buffer
	f := &servertest.FixedSearcher{Err: errors.New("内部机密"), Related: []search.Related{}}
	site := servertest.NewSite(t, servertest.SampleArchive(t), servertest.WithSearch(f), func(c *server.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	rec := servertest.Get(t, site, "/poems/1")
	if p := servertest.CheckPage(t, rec.Body.String()); rec.Code != http.StatusOK || strings.Contains(servertest.Text(p.Node), "相近的诗") || len(p.Classed("line")) != 2 {
		t.Errorf("page: %d", rec.Code)
	}
	if !strings.Contains(log.String(), "similar poems") || !strings.Contains(log.String(), "request_id="+rec.Header().Get("X-Request-Id")) {
		t.Errorf("log: %s", log.String())
	}
	if rec := servertest.Get(t, site, "/api/v1/poems/1/similar"); rec.Code != http.StatusInternalServerError || strings.Contains(rec.Body.String(), "机密") {
		t.Errorf("API: %d %s", rec.Code, rec.Body)
	}
	f.Err, f.Related = nil, nil
	if body := servertest.Get(t, site, "/api/v1/poems/1/similar").Body.String(); strings.TrimSpace(body) != `{"related":[]}` {
		t.Errorf("API without any: %s", body)
	}
}

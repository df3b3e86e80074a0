package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/server"
	"shiyun/server/servertest"
	"shiyun/server/session"
)

// The fields that a route takes are those of the form that leads to it.
func TestEveryFieldOfTheFormsIsTaken(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	receipt := r.WantReceipt(r.Submit())
	taken := map[string][]string{}
	for _, row := range r.Site.Table() {
		if row.Method == http.MethodPost && row.Who == "" {
			if row.Fields == nil {
				t.Errorf("%s takes any field", row.Path)
			}
			taken[row.Path] = row.Fields
		}
	}
	for page, path := range map[string]string{"/submit": "/submit", "/receipt": "/receipt", "/poems/1/correct": "/poems/:id/correct", "/poems/1/recite": "/poems/:id/recite", receipt + "/edit": "/receipt/:token/edit",
		receipt + "/withdraw": "/receipt/:token/withdraw", "/curator/sign-in": "/curator/sign-in", "/preferences": "/preferences", "/metre": "/metre", "/metre/tunes/忆江南": "/metre/tunes/:name"} {
		for field := range r.Form(page) {
			if !slices.Contains(taken[path], field) && field != "q" && field != session.FormField { // of the search in the head of every page
				t.Errorf("%s has a field %s that %s does not take", page, field, path)
			}
		}
	}
}

// What a visitor says the host is named goes into nothing that others are
// given.
func TestHostIsHandedOnToNobody(t *testing.T) {
	t.Parallel()
	const evil = "evil.example"
	st := servertest.SampleArchive(t)
	bare, public := servertest.NewSite(t, st), servertest.NewSite(t, st, func(c *server.Config) { c.PublicURL = "https://shiyun.example" })
	cookie := servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	for _, target := range []string{"/feeds/poems.atom", "/feeds/authors/1.atom", "/feeds/search.atom?q=月", "/robots.txt", "/sitemap.xml", "/sitemaps/0.xml", "/opensearch.xml", "/", "/poems/1", "/api/v1/poems/1", "/api/v1/search?q=月"} {
		for _, site := range []*server.Server{bare, public} {
			req := servertest.NewRequest(target, "10.0.0.1:1")
			req.Host = evil
			if rec := servertest.Serve(site, req); rec.Code != http.StatusOK || strings.Contains(rec.Body.String(), evil) {
				t.Errorf("%s: %d, says %s: %v", target, rec.Code, evil, strings.Contains(rec.Body.String(), evil))
			}
		}
	}
	req := servertest.Post(t, bare, "/curator/accounts", map[string][]string{"name": {"新来的"}}, "Cookie", cookie)
	if page := req.Body.String(); strings.Contains(page, "example.com/curator/welcome") || !strings.Contains(page, ">/curator/welcome/") || !strings.Contains(page, "接上") {
		t.Errorf("the one-time link: %s", page)
	}
}

package server_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server"
	"shiyun/server/servertest"
)

// Every route is asked by every sort of visitor; a new line of the table is
// asked too.
func TestWhoMayUseWhat(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st, servertest.WithDesk(t, st, t.TempDir()))
	servertest.SignIn(t, st, "整理者", corpus.RoleCurator)
	servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	gone := servertest.SignIn(t, st, "走了的人", corpus.RoleAdmin)
	if err := st.SetDisabled(t.Context(), corpus.ActorCommand, 3, true); err != nil {
		t.Fatal(err)
	}
	visitors := map[string]func() string{ // the walk signs people out, so they sign in each time
		"visitor": func() string { return "" }, "forger": func() string { return "shiyun=" + strings.Repeat("A", 43) },
		"disabled": func() string { return gone },
		"curator":  func() string { return servertest.SignInAgain(t, st, "整理者") }, "admin": func() string { return servertest.SignInAgain(t, st, "管理员") },
	}
	for _, row := range site.Table() {
		for name, cookie := range visitors {
			rec := ask(t, site, row, cookie())
			if got, want := outcome(rec), expected(row, name); got != want {
				t.Errorf("%s %s as %s: %s (%d), want %s", row.Method, row.Path, name, got, rec.Code, want)
			}
			if strings.HasPrefix(row.Path, "/curator") && (rec.Header().Get("Cache-Control") != "no-store" || rec.Header().Get("X-Robots-Tag") != "noindex") {
				t.Errorf("%s %s as %s may be kept", row.Method, row.Path, name)
			}
		}
	}
}

func ask(t *testing.T, site http.Handler, row server.TableRow, cookie string) *httptest.ResponseRecorder {
	parts := strings.Split(row.Path, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, ":") {
			parts[i] = "987654"
		}
	}
	req := httptest.NewRequest(row.Method, strings.Join(parts, "/"), nil)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if cookie != "" {
		req.Header.Set("Cookie", cookie)
	}
	if row.Endless {
		ctx, stop := context.WithTimeout(t.Context(), time.Minute)
		defer stop()
		rec := hangsUp{httptest.NewRecorder(), stop}
		site.ServeHTTP(rec, req.WithContext(ctx))
		return rec.ResponseRecorder
	}
	return servertest.Serve(site, req)
}

// hangsUp is a visitor of an event stream who leaves after the first event.
type hangsUp struct {
	*httptest.ResponseRecorder
	leave func()
}

func (h hangsUp) Flush() {
	h.ResponseRecorder.Flush()
	h.leave()
}

func outcome(rec *httptest.ResponseRecorder) string {
	switch {
	case rec.Code == http.StatusSeeOther && strings.HasPrefix(rec.Header().Get("Location"), "/curator/sign-in"):
		return "sent to sign in"
	case rec.Code == http.StatusUnauthorized:
		return "signed out"
	case rec.Code == http.StatusForbidden:
		return "forbidden"
	case rec.Code >= 500 && rec.Code != http.StatusServiceUnavailable:
		return "broken"
	}
	return "let in"
}

func expected(row server.TableRow, visitor string) string {
	known := visitor == "curator" || visitor == "admin"
	switch {
	case row.Who == "" || visitor == "admin" || visitor == row.Who:
		return "let in"
	case known:
		return "forbidden"
	case row.Method == http.MethodGet && !strings.HasPrefix(row.Path, "/api/"):
		return "sent to sign in"
	}
	return "signed out"
}

// Nothing is answered that is not in the table.
func TestEveryRouteIsInTheTable(t *testing.T) {
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st, servertest.WithDesk(t, st, t.TempDir()))
	var table []string
	for _, row := range site.Table() {
		table = append(table, row.Method+" "+row.Path)
		if row.Who == "" && strings.HasPrefix(row.Path, "/curator") && !strings.HasPrefix(row.Path, "/curator/sign-in") && !strings.HasPrefix(row.Path, "/curator/welcome/") {
			t.Errorf("%s is for anyone", row.Path)
		}
		if row.Method != http.MethodGet && strings.HasPrefix(row.Path, "/api/") && row.Path != "/api/v1/check" { // which keeps nothing
			t.Errorf("%s %s: the API only reads", row.Method, row.Path)
		}
	}
	registered := site.Registered()
	slices.Sort(table)
	slices.Sort(registered)
	if !slices.Equal(table, registered) {
		t.Errorf("table %v\nrouter %v", table, registered)
	}
}

// Forms on other sites change nothing here, whoever is signed in.
func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	st := servertest.OpenStore(t)
	site := servertest.NewSite(t, st, func(c *server.Config) { c.PublicURL = "https://shiyun.example" })
	cookie := "__Host-" + servertest.SignIn(t, st, "王老师", corpus.RoleCurator)
	for _, tt := range []struct {
		name    string
		headers []string
		want    int
	}{
		{"cross-site", []string{"Sec-Fetch-Site", "cross-site"}, 403},
		{"same-site", []string{"Sec-Fetch-Site", "same-site"}, 403},
		{"another origin", []string{"Sec-Fetch-Site", "", "Origin", "https://evil.example"}, 403},
		{"no origin to speak of", []string{"Sec-Fetch-Site", "", "Origin", "null"}, 403},
		{"another scheme", []string{"Sec-Fetch-Site", "", "Origin", "file://"}, 403},
		{"own origin said by an evil one", []string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example", "Host", "evil.example"}, 403},
		{"method in a header", []string{"Sec-Fetch-Site", "cross-site", "X-HTTP-Method-Override", "GET"}, 403},
		{"public address behind a proxy", []string{"Sec-Fetch-Site", "", "Origin", "https://shiyun.example"}, 303},
		{"same origin", []string{"Sec-Fetch-Site", "same-origin"}, 303},
		{"own host", []string{"Sec-Fetch-Site", "", "Origin", "http://example.com"}, 303},
	} {
		headers := slices.Clone(tt.headers)
		req := append(headers, "Cookie", cookie)
		if rec := servertest.Post(t, site, "/curator/me/sessions/end", nil, req...); rec.Code != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, rec.Code, tt.want)
		}
	}
	if rec := servertest.Post(t, site, "/curator/sign-in", nil, "Sec-Fetch-Site", "cross-site"); rec.Code != http.StatusForbidden {
		t.Errorf("signing somebody in from elsewhere: %d", rec.Code)
	}
}

func TestBoundsOfRoutes(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	read := func(c echo.Context) error {
		n, err := io.Copy(io.Discard, c.Request().Body)
		if err != nil {
			return err
		}
		return c.JSON(http.StatusOK, n)
	}
	site.Add(http.MethodPost, "/small", "", read, 0, 0, false)
	site.Add(http.MethodPost, "/large", "", read, 2<<20, time.Minute, false)
	site.Add(http.MethodPost, "/closed", "curator", read, 2<<20, time.Minute, false)
	for _, tt := range []struct {
		path string
		size int
		want int
	}{{"/small", 200 << 10, 200}, {"/small", 1 << 20, 413}, {"/large", 1 << 20, 200}, {"/large", 3 << 20, 413}, {"/closed", 1 << 20, 401}} {
		for _, length := range []int64{int64(tt.size), -1} { // said beforehand, or not
			req := httptest.NewRequest(http.MethodPost, tt.path, io.LimitReader(endless{}, int64(tt.size)))
			req.ContentLength = length
			if rec := servertest.Serve(site, req); rec.Code != tt.want {
				t.Errorf("%d bytes to %s (length %d): %d, want %d", tt.size, tt.path, length, rec.Code, tt.want)
			}
		}
	}
}

// The pages about words are curators' alone, with the index behind them too.
func TestWordPagesAreCurators(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	for _, row := range w.Site.Table() {
		if strings.HasPrefix(row.Path, "/curator/words") || strings.HasPrefix(row.Path, "/curator/searches") {
			if got := outcome(ask(t, w.Site, row, "")); got == "let in" || got == "broken" {
				t.Errorf("%s %s: %s", row.Method, row.Path, got)
			}
		}
	}
	for _, target := range []string{"/curator/searches", "/curator/words", "/curator/words/aliases", "/curator/words/cut?line=秋水&word=湖秋水", "/curator/words/themes", "/curator/words/themes?theme=抗洪", "/curator/searches/why?q=秋&poem=1"} {
		servertest.CheckPage(t, w.Page(target))
	}
}

// A browser that says nothing of where a form is from must have been shown the
// page that sends it, whoever the form is for.
func TestFormsShowWhereTheyAreFrom(t *testing.T) {
	t.Parallel()
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	cookie := servertest.SignIn(t, st, "管理员", corpus.RoleAdmin)
	for _, row := range site.Table() {
		if row.Method != http.MethodPost || row.Open {
			continue
		}
		target := strings.NewReplacer(":id", "1", ":token", "x", ":rev", "1", ":media", "1").Replace(row.Path)
		rec := servertest.Post(t, site, target, url.Values{"title": {"荷"}}, "Sec-Fetch-Site", "", "Cookie", cookie)
		if rec.Code != http.StatusBadRequest || !strings.Contains(rec.Body.String(), "不知道是从哪里打开的") {
			t.Errorf("%s: %d", row.Path, rec.Code)
		}
	}
}

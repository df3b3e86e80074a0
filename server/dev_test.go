package server_test

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shiyun/server"
	"shiyun/server/servertest"
	"shiyun/web"
)

// copyOfWeb is the folders of pages, to be edited.
func copyOfWeb(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, web.Files); err != nil {
		t.Fatal(err)
	}
	return dir
}

func replaceInFile(t *testing.T, path, before, after string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), before, after, 1)
	if changed == string(text) {
		t.Fatalf("%s has no %q", path, before)
	}
	if err := os.WriteFile(path, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
}

var styleSheet = regexp.MustCompile(`/assets/[0-9a-f]+/shiyun\.css`)

func TestDevelopmentShowsChangesAtTheNextRequest(t *testing.T) {
	t.Parallel()
	dir := copyOfWeb(t)
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(cfg *server.Config) { cfg.Dev = os.DirFS(dir) })
	page := func(headers ...string) string { return servertest.Get(t, site, "/help", headers...).Body.String() }
	before := page()
	if strings.Contains(before, "改过的") {
		t.Fatal("changed before it was")
	}
	replaceInFile(t, filepath.Join(dir, "templates/pages/help.html"), `{{define "content"}}`, `{{define "content"}}<p>改过的模板</p>`)
	replaceInFile(t, filepath.Join(dir, "text/zh-Hans/help.json"), `"help.index.lead": "`, `"help.index.lead": "改过的话`)
	if after := page(); !strings.Contains(after, "改过的模板") || !strings.Contains(after, "改过的话") {
		t.Error("a template and a sentence are as they were")
	}
	if after := page("Accept-Language", "zh-TW"); !strings.Contains(after, "改过的模板") || strings.Contains(after, "改过的话") {
		t.Error("the other script shows neither its template nor its own words")
	}
	replaceInFile(t, filepath.Join(dir, "styles/2-base.css"), "body", ".changed-now{color:red}body")
	sheet := styleSheet.FindString(page())
	if sheet == styleSheet.FindString(before) {
		t.Error("a style changed and its address did not")
	}
	if rec := servertest.Get(t, site, sheet); rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), ".changed-now") {
		t.Errorf("%s: %d without the change", sheet, rec.Code)
	}
}

func TestDevelopmentShowsMistakes(t *testing.T) {
	t.Parallel()
	dir := copyOfWeb(t)
	site := servertest.NewSite(t, servertest.SampleArchive(t), func(cfg *server.Config) { cfg.Dev = os.DirFS(dir) })
	replaceInFile(t, filepath.Join(dir, "templates/pages/help.html"), `{{define "content"}}`, `{{define "content"}}{{.Data.Nonsense}}`)
	if rec := servertest.Get(t, site, "/help"); rec.Code != http.StatusInternalServerError || !strings.Contains(rec.Body.String(), "Nonsense") ||
		!strings.Contains(rec.Body.String(), `class="failure"`) {
		t.Errorf("a mistake in a page: %d %s", rec.Code, rec.Body)
	}
	if rec := servertest.Get(t, site, "/forms"); rec.Code != http.StatusOK {
		t.Errorf("another page: %d", rec.Code)
	}
	replaceInFile(t, filepath.Join(dir, "templates/layout.html"), "<html", "{{end}}<html")
	if rec := servertest.Get(t, site, "/forms"); rec.Code != http.StatusInternalServerError || !strings.Contains(rec.Body.String(), "layout.html") {
		t.Errorf("a mistake in the layout: %d %s", rec.Code, rec.Body)
	}
}

// Without it the files in the program serve, and what went wrong is for the
// log alone.
func TestPagesAreOfTheProgramOutsideDevelopment(t *testing.T) {
	t.Chdir(copyOfWeb(t))
	replaceInFile(t, "templates/pages/help.html", `{{define "content"}}`, `{{define "content"}}<p>改过的模板</p>`)
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	if rec := servertest.Get(t, site, "/help"); rec.Code != http.StatusOK || strings.Contains(rec.Body.String(), "改过的模板") {
		t.Errorf("%d, of the files in the working directory", rec.Code)
	}
}

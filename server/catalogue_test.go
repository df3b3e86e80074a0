package server_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shiyun/indexer/search/suggest"
	"shiyun/server/servertest"
	"shiyun/web"
)

var (
	saidInGo      = regexp.MustCompile(`[sS]ay\("([^"]+)"[,)]`)
	saidInPages   = regexp.MustCompile(`\bt "([^"]+)"`)
	familyOfKeys  = regexp.MustCompile(`"((?:[a-z_]+\.)+)"|print \.Key "(\.[a-z_]+)"`) // keys put together, by how they begin or end
	namesInAct    = regexp.MustCompile(`(Verb|Actor|Role) += "@?([a-z_]+)"`)
	keyInGo       = regexp.MustCompile(`"([a-z0-9_]+(?:\.[a-z0-9_]+)+)"`)
	saidInScripts = regexp.MustCompile(`\bwords\.([a-z]+)`)
	chineseInPage = regexp.MustCompile(`\p{Han}+`)
)

func goSources(t *testing.T) map[string]string {
	t.Helper()
	sources := map[string]string{}
	for _, root := range []string{".", "../corpus", "../indexer", "../cmd"} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := os.ReadFile(name)
			sources[name] = string(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return sources
}

func templates(t *testing.T) map[string]string {
	t.Helper()
	sources := map[string]string{}
	err := fs.WalkDir(web.Files, "templates", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := web.Files.ReadFile(name)
		sources[name] = string(text)
		return err
	})
	if err != nil || len(sources) == 0 {
		t.Fatalf("no templates: %v", err)
	}
	return sources
}

func TestEveryKeyHasASentenceAndEverySentenceIsUsed(t *testing.T) {
	words := servertest.NewSite(t, servertest.OpenStore(t)).Words()
	used, failures := map[string]bool{}, 0
	need := func(where, key string) {
		used[key] = true
		if words[key] == "" {
			t.Errorf("%s: no sentence for %q", where, key)
		}
	}
	for name, text := range templates(t) {
		for _, m := range saidInPages.FindAllStringSubmatch(text, -1) {
			need(name, m[1])
		}
	}
	for name, text := range goSources(t) {
		for _, m := range saidInGo.FindAllStringSubmatch(text, -1) {
			need(name, m[1])
		}
		for _, m := range keyInGo.FindAllStringSubmatch(text, -1) {
			used[m[1]] = used[m[1]] || words[m[1]] != "" // a key kept in a table
		}
	}
	for _, m := range regexp.MustCompile(`"(error\.[a-z_.]+)"`).FindAllStringSubmatch(goSources(t)["page/errors.go"], -1) {
		need("page/errors.go", m[1])
		failures++
	}
	if failures == 0 {
		t.Error("found no failures in page/errors.go")
	}
	for where, text := range families(t) {
		for _, m := range familyOfKeys.FindAllStringSubmatch(text, -1) {
			for key := range words {
				used[key] = used[key] || m[1] != "" && strings.HasPrefix(key, m[1]) || m[2] != "" && strings.HasSuffix(key, m[2])
			}
		}
		for _, m := range namesInAct.FindAllStringSubmatch(text, -1) {
			need(where, map[string]string{"Verb": "act.", "Actor": "actor.", "Role": "role."}[m[1]]+m[2])
		}
	}
	for key := range words {
		if !used[key] && !strings.HasPrefix(key, "help:") { // help has a test beside the commands
			t.Errorf("sentence %q is never said", key)
		}
	}
}

// families are the texts in which keys are put together, and those that hold
// the names they are put together with.
func families(t *testing.T) map[string]string {
	t.Helper()
	sources := goSources(t)
	maps.Copy(sources, templates(t))
	for _, name := range []string{"../corpus/act.go", "../corpus/account.go"} {
		text, err := os.ReadFile(name)
		if err != nil || !namesInAct.Match(text) {
			t.Fatalf("no names in %s: %v", name, err)
		}
		sources[name] = string(text)
	}
	return sources
}

// Sentences live in the catalogue and nowhere else.
func TestTemplatesHoldNoSentences(t *testing.T) {
	for name, text := range templates(t) {
		if found := chineseInPage.FindString(text); found != "" {
			t.Errorf("%s holds %q", name, found)
		}
		if strings.Contains(text, " style=") || strings.Contains(text, " onclick=") || strings.Contains(text, "<style") {
			t.Errorf("%s holds a style or script of its own", name)
		}
	}
}

// Scripts say what the page hands them, and the page hands them all they say.
func TestScriptsHoldNoSentences(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	handed := map[string]bool{}
	for page, class := range map[string]string{"/": "search", "/submit": "proof-box"} {
		p := servertest.Parse(t, servertest.Get(t, site, page).Body.String())
		for _, a := range p.Classed(class)[0].Attr {
			if word, ok := strings.CutPrefix(a.Key, "data-"); ok && a.Val != "" {
				handed[word] = true
			}
		}
	}
	names, err := fs.Glob(web.Files, "scripts/*.js")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, name := range names {
		script, err := web.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := chineseInPage.FindString(string(script)); found != "" {
			t.Errorf("%s holds %q", name, found)
		}
		for _, m := range saidInScripts.FindAllStringSubmatch(string(script), -1) {
			if !handed[m[1]] {
				t.Errorf("%s says %q, which the page does not hand over", name, m[1])
			}
		}
	}
	for _, kind := range suggest.Kinds() {
		if !handed[string(kind)] {
			t.Errorf("no word for suggestions of kind %q", kind)
		}
	}
}

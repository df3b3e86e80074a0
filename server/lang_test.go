package server_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"shiyun/corpus"
	"shiyun/corpus/sample"
	"shiyun/server"
	"shiyun/server/servertest"
)

// mixes holds for sentences of the site's that quote the archive and are made,
// read or copied as one.
func mixes(target string, n *html.Node) bool {
	return servertest.Attr(n, "class") == "citation" || servertest.Attr(n, "id") == "plain" || strings.HasPrefix(target, "/search/paper")
}

// Every run of text says in which script it is: a screen reader and the
// browser's choice of a font go by it.
func TestEveryRunSaysItsScript(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		drafts []corpus.Draft
		words  string
	}{
		"traditional poems on simplified pages": {inTraditional(t, servertest.SampleDrafts(t)), "hans"},
		"simplified poems on traditional pages": {servertest.SampleDrafts(t), "hant"},
	} {
		t.Run(name, func(t *testing.T) {
			w := servertest.NewIndexedSite(t, tt.drafts...)
			if err := sample.Arrange(t.Context(), w.Store); err != nil {
				t.Fatal(err)
			}
			w.Site = servertest.NewSite(t, w.Store, servertest.WithDesk(t, w.Store, t.TempDir()), func(c *server.Config) { c.Demo = true }, w.Options)
			cookie := servertest.SignIn(t, w.Store, "楚凤", corpus.RoleAdmin) + "; shiyun_view=words=" + tt.words
			from := []string{"/", "/search?q=月", "/search?q=无此无此无此", "/search?form=七绝", "/styleguide", "/play/feihua?c=风&at=2", "/curator"}
			if pages := crawl(t, w.Site, from, func(target, body string) { checkRuns(t, target, body) }, "Cookie", cookie); pages < 150 {
				t.Errorf("only %d pages read", pages)
			}
		})
	}
}

func checkRuns(t *testing.T, target, body string) {
	t.Helper()
	for n := range servertest.Parse(t, body).Descendants() {
		if n.Namespace == "svg" && n.Data == "text" && n.FirstChild == nil {
			t.Errorf("%s: a drawing has a text without words: markup of pages ends a drawing", target)
		}
		if n.Type != html.TextNode || slices.Contains([]string{"script", "title", "option"}, n.Parent.Data) || mixes(target, n.Parent) {
			continue
		}
		if wrong := foreign(n.Data, servertest.LangAt(n)); wrong != "" {
			t.Errorf("%s: %s in <%s class=%q> %.40q", target, wrong, n.Parent.Data, servertest.Attr(n.Parent, "class"), strings.TrimSpace(n.Data))
		}
	}
}

package reader_test

import (
	"net/http"
	"strings"
	"testing"

	"shiyun/server/servertest"
)

// A screen turns by itself until somebody stops it, and shows a poem that
// fits.
func TestScreenTurnsUntilItIsStopped(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	shown := map[string]bool{}
	next := "/screen?n=3"
	for range 6 {
		rec := servertest.Get(t, site, next)
		page := servertest.Parse(t, rec.Body.String())
		verse := page.Classed("verse")
		if rec.Code != http.StatusOK || len(verse) != 1 {
			t.Fatalf("%s: %d, %d poems", next, rec.Code, len(verse))
		}
		shown[servertest.Text(verse[0])] = true
		still := servertest.Get(t, site, next+"&still=1")
		if still.Header().Get("Refresh") != "" || !strings.Contains(still.Body.String(), servertest.Attr(page.Classed("poem-title")[0].FirstChild, "href")) {
			t.Errorf("%s stopped goes on, or shows another poem", next)
		}
		_, url, turns := strings.Cut(rec.Header().Get("Refresh"), "; url=")
		if !turns {
			t.Fatalf("%s does not turn: %q", next, rec.Header().Get("Refresh"))
		}
		next = url
	}
	if len(shown) < 5 {
		t.Errorf("%d poems in six turns", len(shown))
	}
}

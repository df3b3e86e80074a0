package reader_test

import (
	"strings"
	"testing"

	"shiyun/server/servertest"
)

// The style page shows every component with the templates of the pages.
func TestStyleguide(t *testing.T) {
	site := servertest.NewSite(t, servertest.OpenStore(t))
	body := servertest.Get(t, site, "/styleguide").Body.String()
	p := servertest.CheckPage(t, body)
	for _, class := range strings.Fields("button main badge tier fields hint wrong notice broken empty chips cards card pages next sheet verse tune couplets stanzas prose pair hung free stop choices tick swatch desk diff rows") {
		if len(p.Classed(class)) == 0 {
			t.Errorf("no .%s", class)
		}
	}
	for _, tag := range []string{"table", "select", "textarea", "mark"} {
		if len(p.All(tag)) == 0 {
			t.Errorf("no <%s>", tag)
		}
	}
	for _, rare := range []string{"𠮷", "㑇", "龘"} {
		if !strings.Contains(body, rare) {
			t.Errorf("no %s", rare)
		}
	}
	for _, n := range p.All("link") {
		if href := servertest.Attr(n, "href"); strings.HasPrefix(href, "/fonts/") && servertest.Get(t, site, href).Code != 200 {
			t.Errorf("no font at %s", href)
		}
	}
}

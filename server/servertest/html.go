package servertest

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Page is a parsed page with its elements in order.
type Page struct {
	*html.Node
	Elements []*html.Node
}

// Parse parses a page.
func Parse(t testing.TB, text string) Page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	p := Page{Node: root}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			p.Elements = append(p.Elements, n)
		}
	}
	return p
}

// All returns the elements with one of the tags.
func (p Page) All(tags ...string) []*html.Node {
	var found []*html.Node
	for _, n := range p.Elements {
		if slices.Contains(tags, n.Data) {
			found = append(found, n)
		}
	}
	return found
}

// Classed returns the elements with a class.
func (p Page) Classed(class string) []*html.Node {
	var found []*html.Node
	for _, n := range p.Elements {
		if slices.Contains(strings.Fields(Attr(n, "class")), class) {
			found = append(found, n)
		}
	}
	return found
}

// Attr returns an attribute of n, or "".
func Attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// Text returns the text within n, white space joined.
func Text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// LangAt returns the language n is marked as being in.
func LangAt(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if lang := Attr(n, "lang"); lang != "" {
			return lang
		}
	}
	return ""
}

// Lines returns the lines of the poem on a page.
func Lines(p Page) []string {
	var all []string
	for _, n := range p.Classed("line") {
		all = append(all, Text(n))
	}
	return all
}

// Links returns where the links of a page lead.
func Links(p Page) map[string]bool {
	links := map[string]bool{}
	for _, n := range p.All("a") {
		links[Attr(n, "href")] = true
	}
	return links
}

// Problems returns what the alerts of a page say.
func Problems(t testing.TB, rec *httptest.ResponseRecorder) string {
	t.Helper()
	var said []string
	for _, n := range Parse(t, rec.Body.String()).Elements {
		if Attr(n, "role") == "alert" {
			said = append(said, Text(n))
		}
	}
	return strings.Join(said, " | ")
}

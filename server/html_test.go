package server_test

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// page is a parsed page with what the checks ask of it.
type page struct {
	*html.Node
	elements []*html.Node
}

func parse(t testing.TB, text string) page {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	p := page{Node: root}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			p.elements = append(p.elements, n)
		}
	}
	return p
}

func (p page) all(tags ...string) []*html.Node {
	var found []*html.Node
	for _, n := range p.elements {
		if slices.Contains(tags, n.Data) {
			found = append(found, n)
		}
	}
	return found
}

// classed are the elements with a class.
func (p page) classed(class string) []*html.Node {
	var found []*html.Node
	for _, n := range p.elements {
		if slices.Contains(strings.Fields(attr(n, "class")), class) {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// checkPage holds a page against what every page owes its readers.
func checkPage(t *testing.T, body string) page {
	t.Helper()
	p := parse(t, body)
	if root := p.all("html"); !strings.HasPrefix(attr(root[0], "lang"), "zh-Han") {
		t.Error("page does not say it is in Chinese")
	}
	for _, one := range []string{"title", "main", "h1"} {
		own := slices.DeleteFunc(p.all(one), func(n *html.Node) bool { return n.Namespace != "" }) // a drawing has a <title> too
		if n := len(own); n != 1 {
			t.Errorf("%d of <%s>", n, one)
		}
	}
	if len(p.all("header")) == 0 || len(p.all("footer")) == 0 || len(p.classed("search")) != 1 {
		t.Error("no header, no footer, or not one search box")
	}
	checkHeadings(t, p)
	checkIDs(t, p)
	checkAddresses(t, p)
	for _, n := range p.elements {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
	for _, n := range p.all("style", "iframe", "object", "embed", "base") {
		t.Errorf("page has a <%s>", n.Data)
	}
	if strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "%!") {
		t.Error("a value was refused by the template, or a sentence has the wrong blanks")
	}
	return p
}

// checkHeadings: no level is left out on the way down.
func checkHeadings(t *testing.T, p page) {
	t.Helper()
	last := 0
	for _, n := range p.all("h1", "h2", "h3", "h4") {
		level := int(n.Data[1] - '0')
		if level > last+1 {
			t.Errorf("<%s> %q follows level %d", n.Data, text(n), last)
		}
		last = level
	}
}

func checkIDs(t *testing.T, p page) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range p.elements {
		if id := attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q twice", id)
			}
			ids[id] = true
		}
	}
	for _, n := range p.elements {
		for _, key := range []string{"for", "aria-labelledby"} {
			if id := attr(n, key); id != "" && !ids[id] {
				t.Errorf("%s=%q leads nowhere", key, id)
			}
		}
	}
}

// checkAddresses: nothing is fetched from, or sent to, anywhere else.
func checkAddresses(t *testing.T, p page) {
	t.Helper()
	for _, n := range p.elements {
		for _, key := range []string{"href", "src", "action"} {
			address := attr(n, key)
			if address == "" || attr(n, "rel") == "canonical" {
				continue
			}
			if inside := strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") || strings.HasPrefix(address, "#"); !inside {
				t.Errorf("<%s %s=%q>", n.Data, key, address)
			}
		}
		if n.Data == "a" && text(n) == "" {
			t.Errorf("a link to %q without words", attr(n, "href"))
		}
		if n.Data == "script" && text(n) != "" && attr(n, "type") != "application/ld+json" { // data, which no browser runs
			t.Error("a script within the page")
		}
	}
}

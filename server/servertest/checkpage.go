package servertest

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// CheckPage checks what every page must keep, whatever it shows, and returns it.
func CheckPage(t testing.TB, body string) Page {
	t.Helper()
	p := Parse(t, body)
	if root := p.All("html"); !strings.HasPrefix(Attr(root[0], "lang"), "zh-Han") {
		t.Error("page does not say it is in Chinese")
	}
	for _, one := range []string{"title", "main", "h1"} {
		own := slices.DeleteFunc(p.All(one), func(n *html.Node) bool { return n.Namespace != "" }) // a drawing has a <title> too
		if n := len(own); n != 1 {
			t.Errorf("%d of <%s>", n, one)
		}
	}
	if len(p.All("header")) == 0 || len(p.All("footer")) == 0 || len(p.Classed("search")) != 1 {
		t.Error("no header, no footer, or not one search box")
	}
	checkHeadings(t, p)
	checkIDs(t, p)
	checkAddresses(t, p)
	for _, n := range p.Elements {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
	}
	for _, n := range p.Classed("notice") {
		hidden := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
		if !hidden && Text(n) == "" {
			t.Error("a notice is shown with nothing in it")
		}
	}
	for _, n := range p.All("style", "iframe", "object", "embed", "base") {
		t.Errorf("page has a <%s>", n.Data)
	}
	if strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "%!") {
		t.Error("a value was refused by the template, or a sentence has the wrong blanks")
	}
	return p
}

// checkHeadings reports headings that leave out a level on the way down.
func checkHeadings(t testing.TB, p Page) {
	t.Helper()
	last := 0
	for _, n := range p.All("h1", "h2", "h3", "h4") {
		level := int(n.Data[1] - '0')
		if level > last+1 {
			t.Errorf("<%s> %q follows level %d", n.Data, Text(n), last)
		}
		last = level
	}
}

func checkIDs(t testing.TB, p Page) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range p.Elements {
		if id := Attr(n, "id"); id != "" {
			if ids[id] {
				t.Errorf("id %q twice", id)
			}
			ids[id] = true
		}
	}
	for _, n := range p.Elements {
		for _, key := range []string{"for", "aria-labelledby"} {
			if id := Attr(n, key); id != "" && !ids[id] {
				t.Errorf("%s=%q leads nowhere", key, id)
			}
		}
	}
}

// checkAddresses reports what is fetched from, or sent to, anywhere else.
func checkAddresses(t testing.TB, p Page) {
	t.Helper()
	for _, n := range p.Elements {
		for _, key := range []string{"href", "src", "action"} {
			address := Attr(n, key)
			if address == "" || Attr(n, "rel") == "canonical" {
				continue
			}
			if inside := strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") || strings.HasPrefix(address, "#"); !inside {
				t.Errorf("<%s %s=%q>", n.Data, key, address)
			}
		}
		if n.Data == "a" && Text(n) == "" {
			t.Errorf("a link to %q without words", Attr(n, "href"))
		}
		if n.Data == "script" && Text(n) != "" && Attr(n, "type") != "application/ld+json" { // data, which no browser runs
			t.Error("a script within the page")
		}
	}
}

package servertest

import (
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// FormFields returns the fields of a form as a browser sends them untouched.
func FormFields(form *html.Node) url.Values {
	values := url.Values{}
	for n := range form.Descendants() {
		name := Attr(n, "name")
		switch {
		case name == "":
		case n.Data == "input" && (Attr(n, "type") == "radio" || Attr(n, "type") == "checkbox"):
			if hasAttr(n, "checked") {
				values.Set(name, Attr(n, "value"))
			}
		case n.Data == "input":
			values.Set(name, Attr(n, "value"))
		case n.Data == "select":
			for o := range n.Descendants() {
				if o.Data == "option" && (hasAttr(o, "selected") || !values.Has(name)) {
					values.Set(name, Attr(o, "value"))
				}
			}
		}
	}
	return values
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// FieldsOf returns the fields of all forms of a page but those of the search box.
func FieldsOf(t testing.TB, rec *httptest.ResponseRecorder) url.Values {
	t.Helper()
	p := Parse(t, rec.Body.String())
	values := url.Values{}
	for _, n := range p.All("input", "textarea") {
		name := Attr(n, "name")
		switch kind := Attr(n, "type"); {
		case name == "" || name == "q":
		case kind == "checkbox" || kind == "radio":
			if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "checked" }) {
				values.Add(name, Attr(n, "value"))
			}
		case n.Data == "textarea":
			var b strings.Builder
			for d := range n.Descendants() {
				b.WriteString(d.Data)
			}
			values.Add(name, b.String())
		default:
			values.Add(name, Attr(n, "value"))
		}
	}
	return values
}

// Set sets pairs of a key and a value, and returns values.
func Set(values url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values
}

package server_test

import (
	"net/url"
	"strings"
	"testing"

	"shiyun/indexer/query"
)

// Every example on the page of help is a query that is understood, and the
// page shows every kind of thing a query can say.
func TestHelpShowsTheWholeLanguage(t *testing.T) {
	site := newSite(t, archive(t))
	p := checkPage(t, get(t, site, "/help/search").Body.String())
	fields, kinds, ops := map[query.Field]bool{}, map[query.ElemKind]bool{}, map[query.Op]bool{}
	quoted := false
	examples := 0
	for _, n := range p.all("a") {
		q, isSearch := strings.CutPrefix(attr(n, "href"), "/search?q=")
		if !isSearch {
			continue
		}
		examples++
		q, err := url.QueryUnescape(q)
		if err != nil || q != text(n) {
			t.Errorf("example %q searches for %q: %v", text(n), q, err)
		}
		root := query.Parse(q, query.Limits{Pasted: 200, Most: 2000}).Root
		walk(root, func(n *query.Node) {
			ops[n.Op] = true
			fields[n.Term.Field] = true
			quoted = quoted || n.Term.Quoted
			for _, e := range n.Term.Pattern {
				kinds[e.Kind] = true
			}
		})
		if root == nil {
			t.Errorf("example %q asks for nothing", q)
		}
	}
	if len(fields) != int(query.Year)+1 || len(kinds) != int(query.ElemClauseStart)+1 || len(ops) != int(query.Not)+1 || !quoted || examples < 30 {
		t.Errorf("%d examples, fields %v, pieces of patterns %v, operators %v, quoted %v", examples, fields, kinds, ops, quoted)
	}
}

func walk(n *query.Node, fn func(*query.Node)) {
	if n == nil {
		return
	}
	fn(n)
	for _, kid := range n.Kids {
		walk(kid, fn)
	}
}

func TestHelpIsOneStepAway(t *testing.T) {
	site := newSite(t, archive(t))
	for _, target := range []string{"/", "/search", "/search?q=没有这样的诗句", "/poems/1"} {
		if !linksOf(parse(t, get(t, site, target).Body.String()))["/help/search"] {
			t.Errorf("%s has no way to the help", target)
		}
	}
}

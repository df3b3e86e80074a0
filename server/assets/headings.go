package assets

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"shiyun/server/preferences"
)

// pagesOpened are the pages most visits begin with.
var pagesOpened = []string{"home.html", "search.html", "poem.html", "today.html"}

// headingKeys returns the keys of what is set in the fonts of the site's own
// words: its name, those of forms and days of the calendar, and every heading residents see.
// The words of the layout and of the pages opened most come apart from the rest, so
// that a first visit does not wait for the words of all others. Curators'
// pages do with the fonts of the machine.
func headingKeys(from fs.FS) (first, rest []string, err error) {
	first, rest = []string{"site.name", "look.letter"}, []string{"names.forms", "names.terms", "names.festivals"}
	for _, name := range preferences.OptionNames() {
		rest = append(rest, "look."+name+".title")
	}
	err = fs.WalkDir(from, "templates", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "curator") || path.Ext(name) != ".html" {
			return err
		}
		keys, err := keysInHeadings(from, name)
		if path.Dir(name) == "templates" || slices.Contains(pagesOpened, d.Name()) {
			first = append(first, keys...)
		} else {
			rest = append(rest, keys...)
		}
		return err
	})
	return first, rest, err
}

// keysInHeadings returns the keys that a template says first in a heading.
func keysInHeadings(from fs.FS, name string) ([]string, error) {
	text, err := fs.ReadFile(from, name)
	if err != nil {
		return nil, fmt.Errorf("read template: %w", err)
	}
	tree := parse.New(name)
	tree.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	if _, err := tree.Parse(string(text), "", "", trees); err != nil {
		return nil, fmt.Errorf("parse template: %w", err)
	}
	var keys []string
	for _, t := range trees {
		if t.Root != nil {
			keys = append(keys, keysIn(t.Root)...)
		}
	}
	slices.Sort(keys)
	return keys, nil
}

// headingOpens is markup that ends within a heading, before its words; an
// action within it stands as {}.
var headingOpens = regexp.MustCompile(`<(?:h[1-6]|legend)\b[^>]*>[^<{]*(?:<a[^>]*>)?$`)

func keysIn(list *parse.ListNode) []string {
	var keys []string
	before := ""
	for _, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.TextNode:
			before += string(node.Text)
			continue
		case *parse.ActionNode:
			if key := keySaid(node); key != "" && headingOpens.MatchString(before) {
				keys = append(keys, key)
			}
			before += "{}"
			continue
		case *parse.IfNode:
			keys = append(keys, keysInBranch(&node.BranchNode)...)
		case *parse.RangeNode:
			keys = append(keys, keysInBranch(&node.BranchNode)...)
		case *parse.WithNode:
			keys = append(keys, keysInBranch(&node.BranchNode)...)
		}
		before = ""
	}
	return keys
}

func keysInBranch(b *parse.BranchNode) []string {
	keys := keysIn(b.List)
	if b.ElseList != nil {
		keys = append(keys, keysIn(b.ElseList)...)
	}
	return keys
}

// keySaid returns the key of {{t "key" …}}; "" for any other action.
func keySaid(action *parse.ActionNode) string {
	if len(action.Pipe.Cmds) != 1 || len(action.Pipe.Decl) > 0 {
		return ""
	}
	args := action.Pipe.Cmds[0].Args
	if len(args) < 2 || args[0].String() != "t" {
		return ""
	}
	key, ok := args[1].(*parse.StringNode)
	if !ok {
		return ""
	}
	return key.Text
}

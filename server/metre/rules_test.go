package metre

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"shiyun/corpus/prosody/finding"
)

// Each example shows what it stands for, and names the change by which it does.
func TestExamplesShowTheirRules(t *testing.T) {
	t.Parallel()
	for _, r := range rules() {
		if r.Body == "" {
			continue
		}
		found := r.check().Findings
		if !slices.ContainsFunc(found, func(f finding.Finding) bool { return f.Rule == r.Name }) {
			t.Errorf("%s: %q has %v", r.Name, r.Body, found)
		}
		if r.To != "" && !strings.Contains(r.Body, r.To) {
			t.Errorf("%s: %q lacks %s", r.Name, r.Body, r.To)
		}
	}
}

// Every rule that the checks know has a page, and there is no page of another.
func TestEveryRuleHasAPage(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	err := filepath.WalkDir("../../corpus/prosody", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, text, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if of, ok := spec.Type.(*ast.SelectorExpr); ok && of.Sel.Name == "Rule" {
				name, _ := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				known[name] = true
			}
			return true
		})
		return nil
	})
	if err != nil || len(known) < 40 {
		t.Fatal(len(known), err)
	}
	for _, r := range rules() {
		if !known[string(r.Name)] {
			t.Errorf("%s is no rule", r.Name)
		}
		delete(known, string(r.Name))
	}
	for name := range known {
		t.Errorf("%s has no page", name)
	}
}

package catalogue_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"shiyun/server/catalogue"
	"shiyun/web"
)

// messageKeys maps each function that takes a key of the catalogue to the
// place of the key among its arguments.
var messageKeys = map[string]int{"NewMessage": 0, "NewError": 1, "OneRow": 1, "WantOne": 1}

// roots are the folders of the program, seen from this package.
var roots = []string{"../../corpus", "../../indexer", "../../server", "../../cmd"}

// eachSource parses every Go file of the program, tests left out.
func eachSource(t *testing.T, visit func(name string, file *ast.File, set *token.FileSet)) {
	t.Helper()
	files := 0
	for _, root := range roots {
		err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, name, nil, 0)
			if err != nil {
				return err
			}
			files++
			visit(name, file, set)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if files < 100 {
		t.Fatalf("found only %d source files", files)
	}
}

func load(t *testing.T) (hans, hant *catalogue.Catalogue) {
	t.Helper()
	hans, hant, err := catalogue.Load(web.Files, nil)
	if err != nil {
		t.Fatal(err)
	}
	return hans, hant
}

func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.Ident:
		return f.Name
	}
	return ""
}

var blanks = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*[\d.]*[a-zA-Z]`)

// countBlanks returns how many arguments a sentence takes.
func countBlanks(sentence string) int {
	most, next := 0, 0
	for _, m := range blanks.FindAllStringSubmatch(strings.ReplaceAll(sentence, "%%", ""), -1) {
		next++
		if n, err := strconv.Atoi(m[1]); err == nil {
			next = n
		}
		most = max(most, next)
	}
	return most
}

// A key without a sentence would be shown to people itself, and one with too
// few arguments would show them %!s(MISSING).
func TestEveryMessageHasItsSentence(t *testing.T) {
	t.Parallel()
	hans, hant := load(t)
	eachSource(t, func(name string, file *ast.File, set *token.FileSet) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			at, ok := messageKeys[calledName(call)]
			if !ok || len(call.Args) <= at {
				return true
			}
			literal, ok := call.Args[at].(*ast.BasicLit)
			if !ok {
				if !forwardsKey(call, at) {
					t.Errorf("%s: the key is not a literal", set.Position(call.Pos()))
				}
				return true
			}
			key, _ := strconv.Unquote(literal.Value)
			for _, c := range []*catalogue.Catalogue{hans, hant} {
				sentence, ok := c.Words[key]
				if !ok {
					t.Errorf("%s: no sentence for %q in %s", set.Position(call.Pos()), key, c.Lang)
				} else if given := len(call.Args) - at - 1; !call.Ellipsis.IsValid() && countBlanks(sentence) != given {
					t.Errorf("%s: %q has %d blanks in %s, given %d", set.Position(call.Pos()), key, countBlanks(sentence), c.Lang, given)
				}
			}
			return true
		})
	})
}

// forwardsKey reports whether a call only hands on a key that its caller gave
// as a literal: an identifier named key.
func forwardsKey(call *ast.CallExpr, at int) bool {
	id, ok := call.Args[at].(*ast.Ident)
	return ok && id.Name == "key"
}

// Both scripts fill the same blanks.
func TestBothScriptsHaveTheSameBlanks(t *testing.T) {
	t.Parallel()
	hans, hant := load(t)
	for key, sentence := range hans.Words {
		if a, b := countBlanks(sentence), countBlanks(hant.Words[key]); a != b && !strings.HasPrefix(key, "names.") {
			t.Errorf("%s: %d blanks in simplified, %d in traditional", key, a, b)
		}
	}
}

package command

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"shiyun/cmd/shiyun/manual"
	"shiyun/cmd/shiyun/settings"
	"shiyun/server/catalogue"
	"shiyun/web"
)

// Every text of the help has its Chinese; a command without one would be half
// in each language.
func TestTheHelpIsInChinese(t *testing.T) {
	t.Parallel()
	hans, hant, err := catalogue.Load(web.Files, nil)
	if err != nil {
		t.Fatal(err)
	}
	line, err := readLine([]string{"version"}, Process{Out: t.Output(), Err: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	check := func(where, text string) {
		if text == "" {
			t.Errorf("%s has no help", where)
		}
		for _, c := range []*catalogue.Catalogue{hans, hant} {
			if _, ok := c.Words[manual.Prefix+text]; !ok {
				t.Errorf("%s: %q has no sentence in %s", where, text, c.Lang)
			}
		}
		said[text] = true
	}
	kong.Visit(line.parser.Model.Node, func(n kong.Visitable, next kong.Next) error {
		switch n := n.(type) {
		case *kong.Node:
			check(n.FullPath(), n.Help)
		case *kong.Application:
			check(n.Name, n.Help)
		case *kong.Value:
			check(n.Summary(), n.Help)
		}
		return next(nil)
	})
	if len(said) < 60 {
		t.Errorf("only %d texts were looked at", len(said))
	}
	sources := readSources(t, "*.go", "../manual/*.go")
	for key := range hans.Words {
		if text, ok := strings.CutPrefix(key, manual.Prefix); ok && !said[text] && !strings.Contains(sources, strconv.Quote(text)) {
			t.Errorf("help %q is never shown", text)
		}
	}
}

// What commands say themselves has an English sentence with the same blanks.
func TestCommandsSpeakEnglish(t *testing.T) {
	t.Parallel()
	english, err := catalogue.LoadCommands(web.Files, catalogue.English)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.go")
	more, _ := filepath.Glob("../*/*.go")
	if err != nil || len(files) < 10 {
		t.Fatal(err, files)
	}
	for _, name := range append(files, more...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			selected, ok := call.Fun.(*ast.SelectorExpr)
			at := map[string]int{"NewMessage": 0, "NewError": 1}
			if !ok || selected.Sel.Name != "NewMessage" && selected.Sel.Name != "NewError" {
				return true
			}
			literal, ok := call.Args[at[selected.Sel.Name]].(*ast.BasicLit)
			if !ok {
				return true
			}
			key, _ := strconv.Unquote(literal.Value)
			sentence := english.Words[key]
			if strings.ContainsFunc(sentence, func(r rune) bool { return r >= '一' && r <= '鿿' }) || sentence == "" {
				t.Errorf("%s: %q has no English sentence", set.Position(call.Pos()), key)
			} else if given := len(call.Args) - at[selected.Sel.Name] - 1; !call.Ellipsis.IsValid() && strings.Count(sentence, "%") != given {
				t.Errorf("%s: %q has %d blanks, given %d", set.Position(call.Pos()), key, strings.Count(sentence, "%"), given)
			}
			return true
		})
	}
}

// No two settings have the same variable, and none is taken for a test's.
func TestVariablesAreDistinct(t *testing.T) {
	t.Parallel()
	line, err := readLine([]string{"version"}, Process{Out: t.Output(), Err: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, s := range line.settings.All() {
		name := settings.Variable(s.Key)
		if seen[name] != "" || strings.HasPrefix(name, "SHIYUN_TEST") || name == "SHIYUN_POEMS" || name == "SHIYUN_AXE" {
			t.Errorf("%s of %s is that of %q", name, s.Key, seen[name])
		}
		seen[name] = s.Key
	}
	if len(seen) < 20 {
		t.Errorf("only %d settings", len(seen))
	}
}

func readSources(t *testing.T, patterns ...string) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
	}
	return all.String()
}

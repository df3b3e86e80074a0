package corpus_test

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
)

// sentence matches text for people: Chinese punctuation between characters, or
// a blank of package fmt beside one. Names and vocabulary have neither.
var sentence = regexp.MustCompile(`\p{Han}[，。；：！？“”（）]|[，。；：！？“”（）]\p{Han}|\p{Han} ?%[a-z]|%[a-z] ?\p{Han}`)

// readsFiles are the packages that still refuse rows in sentences, and the file
// whose errors they quote.
var readsFiles = []string{"intake/", "format/", "textcut/", "clean.go"}

// TestNoSentences keeps sentences for people in the catalogue: one in the code
// is shown to readers of traditional characters as it stands, and is stored.
func TestNoSentences(t *testing.T) {
	t.Parallel()
	files := 0
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "store/storetest/") {
			return err
		}
		for _, exempt := range readsFiles {
			if strings.HasPrefix(name, exempt) {
				return nil
			}
		}
		files++
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			literal, ok := n.(*ast.BasicLit)
			if !ok || literal.Kind != token.STRING {
				return true
			}
			if text, err := strconv.Unquote(literal.Value); err == nil && sentence.MatchString(text) {
				t.Errorf("%s: %q belongs in the catalogue", set.Position(literal.Pos()), text)
			}
			return true
		})
		return nil
	})
	if err != nil || files < 100 {
		t.Fatalf("looked at %d files, %v", files, err)
	}
}

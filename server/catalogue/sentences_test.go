package catalogue_test

import (
	"go/ast"
	"go/token"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// sentence matches text for people: Chinese punctuation beside a character, or
// a blank of package fmt beside one. Names, fields of queries and the characters
// of games have neither.
var sentence = regexp.MustCompile(`\p{Han}[，。；：！？“”（）《》]|[，。；：！？“”（）《》]\p{Han}|\p{Han} ?%[a-z]|%[.\d]*[a-z] ?\p{Han}`)

// TestNoSentencesInTheCode keeps what pages and commands show to people in the
// catalogue: a sentence in the code is shown to readers of traditional
// characters as it stands.
func TestNoSentencesInTheCode(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"找到 %d 首", "已导入。", "《%s》后来", "%.1f 秒"} {
		if !sentence.MatchString(text) {
			t.Errorf("%q is taken for a name", text)
		}
	}
	eachSource(t, func(name string, file *ast.File, set *token.FileSet) {
		if !strings.HasPrefix(name, "../../server/") && !strings.HasPrefix(name, "../../cmd/") ||
			strings.HasPrefix(name, "../../server/servertest/") {
			return // corpus has a test of its own; what tests share may have poems
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
	})
}

package fold

import (
	"cmp"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"shiyun/corpus/script"
)

var update = flag.Bool("update", false, "write table.txt anew")

// variants.txt holds the pairs that neither OpenCC nor Unicode gives, in the
// same form as table.txt.
//
//go:embed variants.txt
var variantsText string

func TestTableIsDerived(t *testing.T) {
	want := derive(t)
	if *update {
		if err := os.WriteFile("table.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != tableText {
		t.Fatalf("table.txt is out of date (%d bytes, derived %d): run go test ./corpus/fold -update", len(tableText), len(want))
	}
}

// derive folds every assigned code point on its own until nothing changes.
func derive(t *testing.T) string {
	t.Helper()
	variants := pairs(variantsText)
	standards := []map[rune]rune{{}, readPairs(t, "TWVariantsRev.txt"), readPairs(t, "HKVariantsRev.txt")}
	step := func(r rune) rune {
		if v, ok := variants[r]; ok {
			return v
		}
		if one, ok := single(norm.NFKC.String(string(r))); ok && one != r {
			return one
		}
		if lower := unicode.ToLower(r); lower != r {
			return lower
		}
		for _, standard := range standards {
			one, _ := single(script.Simplified(string(cmp.Or(standard[r], r))))
			if one != r {
				return one
			}
		}
		return r
	}
	var b strings.Builder
	for r := rune(0x20); r <= 0x323AF; r++ {
		if !foldable(r) {
			continue
		}
		to := r
		for range 8 {
			to = step(to)
		}
		if to != r && matchable(to) {
			fmt.Fprintf(&b, "%c %c\n", r, to)
		}
	}
	return b.String()
}

// pairs reads lines of two characters with one separator between them.
func pairs(text string) map[rune]rune {
	found := map[rune]rune{}
	for line := range strings.Lines(text) {
		if r := []rune(strings.TrimSpace(line)); len(r) == 3 && (r[1] == ' ' || r[1] == '\t') {
			found[r[0]] = r[2]
		}
	}
	return found
}

// readPairs reads how Taiwan or Hong Kong writes a character and how OpenCC
// does: files of OpenCC, from where corpus/script has its dictionaries.
func readPairs(t *testing.T, name string) map[rune]rune {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return pairs(string(text))
}

// foldable leaves out what is not text at all; symbols stay in because
// Kangxi radicals are symbols to Unicode.
func foldable(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Radical, r)
}

func single(s string) (rune, bool) {
	r, n := utf8.DecodeRuneInString(s)
	return r, n == len(s) && r != utf8.RuneError
}

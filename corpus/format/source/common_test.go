package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCommonCharacters(t *testing.T) {
	text := strings.ReplaceAll(commonCharacters, "\n", "")
	seen := make(map[rune]bool)
	for _, r := range text {
		if seen[r] {
			t.Errorf("%c is listed twice", r)
		}
		seen[r] = true
	}
	if n := utf8.RuneCountInString(text); n != 3000 {
		t.Errorf("%d characters, want 3,000", n)
	}
}

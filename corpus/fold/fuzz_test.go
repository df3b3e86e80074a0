package fold_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"shiyun/corpus/fold"
)

// Every folded code point comes from one of the original, in order: marks on the
// one can always be laid on the other.
func FuzzMap(f *testing.F) {
	for _, text := range []string{"燈下讀書聲。", "⽉落\u200b烏啼，霜滿天😀", "ＡＢ①㈱ﬁ", "葛\U000E0100城\xff", "e\u0301"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded, at := fold.Map(text)
		if folded != fold.String(text) || utf8.RuneCountInString(folded) != len(at) {
			t.Fatalf("%q folds to %q with %d places", text, folded, len(at))
		}
		original, last := []rune(text), -1
		for i, r := range []rune(folded) {
			if at[i] <= last || at[i] >= len(original) {
				t.Fatalf("%q: places %v", text, at)
			}
			if want, ok := fold.Rune(original[at[i]]); !ok || want != r {
				t.Fatalf("%q: place %d is %q, want %q", text, at[i], want, r)
			}
			last = at[i]
		}
		var runs strings.Builder
		for _, c := range fold.Runs(text) {
			runs.WriteString(c.Folded)
			if utf8.RuneCountInString(c.Raw) != utf8.RuneCountInString(c.Folded) || c.Folded == "" {
				t.Fatalf("%q has run %q, %q", text, c.Raw, c.Folded)
			}
		}
		if runs.String() != folded {
			t.Fatalf("%q: runs %q, folded %q", text, runs.String(), folded)
		}
	})
}

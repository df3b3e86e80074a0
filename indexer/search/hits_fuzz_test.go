package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
)

// Marks lie within their line, in order and apart, and what they cover folds to
// nothing but the run, over and over.
func FuzzMarks(f *testing.F) {
	f.Add("燈下讀書聲，\n听见雨声。就想起你", "声听")
	f.Add("一一一", "一一")
	f.Add("葛\U000E0100城 ①㈱", "葛城")
	f.Fuzz(func(t *testing.T, body, typed string) {
		run := fold.String(typed)
		if run == "" {
			return
		}
		p := corpus.Poem{Body: body}
		b := newBodyMarker(p)
		b.mark(run)
		marked := 0
		for _, line := range b.lines(verse.Lines(p.Body)) {
			text, last := []rune(line.Text), 0
			for _, m := range line.Marks {
				if m[0] < last || m[1] <= m[0] || m[1] > len(text) {
					t.Fatalf("marks %v of %q", line.Marks, line.Text)
				}
				last = m[1] + 1
				for _, r := range text[m[0]:m[1]] {
					char, ok := fold.Rune(r)
					if !ok || !strings.ContainsRune(run, char) {
						t.Fatalf("%q is marked in %q for %q", r, line.Text, run)
					}
					marked++
				}
			}
		}
		var whole strings.Builder
		for _, line := range verse.Lines(p.Body) {
			whole.WriteString(fold.String(line.Text))
		}
		if found := strings.Contains(whole.String(), run); found != (marked > 0) || found && marked < min(utf8.RuneCountInString(run), MaxHitLines) {
			t.Fatalf("%d characters of %q are marked for %q", marked, body, run)
		}
	})
}

package corpus_test

import (
	"strings"
	"testing"

	"shiyun/corpus"
)

func TestStoneCodes(t *testing.T) {
	for typed, want := range map[string]string{"t3": "t3", " T3 ": "t3", "ｔ３": "t3", "": "", "t 3": "", "t-3": "", "诗": "", "t3\x00": "", "т3": "",
		"123456789012": "123456789012", "1234567890123": "", strings.Repeat("ｔ", 12): "tttttttttttt", strings.Repeat("t", 1000): ""} {
		if got, ok := corpus.ParseStoneCode(typed); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v, want %q", typed, got, ok, want)
		}
	}
}

func FuzzStoneCode(f *testing.F) {
	f.Add("ｔ３")
	f.Fuzz(func(t *testing.T, typed string) {
		code, ok := corpus.ParseStoneCode(typed)
		if again, still := corpus.ParseStoneCode(code); ok && (!still || again != code) {
			t.Errorf("%q is %q and then %q", typed, code, again)
		}
	})
}

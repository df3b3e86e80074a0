package fold_test

import (
	"slices"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"shiyun/corpus/fold"
)

func TestString(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"traditional", "裏裡里後后雲峯", "里里里后后云峰"},
		{"variant character", "邨牀窓徧", "村床窗遍"},
		{"punctuation, spaces and line ends vanish", "床前，明月 光。\n疑是\t……", "床前明月光疑是"},
		{"full width and capitals", "ＡＢｃ１２", "abc12"},
		{"Kangxi radicals and radical supplement", "⽉⼭⺼⻳", "月山肉龟"},
		{"compatibility ideograph", "\uF9DC", "隆"},
		{"emoji, variation selector and joiner vanish", "花😀\uFE0F\u200D开", "花开"},
		{"supplementary plane", "𠮷野家", "𠮷野家"},
		{"invalid bytes vanish", "花\xff开", "花开"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := fold.String(tt.in); got != tt.want {
				t.Errorf("String(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestRuns(t *testing.T) {
	got := fold.Runs("牀前 明月光，\n疑是\u200b地上霜！！😀")
	if want := []fold.Run{{"牀前", "床前"}, {"明月光", "明月光"}, {"疑是地上霜", "疑是地上霜"}}; !slices.Equal(got, want) {
		t.Errorf("Runs = %q, want %q", got, want)
	}
}

func TestFoldingIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		once := fold.String(s)
		if twice := fold.String(once); twice != once {
			t.Fatalf("folding %q again gives %q", once, twice)
		}
	})
}

func TestMapPointsAtTheOriginal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		folded, at := fold.Map(s)
		if folded != fold.String(s) || utf8.RuneCountInString(folded) != len(at) {
			t.Fatalf("Map(%q) = %q, %v", s, folded, at)
		}
		original, i := []rune(s), 0
		for _, r := range folded {
			if f, ok := fold.Rune(original[at[i]]); !ok || f != r {
				t.Fatalf("code point %d of %q does not fold to %q", at[i], s, r)
			}
			i++
		}
	})
}

package segment

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// checkTokens fails unless tokens keep the promises of Segmenter.
func checkTokens(t interface{ Fatalf(string, ...any) }, text string, tokens []Token) {
	runes := []rune(text)
	covered := make([]bool, len(runes))
	for i, tok := range tokens {
		if tok.Start < 0 || tok.Start >= tok.End || tok.End > len(runes) {
			t.Fatalf("token %v is outside a text of %d", tok, len(runes))
		}
		if i > 0 && compareTokens(tokens[i-1], tok) >= 0 {
			t.Fatalf("token %v follows %v", tok, tokens[i-1])
		}
		if !slices.ContainsFunc(runes[tok.Start:tok.End], counts) {
			t.Fatalf("token %q holds nothing to search for", string(runes[tok.Start:tok.End]))
		}
		for j := tok.Start; j < tok.End; j++ {
			covered[j] = true
		}
	}
	for i, r := range runes {
		if counts(r) && !covered[i] {
			t.Fatalf("character %d, %q, is in no token", i, r)
		}
	}
}

func counts(r rune) bool { return classOf(r) == han || classOf(r) == letter }

// verse draws text from what poems hold and from what breaks the library.
func verse() *rapid.Generator[string] {
	pieces := rapid.OneOf(
		rapid.SampledFrom([]string{
			"明月光", "床前", "低头思故乡", testWord, "T恤", "AT&T", "11月", "𠮷", "〇", "é", "e\u0301",
			"，", "。", "！", " ", "\u3000", "\n", "\r\n", "\u2028", "\u200b", "\ufe0f", "\ufffd",
			"\x00", "\x1b", "\xff", "\xf8", "\xe6\x98", "\xed\xa0\x80", "\x80",
		}),
		rapid.String(),
		rapid.StringOfN(rapid.RuneFrom(nil, unicode.Han, unicode.Latin, unicode.Mn, unicode.Nd, unicode.Cc), 1, 12, -1),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
	return rapid.Map(rapid.SliceOf(pieces), func(s []string) string { return strings.Join(s, "") })
}

func TestSegmentProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := verse().Draw(t, "text")
		checkTokens(t, text, dictionary.Segment(text))
		checkTokens(t, text, NewFallback().Segment(text))
	})
}

// What stands on one line must not change the tokens of another.
func TestSegmentLinesAreIndependent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first, second := verse().Draw(t, "first"), verse().Draw(t, "second")
		want := dictionary.Segment(first)
		base := len([]rune(first)) + 1
		for _, tok := range dictionary.Segment(second) {
			want = append(want, Token{tok.Start + base, tok.End + base})
		}
		if got := dictionary.Segment(first + "\n" + second); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func FuzzSegment(f *testing.F) {
	for _, s := range []string{"", "床前明月光", "明月\x00清风", "明\xe6\x98", "1949年T恤\n" + testWord, "\xf8\u200b🙂"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkTokens(t, text, dictionary.Segment(text))
		checkTokens(t, text, NewFallback().Segment(text))
	})
}

package segment

import (
	"slices"
	"strings"
	"testing"
)

func TestSegment(t *testing.T) {
	tests := []struct {
		name     string
		text     string
		want     string // by the dictionary, separated by spaces
		fallback string
	}{
		{"empty", "", "", ""},
		{"words and their parts", "明月光", "明月 明月光 月光", "明 月 光"},
		{"no words made up from surroundings", "床前明月光", "床 前 明月 明月光 月光", "床 前 明 月 光"},
		{"user word", "看云上桃花开", "看 云上桃花 桃花 开", "看 云 上 桃 花 开"},
		{"punctuation is dropped", "明月，清风。《》", "明月 清风", "明 月 清 风"},
		{"lines", "明月\n清风\r\n明\n月", "明月 清风 明 月", "明 月 清 风 明 月"},
		{"full-width space separates", "明　月", "明 月", "明 月"},
		{"numbers and latin words stay whole", "1949年moon与Café", "1949 年 moon 与 Café", "1949 年 moon 与 Café"},
		{"decomposed accent stays with its letter", "cafe\u0301", "cafe\u0301", "cafe\u0301"},
		{"kana", "ひらがな春", "ひらがな 春", "ひらがな 春"},
		{"word of both kinds", "穿T恤", "穿 T T恤", "穿 T 恤"},
		{"word does not begin inside a latin word", "ABT恤", "ABT 恤", "ABT 恤"},
		{"dictionary word without Han", "AT&T", "AT T", "AT T"},
		{"extension B", "𠮷野𠀀", "𠮷 野 𠀀", "𠮷 野 𠀀"},
		{"unassigned ideograph plane", "\U000323B1", "\U000323B1", "\U000323B1"},
		{"iteration mark and zero", "〇々", "〇 々", "〇 々"},
		{"only symbols", "…—🙂\u200d\ufe0f", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(words(dictionary, tt.text), " "); got != tt.want {
				t.Errorf("dictionary: got %q, want %q", got, tt.want)
			}
			if got := strings.Join(words(NewFallback(), tt.text), " "); got != tt.fallback {
				t.Errorf("fallback: got %q, want %q", got, tt.fallback)
			}
		})
	}
}

func TestSegmentHostileText(t *testing.T) {
	moon, wind := Token{0, 2}, func(at int) Token { return Token{at, at + 2} }
	tests := []struct {
		name string
		text string
		want []Token
	}{
		{"NUL", "明月\x00清风", []Token{moon, wind(3)}},
		{"C0 controls", "明月\x01\x1b\x7f清风", []Token{moon, wind(5)}},
		{"C1 control", "明月\u0085清风", []Token{moon, wind(3)}},
		{"truncated rune at the end", "明月\xe6\x98", []Token{moon}},
		{"truncated rune inside", "明月\xe6清风", []Token{moon, wind(3)}},
		{"lead byte F8", "明月\xf8清风", []Token{moon, wind(3)}},
		{"lead byte FF", "明月\xff\xfe清风", []Token{moon, wind(4)}},
		{"stray continuation bytes", "明月\x80\x80清风", []Token{moon, wind(4)}},
		{"surrogate in UTF-8", "明月\xed\xa0\x80清风", []Token{moon, wind(5)}},
		{"overlong NUL", "明月\xc0\x80清风", []Token{moon, wind(4)}},
		{"replacement character", "明月\ufffd清风", []Token{moon, wind(3)}},
		{"byte order mark", "\ufeff明月", []Token{{1, 3}}},
		{"only invalid", "\xff\xff", []Token{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := dictionary.Segment(tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestSegmentMillionRunes(t *testing.T) {
	tests := []struct{ name, unit string }{
		{"lines", "床前明月光，疑是地上霜。\n"},
		{"no separator", "明月"},
		{"only exclamation marks", "明月！"},
		{"one latin word", "a"},
		{"one number and marks", "1\u0301"},
		{"invalid bytes", "\xff"},
		{"rare characters", "𠮷"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := 1_000_000 / len([]rune(tt.unit))
			text := strings.Repeat(tt.unit, n)
			checkTokens(t, text, dictionary.Segment(text))
		})
	}
}

// A long text is cut in chunks; the tokens must be those of its lines.
func TestSegmentChunksChangeNothing(t *testing.T) {
	line := "床前明月光，疑是地上霜。举头望明月，低头思故乡。看云上桃花\n"
	text := strings.Repeat(line, 1000)
	var want []Token
	for i := range 1000 {
		for _, tok := range dictionary.Segment(line) {
			base := i * len([]rune(line))
			want = append(want, Token{tok.Start + base, tok.End + base})
		}
	}
	if got := dictionary.Segment(text); !slices.Equal(got, want) {
		t.Error("the tokens of the whole text differ from those of its lines")
	}
}

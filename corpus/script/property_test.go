package script_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"shiyun/corpus/script"
)

// checkConversions fails unless every conversion keeps the number of code
// points, gives valid UTF-8, and does not depend on what no key spans.
func checkConversions(t rapid.TB, text string) {
	for name, convert := range map[string]func(string) string{
		"Simplified": script.Simplified, "Traditional": script.Traditional, "TraditionalTaiwan": script.TraditionalTaiwan,
	} {
		got := convert(text)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) != utf8.RuneCountInString(text) {
			t.Fatalf("%s(%q) = %q", name, text, got)
		}
		if valid := string([]rune(text)); convert(valid) != got {
			t.Fatalf("%s(%q) = %q, of valid text %q", name, text, got, convert(valid))
		}
		if twice := convert(text + "\n" + text); twice != got+"\n"+got {
			t.Fatalf("%s(%q) = %q, twice in lines %q", name, text, got, twice)
		}
	}
}

func FuzzConvert(f *testing.F) {
	for _, text := range []string{"皇后以后", "乾坤乾燥", "頭\xff髮\xe4\xbd", "一口吃个胖子", "\x00发\U0010FFFF"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { checkConversions(t, text) })
}

func TestConversionsOfAnyText(t *testing.T) {
	t.Parallel()
	han := rapid.StringOf(rapid.OneOf(
		rapid.SampledFrom([]rune("发后里面头干乾著着钟鐘锺系并只台复丰才准了云")),
		rapid.RuneFrom(nil, unicode.Han),
		rapid.Rune(),
	))
	rapid.Check(t, func(t *rapid.T) { checkConversions(t, han.Draw(t, "text")) })
}

// A character simplified is not simplified further, but for one, of which OpenCC
// has two pairs. Phrases may be: 變徵之聲 becomes 变徵之声, whose 徵 alone is 征.
func TestCharacterSimplifiedOnceIsSimplified(t *testing.T) {
	t.Parallel()
	for r := range rune(0x40000) {
		once := script.Simplified(string(r))
		if twice := script.Simplified(once); twice != once && r != '薴' {
			t.Errorf("%c becomes %s, then %s", r, once, twice)
		}
	}
}

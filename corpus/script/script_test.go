package script_test

import (
	"testing"

	"shiyun/corpus/script"
)

func TestConversionsGoByPhrases(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, simplified, traditional, taiwan string }{
		{"皇后以后", "皇后以后", "皇后以後", "皇后以後"},
		{"头发发展", "头发发展", "頭髮發展", "頭髮發展"},
		{"乾坤乾燥", "乾坤干燥", "乾坤乾燥", "乾坤乾燥"},
		{"看著", "看著", "看著", "看著"},
		{"面条里面", "面条里面", "麪條裏面", "麵條裡面"},
		{"", "", "", ""},
		{"Ａ1，。\n😀", "Ａ1，。\n😀", "Ａ1，。\n😀", "Ａ1，。\n😀"},
		{"頭\xff髮\xe4\xbd", "头\uFFFD发\uFFFD\uFFFD", "頭\uFFFD髮\uFFFD\uFFFD", "頭\uFFFD髮\uFFFD\uFFFD"},
	} {
		if got := script.Simplified(c.text); got != c.simplified {
			t.Errorf("Simplified(%q) = %q, want %q", c.text, got, c.simplified)
		}
		if got := script.Traditional(c.text); got != c.traditional {
			t.Errorf("Traditional(%q) = %q, want %q", c.text, got, c.traditional)
		}
		if got := script.TraditionalTaiwan(c.text); got != c.taiwan {
			t.Errorf("TraditionalTaiwan(%q) = %q, want %q", c.text, got, c.taiwan)
		}
	}
}

func BenchmarkSimplified(b *testing.B)        { benchmark(b, script.Simplified) }
func BenchmarkTraditional(b *testing.B)       { benchmark(b, script.Traditional) }
func BenchmarkTraditionalTaiwan(b *testing.B) { benchmark(b, script.TraditionalTaiwan) }

func benchmark(b *testing.B, convert func(string) string) {
	text := "夜里听雨，灯下读书声；一枕江南梦，千山万里明。"
	convert(text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		convert(text)
	}
}

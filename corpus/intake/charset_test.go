package intake

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

func TestCharsetOf(t *testing.T) {
	long := strings.Repeat("天地玄黄宇宙洪荒\n", 9000)
	for _, c := range []struct {
		name, head string
		complete   bool
		want       string
	}{
		{"ASCII", "title,body\n", true, "UTF-8"},
		{"UTF-8", spring, true, "UTF-8"},
		{"UTF-8 cut within a character", long[:headSize-1], false, "UTF-8"},
		{"one line of UTF-8 cut within a character", strings.ReplaceAll(long, "\n", "")[:headSize], false, "UTF-8"},
		{"GB18030 of four characters", gb(t, "床前明月"), true, "GB18030"},
		{"GB18030 that is valid UTF-8 by chance", gb(t, "联通") + gb(t, "春眠"), true, "GB18030"},
		{"GB18030 cut within a character", gb(t, long)[:headSize-1], false, "GB18030"},
		{"GB18030 with characters of four bytes", gb(t, "㐀㐁𠮷春眠不觉晓"), true, "GB18030"},
		{"traditional text in GB18030", gb(t, springTraditional), true, "GB18030"},
		{"Big5 of eight characters", big5(t, "處處聞啼鳥，夜來"), true, "Big5"},
		{"UTF-8 with GB18030 lines pasted in", spring + "\n" + strings.Repeat(gb(t, spring)+"\n", 3), true, "UTF-8"},
		{"bytes of no encoding", "\xFF\xFF\xFF", true, "GB18030"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := charsetOf([]byte(c.head), c.complete).name; string(got) != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

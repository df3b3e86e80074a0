package source_test

import (
	"strings"
	"testing"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/format/source"
)

func TestCharsetOf(t *testing.T) {
	long := strings.Repeat("天地玄黄宇宙洪荒\n", 9000)
	for _, c := range []struct {
		name, head string
		complete   bool
		want       string
	}{
		{"ASCII", "title,body\n", true, "UTF-8"},
		{"UTF-8", formattest.Spring, true, "UTF-8"},
		{"UTF-8 cut within a character", long[:source.HeadSize-1], false, "UTF-8"},
		{"one line of UTF-8 cut within a character", strings.ReplaceAll(long, "\n", "")[:source.HeadSize], false, "UTF-8"},
		{"GB18030 of four characters", formattest.GB(t, "床前明月"), true, "GB18030"},
		{"GB18030 that is valid UTF-8 by chance", formattest.GB(t, "联通") + formattest.GB(t, "春眠"), true, "GB18030"},
		{"GB18030 cut within a character", formattest.GB(t, long)[:source.HeadSize-1], false, "GB18030"},
		{"GB18030 with characters of four bytes", formattest.GB(t, "㐀㐁𠮷春眠不觉晓"), true, "GB18030"},
		{"traditional text in GB18030", formattest.GB(t, formattest.SpringTraditional), true, "GB18030"},
		{"Big5 of eight characters", formattest.Big5(t, "處處聞啼鳥，夜來"), true, "Big5"},
		{"UTF-8 with GB18030 lines pasted in", formattest.Spring + "\n" + strings.Repeat(formattest.GB(t, formattest.Spring)+"\n", 3), true, "UTF-8"},
		{"bytes of no encoding", "\xFF\xFF\xFF", true, "GB18030"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := source.CharsetOf([]byte(c.head), c.complete).Name; string(got) != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

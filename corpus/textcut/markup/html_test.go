package markup

import (
	"strings"
	"testing"

	"shiyun/corpus/textcut/manuscript"
)

func TestStripHTML(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want string }{
		{"no tags", "春\n\n<春>风", "春\n\n<春>风"},
		{"paragraphs", "<p>春</p>\n<p>夏</p>", "春\n夏"},
		{"a paragraph a stanza", "<p>春<br>夏</p>\n\n<p>秋<br/>冬</p>", "春\n夏\n\n秋\n冬"},
		{"an empty paragraph", "<p>春</p><p><br></p><p>夏</p>", "春\n\n夏"},
		{"breaks at line ends", "春<br>\n夏<br />\n秋", "春\n夏\n秋"},
		{"one line", "<div>春</div><div>夏</div>", "春\n夏"},
		{"a comment over lines", "春\n<!-- 不\n是 -->\n夏", "春\n夏"},
		{"entities", "<p>春&nbsp;风 &amp; 雨 &lt;歌&gt;</p>", "春 风 & 雨 <歌>"},
		{"sounds above characters", "<ruby>春<rt>chun</rt></ruby>", "春"},
		{"style and script", "<style>p {color: red}</style>\n春<script>alert(1)</script>", "春"},
		{"never closed", "<p>春\n夏<p>秋", "春\n夏\n秋"},
		{"half a tag", "春<p", "春<p"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, line := range StripHTML(linesOf(tt.text)) {
				got = append(got, line.Text)
			}
			if strings.Join(got, "\n") != tt.want {
				t.Errorf("%q, want %q", strings.Join(got, "\n"), tt.want)
			}
		})
	}
}

func linesOf(text string) []manuscript.Line {
	var lines []manuscript.Line
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, manuscript.Line{Text: line})
	}
	return lines
}

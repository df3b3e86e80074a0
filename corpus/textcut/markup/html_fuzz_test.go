package markup

import (
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/textcut/manuscript"
)

// FuzzStripHTML fails for lines that hold a line end or are more than there
// may be, and for a page read twice that comes out in two ways: tables nest and
// span as they please.
func FuzzStripHTML(f *testing.F) {
	for _, seed := range []string{
		"<table><tr><th>题目<th>作者<th>作品</tr><tr><td rowspan=2>听雨<td>老吴<td>雨打芭蕉夜<br>灯摇小巷人</table>",
		`<table><tr><td colspan="9999999" rowspan=-1>春<table><tr><td>夏</table></td></table>`,
		"<td>春</td></tr></table><table>", strings.Repeat("<table><tr><td>", 20), "<p>春<!-- 夏\n<br>秋", "<script>春\n<pre>夏\n秋</pre>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, second := StripHTML(linesOf(text)), StripHTML(linesOf(text))
		if !slices.EqualFunc(first, second, func(a, b manuscript.Line) bool { return a.Text == b.Text }) {
			t.Fatal("two readings differ")
		}
		if len(first) > manuscript.MaxTextLines+len(text) {
			t.Fatalf("%d lines of %d bytes", len(first), len(text))
		}
		for _, line := range first {
			if strings.ContainsAny(line.Text, "\n\r") && !strings.ContainsRune(text, '\r') && !strings.Contains(text, "&") {
				t.Fatalf("a line end in %q", line.Text)
			}
		}
	})
}

package textcut

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// FuzzLabels cuts a text by any labels: what goes in is made of its lines.
func FuzzLabels(f *testing.F) {
	f.Add("春灯\n张三\n\n一灯如豆，\n照我读书。", "TASBB")
	f.Add("# 甲\n其一\n乙", "TTB")
	f.Fuzz(checkLabels)
}

func TestAnyLabels(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{"", "春灯", "其一", "张三", "一灯如豆，", "照我读书。", "注：旧作", "2023年5月", "《夜坐》 李四", "---", "# 书名", "满江红·登楼"}), 1, 30).Draw(rt, "lines")
		labels := rapid.StringOfN(rapid.SampledFrom([]rune("TAPBSNDX")), len(lines), len(lines), -1).Draw(rt, "labels")
		checkLabels(t, strings.Join(lines, "\n")+"\n", labels)
	})
}

func checkLabels(t *testing.T, content, labels string) {
	for _, f := range []intake.Format{intake.Text, intake.Chat} {
		var lines []manuscript.Line
		for line := range strings.Lines(content) {
			lines = append(lines, manuscript.Line{Text: strings.TrimRight(line, "\r\n")})
		}
		d := NewDocument("a.txt", lines, f)
		known := []string{""}
		for _, line := range d.Lines {
			known = append(known, line.Content())
		}
		given, err := d.Label(intake.Labels(labels))
		if err != nil {
			return
		}
		for _, p := range d.Poems(given) {
			for line := range strings.SplitSeq(d.body(p, given), "\n") {
				from := func(k string) bool { // the page's indent goes
					margin, ok := strings.CutSuffix(k, line)
					return ok && strings.TrimSpace(margin) == ""
				}
				if !slices.ContainsFunc(known, from) {
					t.Fatalf("%q is no line of %q", line, content)
				}
			}
			r := d.Row(p, given)
			if p.Kept && len(r.Problems) == 0 && (r.Draft.Body == nil || *r.Draft.Body == "") {
				t.Fatalf("row %d goes in without text", r.Number)
			}
		}
	}
}

package intake

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// checkCuts fails for what no text may bring about: cuts that do not part the
// lines, or labels that do not bring the same rows again.
func checkCuts(t *testing.T, name string, content []byte, opts Options) {
	t.Helper()
	cuts, labels, err := Cuts(context.Background(), name, bytes.NewReader(content), opts)
	if err != nil || labels == "" {
		return
	}
	next := 1
	for _, c := range cuts {
		if c.First != next || len(c.Lines) != c.Last-c.First+1 {
			t.Fatalf("cut %d-%d of %d lines after line %d", c.First, c.Last, len(c.Lines), next-1)
		}
		next = c.Last + 1
	}
	if next != len(labels)+1 {
		t.Fatalf("cuts end at %d, labels at %d", next-1, len(labels))
	}
	rows := rowsOf(t, name, content, opts)
	checkSound(t, rows)
	opts.Labels = labels
	if again := rowsOf(t, name, content, opts); report(again) != report(rows) {
		t.Fatalf("by labels %s, without %s", report(again), report(rows))
	}
}

func seedTexts(f *testing.F, pattern string) {
	paths, err := filepath.Glob("testdata/texts/" + pattern)
	if err != nil || len(paths) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
}

func FuzzText(f *testing.F) {
	seedTexts(f, "*.txt")
	seedTexts(f, "*.md")
	f.Fuzz(func(t *testing.T, content []byte) {
		checkCuts(t, "a.txt", content, Options{Format: Text})
		checkCuts(t, "a.md", content, Options{Format: Text})
	})
}

func FuzzChat(f *testing.F) {
	seedTexts(f, "chat_*.txt")
	f.Fuzz(func(t *testing.T, content []byte) {
		checkCuts(t, "-", content, Options{Format: Chat})
	})
}

// FuzzDOCX fuzzes the XML within a whole container, and containers.
func FuzzDOCX(f *testing.F) {
	for _, content := range wordFiles(f) {
		f.Add(content, "")
	}
	f.Add([]byte("PK\x03\x04"), paragraphs("春灯\n张三\n一灯如豆，\n照我读书。"))
	f.Add([]byte(nil), `<w:tbl><w:tr><w:tc></w:p></w:tc></w:tr></w:tbl><w:p><w:p><w:del>`)
	f.Fuzz(func(t *testing.T, content []byte, body string) {
		checkCuts(t, "a.docx", content, Options{})
		checkCuts(t, "a.docx", word(t, body), Options{})
	})
}

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
	for _, format := range []Format{Text, Chat} {
		opts := Options{Format: format, Labels: Labels(labels), Encoding: UTF8}
		d, err := textDocument(newSource(context.Background().Err, "a.txt", strings.NewReader(content), opts, nil))
		if err != nil {
			return
		}
		known := []string{""}
		for _, line := range d.lines {
			known = append(known, line.content())
		}
		given, err := d.labels(opts.Labels)
		if err != nil {
			return
		}
		for _, p := range d.poems(given) {
			for line := range strings.SplitSeq(d.body(p, given), "\n") {
				from := func(k string) bool { // the page's indent goes
					margin, ok := strings.CutSuffix(k, line)
					return ok && strings.TrimSpace(margin) == ""
				}
				if !slices.ContainsFunc(known, from) {
					t.Fatalf("%q is no line of %q", line, content)
				}
			}
			r := d.row(p, given)
			if p.kept && len(r.Problems) == 0 && (r.Draft.Body == nil || *r.Draft.Body == "") {
				t.Fatalf("row %d goes in without text", r.Number)
			}
		}
	}
}

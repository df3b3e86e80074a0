package format_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// checkCuts fails for what no text may bring about: cuts that do not part the
// lines, or labels that do not bring the same rows again.
func checkCuts(t *testing.T, name string, content []byte, opts intake.Options) {
	t.Helper()
	cuts, labels, err := format.Cuts(context.Background(), name, bytes.NewReader(content), opts)
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
	rows := formattest.RowsOf(t, name, content, opts)
	formattest.CheckSound(t, rows)
	opts.Labels = labels
	if again := formattest.RowsOf(t, name, content, opts); formattest.Report(again) != formattest.Report(rows) {
		t.Fatalf("by labels %s, without %s", formattest.Report(again), formattest.Report(rows))
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
		checkCuts(t, "a.txt", content, intake.Options{Format: intake.Text})
		checkCuts(t, "a.md", content, intake.Options{Format: intake.Text})
	})
}

func FuzzChat(f *testing.F) {
	seedTexts(f, "chat_*.txt")
	f.Fuzz(func(t *testing.T, content []byte) {
		checkCuts(t, "-", content, intake.Options{Format: intake.Chat})
	})
}

// FuzzDOCX fuzzes the XML within a whole container, and containers.
func FuzzDOCX(f *testing.F) {
	for _, content := range wordFiles(f) {
		f.Add(content, "")
	}
	f.Add([]byte("PK\x03\x04"), formattest.Paragraphs("春灯\n张三\n一灯如豆，\n照我读书。"))
	f.Add([]byte(nil), `<w:tbl><w:tr><w:tc></w:p></w:tc></w:tr></w:tbl><w:p><w:p><w:del>`)
	f.Fuzz(func(t *testing.T, content []byte, body string) {
		checkCuts(t, "a.docx", content, intake.Options{})
		checkCuts(t, "a.docx", formattest.Word(t, body), intake.Options{})
	})
}

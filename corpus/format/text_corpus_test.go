package format_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// TestTextCorpus cuts the awkward texts of testdata/texts, and Word files made
// here, and compares with the cuts a person has looked at.
func TestTextCorpus(t *testing.T) {
	files := wordFiles(t)
	paths, err := filepath.Glob("testdata/texts/*")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	for _, path := range paths {
		if filepath.Ext(path) != ".cuts" {
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files[filepath.Base(path)] = content
		}
	}
	for name, content := range files {
		t.Run(name, func(t *testing.T) {
			got := cutsOf(t, name, content, intake.Options{})
			golden := filepath.Join("testdata/texts", name+".cuts")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || got != string(want) {
				t.Errorf("%v; got\n%s\nwant\n%s", err, got, want)
			}
		})
	}
}

// cutsOf shows the cuts and the rows made of them, and checks that the labels
// given back bring the same rows.
func cutsOf(t *testing.T, name string, content []byte, opts intake.Options) string {
	t.Helper()
	cuts, labels, err := format.Cuts(context.Background(), name, bytes.NewReader(content), opts)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, c := range cuts {
		fmt.Fprintf(&b, "== %d-%d %s / %s\n", c.First, c.Last, c.Title, c.Author)
		for _, line := range c.Lines {
			fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("%c %s", line.Label, line.Text), " "))
		}
	}
	rows := formattest.RowsOf(t, name, content, opts)
	for _, r := range rows {
		fmt.Fprintln(&b, inShort(r))
	}
	opts.Labels = labels
	if again := formattest.RowsOf(t, name, content, opts); formattest.Report(again) != formattest.Report(rows) {
		t.Errorf("by labels %s, without %s", formattest.Report(again), formattest.Report(rows))
	}
	return b.String()
}

// inShort is what a row says beside its body.
func inShort(r intake.Row) string {
	d := r.Draft
	s := fmt.Sprintf("-- %d %s | %s", r.Number, formattest.Value(d.Title), formattest.Value(d.Author))
	if d.Form != nil {
		s += " | " + string(*d.Form)
	}
	for _, v := range []*string{d.Tune, d.Preface, d.Note} {
		if v != nil {
			s += " | " + strings.ReplaceAll(*v, "\n", "/")
		}
	}
	if d.Date != nil {
		s += " | " + d.Date.Text
	}
	for _, p := range r.Problems {
		s += " ! " + p.Column + ":" + p.Code
	}
	return s
}

func TestLabelsRefused(t *testing.T) {
	for _, c := range []struct {
		name   string
		labels intake.Labels
	}{
		{"too few", "TB"}, {"too many", "TBBBB"}, {"unknown letter", "TBZ"}, {"small letter", "tBB"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := format.Read(context.Background(), "a.txt", strings.NewReader("一\n二\n三\n"), intake.Options{Labels: c.labels}, func(intake.Row) error { return nil })
			if corpus.CodeOf(err) != corpus.Invalid {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestLabelsCut(t *testing.T) {
	const text = "甲\n乙\n\n丙\n丁\n"
	for _, c := range []struct {
		labels intake.Labels
		want   string
	}{
		{"TBSBB", "1 甲 \"乙\\n\\n丙\\n丁\""},
		{"TBXBB", "1 甲 \"乙\\n丙\\n丁\""},
		{"BBTBB", "1 - \"甲\\n乙\"\n3 - \"丙\\n丁\""},
		{"XXXTB", "4 丙 \"丁\""},
		{"TTXBB", "1 正文:no_text\n2 乙 \"丙\\n丁\""},
		{"XXXXX", ""},
		{"SBSBS", "2 - \"乙\\n\\n丙\""},
	} {
		t.Run(string(c.labels), func(t *testing.T) {
			if got := formattest.Report(formattest.RowsOf(t, "-", []byte(text), intake.Options{Format: intake.Text, Labels: c.labels})); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestTextTooLong(t *testing.T) {
	for _, c := range []struct {
		name    string
		content string
	}{
		{"lines", strings.Repeat("\n", manuscript.MaxTextLines+1)},
		{"one line", strings.Repeat("山", (20<<20)/3+1)},
		{"bytes", strings.Repeat(strings.Repeat("山水", 100)+"\n", (20<<20)/600)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := format.Cuts(context.Background(), "a.txt", strings.NewReader(c.content), intake.Options{Format: intake.Text})
			if corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), "intake.text_too_long") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestCutsCapped shows that a preview of a long text ends, and has no labels
// that could be taken for those of the whole.
func TestCutsCapped(t *testing.T) {
	text := strings.Repeat("山行\n张三\n一片白云山上来，\n二分明月照楼台。\n\n", 10_100)
	cuts, labels, err := format.Cuts(context.Background(), "a.txt", strings.NewReader(text), intake.Options{Format: intake.Text})
	if err != nil || labels != "" || len(cuts) == 0 || cuts[len(cuts)-1].Last > 50_000 {
		t.Errorf("%d cuts, %d labels, %v", len(cuts), len(labels), err)
	}
}

func TestTextWithBadLine(t *testing.T) {
	text := "山行\n一片白云山上来，\n二分明月照楼台。\n\n\n水行\n\xff\xfe一叶轻舟水上过，\n三更渔火映星河。\n"
	got := formattest.Report(formattest.RowsOf(t, "a.txt", []byte(text), intake.Options{Format: intake.Text}))
	if !strings.Contains(got, "1 山行 \"一片") || !strings.Contains(got, "6 正文:encoding") {
		t.Errorf("got %s", got)
	}
}

func TestIndentOfThePage(t *testing.T) {
	content, err := os.ReadFile("testdata/texts/indented.txt")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range formattest.RowsOf(t, "诗.txt", content, intake.Options{}) {
		got = append(got, *r.Draft.Body)
	}
	want := []string{"檐下冰凌一尺长，\n敲来当剑耍威严。", "翻箱晒得\n　　半阶书\n蠹鱼惊走"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("bodies (-want +got):\n%s", diff)
	}
}

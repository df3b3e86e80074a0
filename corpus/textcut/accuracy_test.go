package textcut_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// known is a poem whose parts are known before it is written as a text.
type known struct {
	Title  string `json:"title"`
	Author string `json:"author"`
	Body   string `json:"body"`
}

// layouts are the ways people write poems one after another.
var layouts = []struct {
	name  string
	floor float64 // of the sample archive's poems, cut exactly right
	write func(i int, p known) string
}{
	{"title, author and verse on lines of their own", 0.95, func(_ int, p known) string {
		return p.Title + "\n" + p.Author + "\n" + p.Body + "\n\n\n"
	}},
	{"one empty line between poems", 0.95, func(_ int, p known) string {
		return p.Title + "\n" + p.Author + "\n" + p.Body + "\n\n"
	}},
	{"no empty lines", 0.95, func(_ int, p known) string {
		return p.Title + "\n" + p.Author + "\n" + withoutBlanks(p.Body) + "\n"
	}},
	{"empty lines around the verse", 0.95, func(_ int, p known) string {
		return p.Title + "\n作者：" + p.Author + "\n\n" + p.Body + "\n\n\n"
	}},
	{"an empty line after every line", 0.95, func(_ int, p known) string {
		return strings.ReplaceAll(p.Title+"\n"+p.Author+"\n"+withoutBlanks(p.Body), "\n", "\n\n") + "\n\n\n"
	}},
	{"title and author on one line", 0.95, func(_ int, p known) string {
		return p.Title + "　" + p.Author + "\n" + p.Body + "\n\n\n"
	}},
	{"title and author on one line, no empty lines", 0.95, func(_ int, p known) string {
		return p.Title + "　" + p.Author + "\n" + withoutBlanks(p.Body) + "\n"
	}},
	{"book marks", 0.95, func(_ int, p known) string {
		return "《" + p.Title + "》 " + p.Author + "\n" + p.Body + "\n\n"
	}},
	{"numbers", 0.95, func(i int, p known) string {
		return fmt.Sprintf("%d、%s\n%s\n%s\n\n", i+1, p.Title, p.Author, p.Body)
	}},
	{"title, then author after a slash", 0.95, func(_ int, p known) string {
		return p.Title + "\n文/" + p.Author + "\n\n" + p.Body + "\n\n"
	}},
	{"titles alone", 0.95, func(_ int, p known) string {
		return p.Title + "\n" + p.Body + "\n\n\n"
	}},
	{"no marks at all", 0.9, func(_ int, p known) string {
		return p.Title + "\n" + p.Author + "\n" + withoutMarks(p.Body) + "\n\n\n"
	}},
}

func withoutBlanks(body string) string {
	for strings.Contains(body, "\n\n") {
		body = strings.ReplaceAll(body, "\n\n", "\n")
	}
	return body
}

func withoutMarks(body string) string {
	return strings.Trim(strings.NewReplacer("，", "\n", "。\n", "\n", "。", "\n", "？", "", "！", "", "；", "\n", "：", "", "、", "").Replace(withoutBlanks(body)), "\n")
}

// archivePoems are the poems of the sample archive.
func archivePoems(t testing.TB) []known {
	t.Helper()
	paths, err := filepath.Glob("../sample/poems/*.jsonl")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no sample poems: %v", err)
	}
	var poems []known
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(content)) {
			var p known
			if err := json.Unmarshal([]byte(line), &p); err != nil {
				t.Fatal(err)
			}
			if p.Title != "" {
				poems = append(poems, p)
			}
		}
	}
	return poems
}

// TestCutAccuracy writes the sample archive in every layout, forty poems a
// file, and counts the poems cut exactly right: title, author and every line.
func TestCutAccuracy(t *testing.T) {
	poems := archivePoems(t)
	for _, layout := range layouts {
		t.Run(layout.name, func(t *testing.T) {
			right := 0
			for some := range slices.Chunk(poems, 40) {
				right += cutRight(t, some, layout.write)
			}
			share := float64(right) / float64(len(poems))
			t.Logf("%.3f of %d", share, len(poems))
			if share < layout.floor {
				t.Errorf("%.3f cut exactly right, want %.2f", share, layout.floor)
			}
		})
	}
}

// cutRight counts the poems that come out of one file as they went in.
func cutRight(t *testing.T, poems []known, write func(int, known) string) int {
	var file strings.Builder
	for i, p := range poems {
		file.WriteString(write(i, p))
	}
	got := make(map[known]bool)
	for _, r := range formattest.RowsOf(t, "a.txt", []byte(file.String()), intake.Options{Format: intake.Text}) {
		got[known{Title: formattest.Value(r.Draft.Title), Author: formattest.Value(r.Draft.Author), Body: formattest.Value(r.Draft.Body)}] = true
	}
	right := 0
	for i, p := range poems {
		if got[asWritten(write(i, p), p)] {
			right++
		}
	}
	return right
}

// asWritten is the poem with its body as the layout wrote it.
func asWritten(text string, p known) known {
	if !strings.Contains(text, p.Author) {
		p.Author = "-"
	}
	for _, body := range []string{p.Body, withoutBlanks(p.Body), withoutMarks(p.Body)} {
		if strings.Contains(text, body) || strings.Contains(text, strings.ReplaceAll(body, "\n", "\n\n")) {
			p.Body = body
			return p
		}
	}
	return p
}

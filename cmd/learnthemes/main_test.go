package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A word that the lexicon lacks, of poems whose titles name the theme and hardly
// of others, is learnt; one of a poem that is held out is not.
func TestRun(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name string, lines []string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	line := func(ref, title, body string) string {
		return fmt.Sprintf(`{"ref":%q,"title":%q,"body":%q}`, ref, title, body)
	}
	var poems, held []string
	for i := range 60 {
		poems = append(poems, line(fmt.Sprint("a", i), "中秋", "瑞鶴清光"), line(fmt.Sprint("b", i), "無題", "石上泉聲"), line(fmt.Sprint("c", i), "雜詩", "渡口人家"))
		held = append(held, line(fmt.Sprint("h", i), "中秋", "琉璃"))
	}
	without := write("held.jsonl", held)
	var out strings.Builder
	if err := run([]string{"--poems", write("poems.jsonl", append(poems, held...)), "--without", without}, &out, &out); err != nil {
		t.Fatal(err)
	}
	var learnt string
	for l := range strings.Lines(out.String()) {
		if strings.HasPrefix(l, "[中秋]") {
			learnt = l
		}
	}
	if !strings.Contains(learnt, "光") || !strings.Contains(learnt, "瑞") || strings.Contains(learnt, "琉璃") || strings.Contains(learnt, "泉") {
		t.Errorf("learnt %q", learnt)
	}
}

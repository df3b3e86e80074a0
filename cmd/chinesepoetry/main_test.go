package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tiny is a package such as npm unpacks it, with a file of every part and
// some that must be left alone.
var tiny = map[string]string{
	"package.json":                          `{"name":"chinese-poetry"}`,
	"dist/quantangshi/poet.tang.0.json":     `[{"title":"靜夜思","author":"李白","paragraphs":["床前看月光，疑是地上霜。","舉頭望山月，低頭思故鄉。"],"id":"x"},{"title":"缺","author":"某","paragraphs":[]}]`,
	"dist/quantangshi/poet.tang.1000.json":  `[{"title":"","author":"某","paragraphs":["一二三四五，六。"]}]`,
	"dist/quantangshi/poet.song.2000.json":  `[{"title":"后","author":"某","paragraphs":["后"]}]`,
	"dist/quantangshi/poet.song.1000.json":  `[{"title":"前","author":"某","paragraphs":["<前>"]}]`,
	"dist/quantangshi/authors.tang.json":    `[{"name":"李白","desc":"诗人","id":"y"}]`,
	"dist/quantangshi/error/poet.song.json": `[{"title":"重","author":"某","paragraphs":["重"]}]`,
	"dist/songci/ci.song.0.json":            `[{"rhythmic":"浣溪沙","author":"晏殊","paragraphs":["一曲新词酒一杯。"]}]`,
	"dist/yuanqu/yuanqu.json":               `[{"title":"天净沙","author":"马致远","dynasty":"yuan","paragraphs":["枯藤老树昏鸦。"]}]`,
}

const tinyLines = `{"ref":"cp-poet.tang.0-0","title":"靜夜思","author":"李白","body":"床前看月光，疑是地上霜。\n舉頭望山月，低頭思故鄉。","form":"五绝","source":"全唐诗"}
{"ref":"cp-poet.tang.1000-0","author":"某","body":"一二三四五，六。","form":"古风","source":"全唐诗"}
{"ref":"cp-poet.song.1000-0","title":"前","author":"某","body":"<前>","form":"古风","source":"全宋诗"}
{"ref":"cp-poet.song.2000-0","title":"后","author":"某","body":"后","form":"古风","source":"全宋诗"}
{"ref":"cp-ci.song.0-0","title":"浣溪沙","author":"晏殊","body":"一曲新词酒一杯。","form":"词","tune":"浣溪沙","source":"全宋词"}
{"ref":"cp-yuanqu-0","title":"天净沙","author":"马致远","body":"枯藤老树昏鸦。","form":"曲","source":"元曲"}
`

func writeTiny(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range tiny {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func writeTinyArchive(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	archive := tar.NewWriter(zipped)
	for name, content := range tiny {
		header := tar.Header{Name: "package/" + name, Typeflag: tar.TypeReg, Mode: 0o644, Size: int64(len(content))}
		if err := archive.WriteHeader(&header); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "tiny.tgz")
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRun(t *testing.T) {
	for _, c := range []struct{ name, from string }{{"directory", writeTiny(t)}, {"archive", writeTinyArchive(t)}} {
		t.Run(c.name, func(t *testing.T) {
			var out, report strings.Builder
			if err := run([]string{c.from}, &out, &report); err != nil {
				t.Fatal(err)
			}
			if out.String() != tinyLines {
				t.Errorf("got\n%swant\n%s", out.String(), tinyLines)
			}
			if want := "in all: 6 poems, 1 entries without text left out\n"; !strings.HasSuffix(report.String(), want) {
				t.Errorf("report %q", report.String())
			}
		})
	}
}

func TestRunToFile(t *testing.T) {
	out := filepath.Join(t.TempDir(), "poems.jsonl")
	if err := run([]string{"--out", out, writeTiny(t)}, nil, &strings.Builder{}); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(out)
	if err != nil || string(got) != tinyLines {
		t.Errorf("got %s, %v", got, err)
	}
}

func TestRunSample(t *testing.T) {
	dir := writeTiny(t)
	sampleOf := func(args ...string) string {
		var out strings.Builder
		if err := run(append(args, dir), &out, &strings.Builder{}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	first := sampleOf("--limit", "3", "--seed", "7")
	if n := strings.Count(first, "\n"); n != 3 {
		t.Errorf("%d poems, want 3", n)
	}
	if again := sampleOf("--limit", "3", "--seed", "7"); again != first {
		t.Errorf("the same seed gives\n%sand\n%s", first, again)
	}
	if all := sampleOf("--limit", "100"); all != tinyLines {
		t.Errorf("a sample larger than the package is\n%s", all)
	}
}

func TestRunFails(t *testing.T) {
	broken := t.TempDir()
	if err := os.MkdirAll(filepath.Join(broken, "dist/yuanqu"), 0o755); err != nil {
		t.Fatal(err)
	}
	notArchive := filepath.Join(broken, "dist/yuanqu/yuanqu.json")
	if err := os.WriteFile(notArchive, []byte("[{"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, want string
		args       []string
	}{
		{"no argument", "usage", nil},
		{"negative limit", "usage", []string{"--limit", "-1", "x"}},
		{"missing", "no such file", []string{filepath.Join(broken, "missing")}},
		{"not an archive", "unpack", []string{notArchive}},
		{"another directory", "no poems found", []string{t.TempDir()}},
		{"broken JSON", "yuanqu.json", []string{broken}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := run(c.args, &strings.Builder{}, &strings.Builder{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestGuessForm(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"床前看月光，疑是地上霜。\n舉頭望山月，低頭思故鄉。", "五绝"},
		{strings.Repeat("一二三四五六七，", 4), "七绝"},
		{strings.Repeat("一二三四五？", 8), "五律"},
		{strings.Repeat("一二三四五六七！", 8), "七律"},
		{strings.Repeat("一二三四五，", 10), "古风"},
		{"景物撩人□，興思百念攢。\n亨屯原有定，呼酒拚紅顔。", "五绝"},
		{"一二三四五，一二三四。", "古风"},
		{"。", "古风"},
	} {
		if got := guessForm(c.body); got != c.want {
			t.Errorf("guessForm(%q) = %s, want %s", c.body, got, c.want)
		}
	}
}

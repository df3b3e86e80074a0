package format_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/xuri/excelize/v2"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// TestReadWorkbookFrom reads the same workbook from everything that gives
// bytes, from wherever its reader stands.
func TestReadWorkbookFrom(t *testing.T) {
	content := string(made(excelize.Options{}, fillPoems)(t))
	path := filepath.Join(t.TempDir(), "诗.xlsx")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	go func() {
		_, _ = io.WriteString(in, content)
		_ = in.Close()
	}()
	for name, r := range map[string]io.Reader{
		"memory": strings.NewReader(content), "file": file, "pipe": out, "one byte at a time": iotest.OneByteReader(strings.NewReader(content)),
	} {
		dir := t.TempDir()
		rows, err := formattest.ReadAll("诗.xlsx", r, intake.Options{TempDir: dir})
		if err != nil || formattest.Report(rows) != `2 春 "山"` {
			t.Errorf("%s: got %q, %v", name, formattest.Report(rows), err)
		}
		checkEmpty(t, dir)
	}
}

func TestReadWorkbookBroken(t *testing.T) {
	content := string(made(excelize.Options{}, fillPoems)(t))
	cause := errors.New("connection reset")
	dir := t.TempDir()
	_, err := formattest.ReadAll("诗.xlsx", io.MultiReader(strings.NewReader(content[:3000]), iotest.ErrReader(cause)), intake.Options{TempDir: dir})
	if corpus.CodeOf(err) != corpus.Unavailable || !errors.Is(err, cause) {
		t.Errorf("cut upload: %v", err)
	}
	checkEmpty(t, dir)
	_, err = formattest.ReadAll("诗.xlsx", struct{ io.Reader }{strings.NewReader(content)}, intake.Options{TempDir: filepath.Join(dir, "none")})
	if corpus.CodeOf(err) != corpus.Unavailable {
		t.Errorf("nowhere to put it: %v", err)
	}
	_, err = formattest.ReadAll("诗.xlsx", io.MultiReader(strings.NewReader(content), &repeated{'x', 100 << 20}), intake.Options{TempDir: dir})
	if corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), "intake.file_too_large") {
		t.Errorf("too large: %v", err)
	}
	checkEmpty(t, dir)
	stop := errors.New("stop")
	err = format.Read(t.Context(), "诗.xlsx", struct{ io.Reader }{strings.NewReader(content)}, intake.Options{TempDir: dir}, func(intake.Row) error { return stop })
	if !errors.Is(err, stop) {
		t.Errorf("stopped: %v", err)
	}
	checkEmpty(t, dir)
}

func TestReadUnknownEncoding(t *testing.T) {
	_, err := formattest.ReadAll("a.csv", strings.NewReader("正文\n山\n"), intake.Options{Encoding: "EBCDIC"})
	if corpus.CodeOf(err) != corpus.Invalid {
		t.Errorf("got %v", err)
	}
}

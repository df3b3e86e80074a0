package format_test

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

func TestReadTellsFormats(t *testing.T) {
	for _, c := range []struct {
		name, file, content string
		format              intake.Format
	}{
		{"jsonl by name", "A.JSONL", `{"body":"山"}`, intake.Auto},
		{"json by name", "a.json", `{"body":"山"}`, intake.Auto},
		{"csv by name", "a.csv", "正文\n山\n", intake.Auto},
		{"tsv by name", "a.tsv", "标题\t正文\n春\t山\n", ""},
		{"txt with JSON in it", "a.txt", "\n {\"body\":\"山\"}", intake.Auto},
		{"table without a name", "-", "正文\n山\n", intake.Auto},
		{"JSON array", "a.json", "[\n{\"body\":\"山\"}]", intake.Auto},
		{"JSON array without a name", "-", `[{"body":"山"}]`, intake.Auto},
		{"one object over many lines", "a.json", "{\n \"body\": \"山\"\n}\n", intake.Auto},
		{"table saved as text", "a.txt", "标题\t正文\n春\t山\n", intake.Auto},
		{"table under a workbook's name", "a.xlsx", "标题,正文\n春,山\n", intake.Auto},
		{"format over name", "a.csv", `{"body":"山"}`, intake.JSONL},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, err := formattest.ReadRows(c.file, strings.NewReader(c.content), c.format)
			if err != nil || !strings.Contains(formattest.Report(rows), `"山"`) {
				t.Errorf("got %q, %v", formattest.Report(rows), err)
			}
		})
	}
}

func TestReadRefusesOtherFiles(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"PNG", "\x89PNG\r\n\x1a\n\x00\x00", "intake.foreign.picture"},
		{"XLSX cut short", "PK\x03\x04\x14\x00", "intake.damaged"},
		{"XLS", "\xD0\xCF\x11\xE0\xA1\xB1", "intake.foreign.old_office"},
		{"PDF", "%PDF-1.7", "intake.foreign.pdf"},
		{"gzip", "\x1F\x8B\x08", "intake.advice.unpack_first"},
		{"HTML", "\n<!DOCTYPE html><html>", "intake.is_web_page"},
		{"program", "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xFF\xFF\x00\x00\xB8" + strings.Repeat("\x00\x01", 40), "intake.not_text"},
	} {
		for _, file := range []string{"a.csv", "a.jsonl"} {
			t.Run(c.name+" as "+file, func(t *testing.T) {
				rows, err := formattest.ReadRows(file, strings.NewReader(c.content), intake.Auto)
				if corpus.CodeOf(err) != corpus.Invalid || !strings.Contains(err.Error(), c.want) || len(rows) != 0 {
					t.Errorf("got %d rows, %v; want %q", len(rows), err, c.want)
				}
			})
		}
	}
	if _, err := formattest.ReadRows("a", strings.NewReader(""), "odt"); corpus.CodeOf(err) != corpus.Invalid {
		t.Errorf("unknown format: %v", err)
	}
}

func TestReadStops(t *testing.T) {
	content := strings.Repeat("{\"body\":\"山\"}\n", 3)
	stop := errors.New("stop")
	calls := 0
	err := format.Read(context.Background(), "a.jsonl", strings.NewReader(content), intake.Options{}, func(intake.Row) error {
		calls++
		return stop
	})
	if !errors.Is(err, stop) || calls != 1 {
		t.Errorf("got %v after %d calls", err, calls)
	}
	ctx, cancel := context.WithCancel(context.Background())
	calls = 0
	err = format.Read(ctx, "a.jsonl", strings.NewReader(content), intake.Options{}, func(intake.Row) error {
		calls++
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("got %v after %d calls", err, calls)
	}
}

// TestReadBroken cuts the stream within a row, which must not go in.
func TestReadBroken(t *testing.T) {
	cause := errors.New("connection reset")
	for _, c := range []struct{ name, file, head, row string }{
		{"jsonl", "a.jsonl", strings.Repeat("{\"body\":\"山\"}\n", 6000), `{"body":"水"}`},
		{"csv", "a.csv", "正文\n" + strings.Repeat("山\n", 20_000), "水"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := io.MultiReader(strings.NewReader(c.head+c.row), iotest.ErrReader(cause))
			rows, err := formattest.ReadRows(c.file, r, intake.Auto)
			if corpus.CodeOf(err) != corpus.Unavailable || !errors.Is(err, cause) {
				t.Errorf("got %v", err)
			}
			if len(rows) == 0 || strings.Contains(formattest.Report(rows), "水") {
				t.Errorf("%d rows, the last %q", len(rows), formattest.Report(rows[max(0, len(rows)-1):]))
			}
		})
	}
	if _, err := formattest.ReadRows("a.csv", iotest.ErrReader(cause), intake.Auto); corpus.CodeOf(err) != corpus.Unavailable {
		t.Errorf("unreadable from the start: %v", err)
	}
}

// repeated gives n times the byte c without holding them.
type repeated struct {
	c byte
	n int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.n == 0 {
		return 0, io.EOF
	}
	n := min(len(p), r.n)
	r.n -= n
	p[0] = r.c
	for filled := 1; filled < n; filled *= 2 {
		copy(p[filled:n], p[:filled])
	}
	return n, nil
}

func TestReadInBoundedMemory(t *testing.T) {
	const size = 200 << 20
	for _, c := range []struct {
		name, file, head string
		fill             byte
		tail, want       string
	}{
		{"one line of JSON", "a.jsonl", `{"body":"`, 'a', "\"}\n{\"body\":\"山\"}\n", "1 :too_long\n2 - \"山\""},
		{"one CSV record", "a.csv", "正文\n", 'a', "\n山\n", "2 :too_long\n3 - \"山\""},
		{"one open quote", "a.csv", "正文\n\"", 'a', "\n山\n", "2 :syntax\n3 - \"山\""},
		{"columns without end", "a.csv", "正文\n", ',', "\n山\n", "2 :columns\n3 - \"山\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r := io.MultiReader(strings.NewReader(c.head), &repeated{c.fill, size}, strings.NewReader(c.tail))
			rows, err := formattest.ReadRows(c.file, r, intake.Auto)
			runtime.ReadMemStats(&after)
			if err != nil || formattest.Report(rows) != c.want {
				t.Errorf("got %q, %v", formattest.Report(rows), err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 32<<20 {
				t.Errorf("%d bytes allocated", used)
			}
		})
	}
}

func TestReadSlowly(t *testing.T) {
	for _, file := range []string{"a.jsonl", "a.csv"} {
		content := map[string]string{"a.jsonl": "{\"body\":\"山\"}\r\n\r\n{\"body\":\"水\"}", "a.csv": "正文\r\n\"山\r\n\"\r\n\r\n水"}[file]
		all, err := formattest.ReadRows(file, strings.NewReader(content), intake.Auto)
		slow, slowErr := formattest.ReadRows(file, iotest.OneByteReader(strings.NewReader(content)), intake.Auto)
		if formattest.Report(all) != formattest.Report(slow) || err != nil || slowErr != nil || len(all) != 3 {
			t.Errorf("%s: at once %q, byte by byte %q", file, formattest.Report(all), formattest.Report(slow))
		}
	}
}

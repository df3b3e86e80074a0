package intake

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// readRows reads a whole file, and the error that ended it.
func readRows(name string, r io.Reader, f Format) (rows []Row, err error) {
	return readAll(name, r, Options{Format: f})
}

func readAll(name string, r io.Reader, opts Options) (rows []Row, err error) {
	err = Read(context.Background(), name, r, opts, func(row Row) error {
		rows = append(rows, row)
		return nil
	})
	return rows, err
}

// readOne reads a file of one row.
func readOne(t *testing.T, name, content string) Row {
	t.Helper()
	rows, err := readRows(name, strings.NewReader(content), Auto)
	if err != nil || len(rows) != 1 {
		t.Fatalf("Read(%q) = %d rows, %v; want 1", content, len(rows), err)
	}
	return rows[0]
}

// report tells the fate of rows in short: number, then the title and body of
// a row that goes in, "skip", or column:code of each problem.
func report(rows []Row) string {
	var lines []string
	for _, r := range rows {
		line := fmt.Sprint(r.Number)
		switch {
		case r.Skip:
			line += " skip"
		case len(r.Problems) > 0:
			for _, p := range r.Problems {
				line += " " + p.Column + ":" + p.Code
			}
		default:
			line += fmt.Sprintf(" %s %q", value(r.Draft.Title), value(r.Draft.Body))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func value(s *string) string {
	if s == nil {
		return "-"
	}
	return *s
}

func encoded(t testing.TB, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func gb(t testing.TB, s string) string   { return encoded(t, simplifiedchinese.GB18030, s) }
func big5(t testing.TB, s string) string { return encoded(t, traditionalchinese.Big5, s) }
func utf16(t testing.TB, order unicode.Endianness, bom unicode.BOMPolicy, s string) string {
	return encoded(t, unicode.UTF16(order, bom), s)
}

// checkSound fails for what no input may bring about.
func checkSound(t *testing.T, rows []Row) {
	t.Helper()
	for i, r := range rows {
		if i > 0 && r.File == rows[i-1].File && r.Number <= rows[i-1].Number && r.Number > 0 {
			t.Errorf("row %d comes after row %d", r.Number, rows[i-1].Number)
		}
		if !r.Skip && len(r.Problems) == 0 && (r.Draft.Body == nil || strings.TrimSpace(*r.Draft.Body) == "") {
			t.Errorf("row %d goes in without text", r.Number)
		}
		if r.Number == 0 && len(r.Problems) == 0 {
			t.Errorf("a row without a number goes in: %+v", r)
		}
		for _, p := range r.Problems {
			if p.File != r.File || p.Row != r.Number || p.Code == "" || p.Message == "" {
				t.Errorf("row %d has an incomplete problem: %+v", r.Number, p)
			}
		}
	}
}

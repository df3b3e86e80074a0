// Package formattest reads small files for tests and puts in short what became
// of their rows.
package formattest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus/format"
	"shiyun/corpus/intake"
)

// ReadRows reads a whole file, and the error that ended it.
func ReadRows(name string, r io.Reader, f intake.Format) (rows []intake.Row, err error) {
	return ReadAll(name, r, intake.Options{Format: f})
}

func ReadAll(name string, r io.Reader, opts intake.Options) (rows []intake.Row, err error) {
	err = format.Read(context.Background(), name, r, opts, func(row intake.Row) error {
		rows = append(rows, row)
		return nil
	})
	return rows, err
}

// ReadOne reads a file of one row.
func ReadOne(t *testing.T, name, content string) intake.Row {
	t.Helper()
	rows, err := ReadRows(name, strings.NewReader(content), intake.Auto)
	if err != nil || len(rows) != 1 {
		t.Fatalf("Read(%q) = %d rows, %v; want 1", content, len(rows), err)
	}
	return rows[0]
}

// Report tells the fate of rows in short: number, then the title and body of
// a row that goes in, "skip", or column:code of each problem.
func Report(rows []intake.Row) string {
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
			line += fmt.Sprintf(" %s %q", Value(r.Draft.Title), Value(r.Draft.Body))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func Value(s *string) string {
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

func GB(t testing.TB, s string) string   { return encoded(t, simplifiedchinese.GB18030, s) }
func Big5(t testing.TB, s string) string { return encoded(t, traditionalchinese.Big5, s) }
func UTF16(t testing.TB, order unicode.Endianness, bom unicode.BOMPolicy, s string) string {
	return encoded(t, unicode.UTF16(order, bom), s)
}

// CheckSound fails for what no input may bring about.
func CheckSound(t *testing.T, rows []intake.Row) {
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
			if p.File != r.File || p.Row != r.Number || p.Code == "" || p.Message.IsZero() {
				t.Errorf("row %d has an incomplete problem: %+v", r.Number, p)
			}
		}
	}
}

const Spring = "春眠不觉晓，处处闻啼鸟。夜来风雨声，花落知多少。"

const SpringTraditional = "春眠不覺曉，處處聞啼鳥。夜來風雨聲，花落知多少。"

func RowsOf(t testing.TB, name string, content []byte, opts intake.Options) (rows []intake.Row) {
	t.Helper()
	err := format.Read(context.Background(), name, bytes.NewReader(content), opts, func(r intake.Row) error {
		rows = append(rows, r)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

package format_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/formattest"
	"shiyun/corpus/format/jsonl"
	"shiyun/corpus/intake"
)

func writeCSV(w io.Writer, p corpus.Poem, aliases []string) error {
	out, err := format.NewCSV(w)
	return writeOne(out, err, p, aliases)
}

func writeXLSX(w io.Writer, p corpus.Poem, aliases []string) error {
	out, err := format.NewXLSX(w, "")
	return writeOne(out, err, p, aliases)
}

func writeOne(w *format.PoemWriter, err error, p corpus.Poem, aliases []string) error {
	if err != nil {
		return err
	}
	if err := w.Write(p, aliases); err != nil {
		return err
	}
	return w.Close()
}

// TestExportReadsBack is the promise that a community can leave with its
// poems and come back.
func TestExportReadsBack(t *testing.T) {
	for _, c := range []struct {
		name, file string
		write      func(io.Writer, corpus.Poem, []string) error
		want       func(corpus.Poem, []string) corpus.Draft
	}{
		{"JSON lines", "a.jsonl", jsonl.Write, draftOf},
		{"CSV", "a.csv", writeCSV, fullDraftOf},
		{"XLSX", "a.xlsx", writeXLSX, fullDraftOf},
	} {
		t.Run(c.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				poem, aliases := drawPoem(t)
				var b bytes.Buffer
				if err := c.write(&b, poem, aliases); err != nil {
					t.Fatal(err)
				}
				rows, err := formattest.ReadRows(c.file, bytes.NewReader(b.Bytes()), intake.Auto)
				if err != nil || len(rows) != 1 || len(rows[0].Problems) > 0 {
					t.Fatalf("read back %+v, %v", rows, err)
				}
				if diff := cmp.Diff(c.want(poem, aliases), rows[0].Draft, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("draft (-want +got):\n%s", diff)
				}
			})
		})
	}
}

// fullDraftOf is the draft of a sheet's row, which speaks of every field.
func fullDraftOf(p corpus.Poem, aliases []string) corpus.Draft {
	names := collectionNames(p)
	return corpus.Draft{
		ID: p.ID, Ref: p.Ref, Title: &p.Title, Author: &p.Author.Name, Aliases: aliases, Preface: &p.Preface, Body: &p.Body,
		Note: &p.Note, Form: &p.Form, Tune: &p.Tune, Place: &p.Place.Path, Date: &p.Date, Tags: &p.Tags, Collections: &names,
		Source: &p.Source, Status: p.Status, Revision: p.Revision,
	}
}

func TestEscape(t *testing.T) {
	for _, c := range []struct{ text, cell string }{
		{"", ""}, {"春", "春"}, {"=1+1", "'=1+1"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@SUM", "'@SUM"}, {"\tx", "'\tx"}, {"\rx", "'\rx"},
		{"＝cmd|", "'＝cmd|"}, {"＋", "'＋"}, {"－", "'－"}, {"＠", "'＠"}, {"'", "''"}, {"'tis", "''tis"}, {"''", "'''"}, {"'=1", "''=1"},
		{"春=1", "春=1"}, {"\xff", "\xff"},
	} {
		if got := intake.Escape(c.text); got != c.cell {
			t.Errorf("%q is written %q, want %q", c.text, got, c.cell)
		}
		if got := intake.Unescape(c.cell); got != c.text {
			t.Errorf("%q is read back %q", c.cell, got)
		}
	}
	for _, text := range []string{"'tis", "'", "'春"} {
		if got := intake.Unescape(text); got != text {
			t.Errorf("a curator's own %q is read %q", text, got)
		}
	}
}

func TestExportHoldsNoFormula(t *testing.T) {
	poem := corpus.Poem{Title: `=HYPERLINK("http://x","y")`, Body: "＝山", Source: "007", Status: corpus.StatusPublished}
	var table, book bytes.Buffer
	if err := writeCSV(&table, poem, nil); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(table.String(), "\xEF\xBB\xBF诗韵编号,修订,编号,标题,作者,别名,序,正文,注,体裁,词牌,地点,日期,标签,诗集,来源,状态\r\n") {
		t.Errorf("header of the table: %.200q", table.String())
	}
	records, err := csv.NewReader(strings.NewReader(table.String()[3:])).ReadAll()
	if err != nil || records[1][3] != "'"+poem.Title || records[1][7] != "'＝山" || records[1][16] != "已发布" {
		t.Errorf("table holds %q, %v", records, err)
	}
	if err := writeXLSX(&book, poem, nil); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&book)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"D2": "'" + poem.Title, "H2": "'＝山", "P2": "007"} {
		value, _ := f.GetCellValue("诗", cell)
		formula, _ := f.GetCellFormula("诗", cell)
		if kind, _ := f.GetCellType("诗", cell); value != want || formula != "" || kind != excelize.CellTypeInlineString {
			t.Errorf("%s holds %q, formula %q, type %v", cell, value, formula, kind)
		}
	}
}

func TestWriteTemplate(t *testing.T) {
	for _, f := range []intake.Format{intake.CSV, intake.XLSX} {
		var b bytes.Buffer
		dir := t.TempDir()
		if err := format.WriteTemplate(&b, f, dir, corpus.Message.String); err != nil {
			t.Fatal(err)
		}
		checkEmpty(t, dir)
		rows, err := formattest.ReadRows("模板."+string(f), bytes.NewReader(b.Bytes()), intake.Auto)
		if err != nil || slices.ContainsFunc(rows, func(r intake.Row) bool { return !r.Skip }) {
			t.Errorf("%s: got %q, %v; want the example skipped", f, formattest.Report(rows), err)
		}
		p, err := format.Inspect(t.Context(), "模板."+string(f), bytes.NewReader(b.Bytes()), intake.Options{})
		if err != nil || !p.Refusal.IsZero() || len(p.Tables[0].Header) != 13 || slices.Contains(p.Tables[0].Mapping, intake.FieldNone) {
			t.Errorf("%s: preview %+v, %v", f, p, err)
		}
		if f == intake.XLSX && !slices.Equal(p.Unread, []string{"intake.template.page"}) {
			t.Errorf("sheets not read: %q", p.Unread)
		}
	}
	if err := format.WriteTemplate(io.Discard, intake.JSONL, "", corpus.Message.String); corpus.CodeOf(err) != corpus.Invalid {
		t.Errorf("a template of JSON lines: %v", err)
	}
}

// checkEmpty fails for temporary files left behind.
func checkEmpty(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestWriteSheet sends refused rows back and reads them again: the same rows,
// cells and problems, under the curator's own header.
func TestWriteSheet(t *testing.T) {
	table := "\n题目,印数,诗文\n春\x00,=1,山\n夏,'=2,\n秋,3,山,水\n冬,\"4\n"
	first, err := formattest.ReadRows("a.csv", strings.NewReader(table), intake.Auto)
	if err != nil || formattest.Report(first) != "3 题目:control\n4 诗文:no_text\n5 :columns\n6 :syntax" {
		t.Fatalf("got %q, %v", formattest.Report(first), err)
	}
	for _, f := range []intake.Format{intake.CSV, intake.XLSX} {
		t.Run(string(f), func(t *testing.T) {
			var b bytes.Buffer
			dir := t.TempDir()
			if err := format.WriteSheet(&b, f, dir, first[0].Table.Header, refusedRows(first)); err != nil {
				t.Fatal(err)
			}
			checkEmpty(t, dir)
			again, err := formattest.ReadRows("b."+string(f), bytes.NewReader(b.Bytes()), intake.Auto)
			if err != nil || len(again) != len(first) {
				t.Fatalf("got %q, %v", formattest.Report(again), err)
			}
			for i, row := range again {
				if !slices.Equal(row.Table.Header, first[i].Table.Header) || row.Origin != first[i].Number || row.Number != i+2 {
					t.Errorf("row %d: header %q, origin %d", row.Number, row.Table.Header, row.Origin)
				}
				want := append(slices.Clone(first[i].Cells), "", "")[:max(3, len(first[i].Cells))]
				if f == intake.XLSX && i == 0 {
					want[0] = "春�"
				}
				if !slices.Equal(row.Cells, want) {
					t.Errorf("row %d: cells %q, want %q", row.Number, row.Cells, want)
				}
			}
			if again[2].Problems == nil || again[2].Problems[0].Code != intake.CodeColumns {
				t.Errorf("what stood beyond the last column: %+v", again[2])
			}
		})
	}
}

func refusedRows(rows []intake.Row) func(func(format.SheetRow) bool) {
	return func(yield func(format.SheetRow) bool) {
		for _, r := range rows {
			p := r.Problems[0]
			if !yield(format.SheetRow{Cells: r.Cells, Problem: p.Message.String(), Advice: p.Advice.String(), Number: r.Number}) {
				return
			}
		}
	}
}

func TestExportFails(t *testing.T) {
	for _, f := range []intake.Format{intake.CSV, intake.XLSX} {
		dir := t.TempDir()
		if err := format.WriteTemplate(failingWriter{}, f, dir, corpus.Message.String); err == nil {
			t.Errorf("%s: no error", f)
		}
		checkEmpty(t, dir)
	}
}

// A poem that no cell holds does not break the workbook off, and the half of
// it in there does not come back as the whole.
func TestXLSXOfAPoemTooLong(t *testing.T) {
	poem := corpus.Poem{ID: 1, Revision: 2, Title: "长", Body: strings.Repeat("𠮷", 20_000), Tags: []string{strings.Repeat("长", 900)}}
	for range 40 {
		poem.Tags = append(poem.Tags, fmt.Sprintf("%s%d", strings.Repeat("签", 900), len(poem.Tags)))
	}
	var b bytes.Buffer
	out, err := format.NewXLSX(&b, t.TempDir())
	for _, p := range []corpus.Poem{poem, {ID: 2, Title: "短", Body: "山"}} {
		err = errors.Join(err, out.Write(p, nil))
	}
	if err = errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
	rows, err := formattest.ReadRows("a.xlsx", bytes.NewReader(b.Bytes()), intake.XLSX)
	if err != nil || formattest.Report(rows) != "2 正文:too_long 标签:too_long\n3 短 \"山\"" {
		t.Errorf("%s, %v", formattest.Report(rows), err)
	}
	if cell := rows[0].Cells[slices.Index(rows[0].Table.Header, "正文")]; !strings.HasPrefix(cell, "𠮷𠮷") || !strings.HasSuffix(cell, intake.CutMark) {
		t.Errorf("the cell is %.40q", cell)
	}
}

// A workbook opens as people expect of one: with heads that stand out, a
// filter over every column, and a creator.
func TestXLSXOpensReady(t *testing.T) {
	t.Parallel()
	for name, poems := range map[string][]corpus.Poem{"poems": {{ID: 1, Title: "长", Body: "水"}, {ID: 2, Title: "短", Body: "山"}}, "none": nil} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			out, err := format.NewXLSX(&b, t.TempDir())
			for _, p := range poems {
				err = errors.Join(err, out.Write(p, nil))
			}
			if err = errors.Join(err, out.Close()); err != nil {
				t.Fatal(err)
			}
			book, err := excelize.OpenReader(&b)
			if err != nil {
				t.Fatal(err)
			}
			defer book.Close()
			props, err := book.GetDocProps()
			if err != nil || props.Creator != "诗韵" {
				t.Errorf("creator %+v, %v", props, err)
			}
			sheet := book.GetSheetName(0)
			for cell, want := range map[string]bool{"A1": true, "B1": true, "A2": false} {
				id, err := book.GetCellStyle(sheet, cell)
				style, err2 := book.GetStyle(id)
				if err = errors.Join(err, err2); err != nil || (style.Font != nil && style.Font.Bold) != want {
					t.Errorf("%s bold: %+v, %v, want %v", cell, style.Font, err, want)
				}
			}
			tables, err := book.GetTables(sheet)
			if err != nil || len(tables) != 1 || !strings.HasPrefix(tables[0].Range, "A1:") {
				t.Errorf("filters %+v, %v", tables, err)
			}
		})
	}
}

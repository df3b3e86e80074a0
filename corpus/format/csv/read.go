// Package csv reads tables of comma, tab or semicolon separated values as
// people's spreadsheets write them, and writes sheets that they open.
package csv

import (
	"bytes"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// csvTable is a CSV file being read.
type csvTable struct {
	*source.Source
	*intake.TableRows
	records
	source.Charset
	number int // of the record at hand
}

func Read(s *source.Source) error {
	if bytes.HasPrefix(source.FirstText(s.Head), []byte("{")) {
		return intake.Refusal(corpus.NewMessage("intake.is_json_lines", s.Name), corpus.NewMessage("intake.advice.rename_jsonl"))
	}
	w, enc := source.OpenText(s, maxRecord)
	t := &csvTable{Source: s, records: records{w: w}, Charset: enc}
	if err := t.readHeader(s); err != nil {
		return err
	}
	for w.More() {
		t.number++
		if err := t.readRecord(); err != nil {
			return err
		}
	}
	if err := t.Flush(t.Emit); err != nil {
		return err
	}
	if err := w.Failure(); err != nil {
		return source.Broken(s.Name, err)
	}
	return nil
}

// readHeader passes over what stands above the header, and takes it.
func (t *csvTable) readHeader(s *source.Source) error {
	at := FindHeader(s)
	t.delim = at.Delim
	for at.Row > 0 && t.w.More() {
		t.number++
		if t.number < at.Row {
			t.pass()
			continue
		}
		if at.Guessed != nil {
			t.number--
			var err error
			t.TableRows, err = s.NewTable(at.Table(intake.Table{Encoding: t.Charset.Name}), at.Guessed)
			return err
		}
		if f := t.scan(); f != noFault {
			what, advice := f.describe()
			return headerRefusal(s.Name, what, advice)
		}
		if t.w.Halved() {
			return source.Broken(s.Name, t.w.Failure())
		}
		var err error
		t.TableRows, err = s.NewTable(&intake.Table{Row: t.number, Encoding: t.Charset.Name}, t.texts(t.Charset))
		t.consume()
		return err
	}
	if err := t.w.Failure(); err != nil {
		return source.Broken(s.Name, err)
	}
	return intake.Refusal(corpus.NewMessage("intake.empty_file", s.Name), corpus.NewMessage("intake.advice.right_file"))
}

func (t *csvTable) readRecord() error {
	row := intake.Row{File: t.Source.Name, Number: t.number, Table: t.Table}
	f := t.scan()
	if t.w.Halved() {
		return source.Broken(t.Source.Name, t.w.Failure())
	}
	if f != noFault {
		return t.refuseRecord(row, f)
	}
	texts, raw := t.texts(t.Charset), t.records.raw()
	if t.Strays(raw) {
		return t.refuseStray(row, texts)
	}
	quoted := bytes.ContainsRune(raw, '"')
	t.consume()
	return t.Take(row, texts, quoted, t.Emit)
}

// refuseStray refuses a record of UTF-8 in a file of another encoding.
func (t *csvTable) refuseStray(row intake.Row, texts []string) error {
	if err := t.Flush(t.Emit); err != nil {
		return err
	}
	if t.ReadRow(&row, texts); !row.Skip {
		row.Problems = nil // they are of text that was read wrong
		row.Refuse("", intake.CodeEncoding, corpus.NewMessage("intake.row_is_utf8", string(t.Charset.Name)), corpus.NewMessage("intake.advice.save_file_as_utf8"))
	}
	t.consume()
	return t.Emit(row)
}

// refuseRecord refuses a record and goes on at the next line. The line goes
// back to the curator as the only cell of its row, as far as a cell holds it.
func (t *csvTable) refuseRecord(row intake.Row, f fault) error {
	if err := t.Flush(t.Emit); err != nil {
		return err
	}
	what, advice := f.describe()
	row.Refuse("", faultCode(f), what, advice)
	line := t.w.Bytes()[:min(t.size, maxShown)]
	if i := source.LineEnd(line); i >= 0 {
		line = line[:i]
	}
	row.Cells = []string{strings.ToValidUTF8(t.Decode(line), "")}
	if t.resync(); t.rescans > maxRescan {
		return intake.Refusal(corpus.NewMessage("intake.too_many_open_quotes", t.Source.Name, t.number), corpus.NewMessage("intake.advice.mend_and_import"))
	}
	return t.Emit(row)
}

func faultCode(f fault) string {
	switch f {
	case longRecord:
		return intake.CodeTooLong
	case manyColumns:
		return intake.CodeColumns
	}
	return intake.CodeSyntax
}

// headerRefusal is why a table cannot be read whose header cannot.
func headerRefusal(file string, what, advice corpus.Message) error {
	unreadable := corpus.NewMessage("intake.header_unreadable", file, what)
	if advice.IsZero() {
		return &corpus.Error{Code: corpus.Invalid, Message: unreadable}
	}
	return intake.Refusal(unreadable, advice)
}

// Package jsonl reads poems as JSON, one object a line or an array of them, and
// writes the open format, one poem a line.
package jsonl

import (
	"bytes"
	"encoding/json"
	"errors"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

const (
	// MaxLine bounds the memory of one line of JSON in bytes. The longest
	// poem the archive takes, with every other field full, needs a tenth.
	MaxLine = 4 << 20
	// maxCommas bounds the items a JSON array is taken apart into: a body of
	// corpus.MaxBody code points holds fewer commas however it is cut, while
	// 4 MB of "1," would become two million strings.
	maxCommas = 40_000
)

func ReadLines(s *source.Source) error {
	if err := refuseNoLines(s); err != nil {
		return err
	}
	w, enc := source.OpenText(s, MaxLine)
	d := LineDecoder{enc: enc, Cells: intake.Cells{}}
	return EachLine(s, w, d.Read)
}

// EachLine makes a row of every line of JSON.
func EachLine(s *source.Source, w *source.Window, read func(*intake.Row, []byte)) error {
	for number := 1; w.More(); number++ {
		row := intake.Row{File: s.Name, Number: number, Whole: s.Restores}
		text, long := w.Line()
		if w.Halved() {
			break
		}
		if long {
			row.Refuse("", intake.CodeTooLong, corpus.NewMessage("intake.json_line_too_long"), corpus.NewMessage("intake.advice.check_file"))
		} else {
			read(&row, text)
		}
		if err := s.Emit(row); err != nil {
			return err
		}
	}
	if err := w.Failure(); err != nil {
		return source.Broken(s.Name, err)
	}
	return nil
}

// refuseNoLines returns an Invalid error for a file of another format: a JSON
// array, or anything in which no line of the head begins as an object.
func refuseNoLines(s *source.Source) error {
	start := source.FirstText(s.Head)
	if bytes.HasPrefix(start, []byte("[")) {
		return intake.Refusal(corpus.NewMessage("intake.is_json_array", s.Name), corpus.NewMessage("intake.advice.json_lines"))
	}
	if len(start) == 0 || source.UTF16Of(s.Head) != nil {
		return nil
	}
	for line := range bytes.FieldsFuncSeq(start, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("{")) {
			return nil
		}
	}
	return intake.Refusal(corpus.NewMessage("intake.no_json_lines", s.Name), corpus.NewMessage("intake.advice.save_as_csv"))
}

// LineDecoder keeps the space for one line's values from line to line.
type LineDecoder struct {
	enc   source.Charset
	Cells intake.Cells
	said  map[string]bool // members that are not read and were named
}

// Read makes the row of a line.
func (d *LineDecoder) Read(r *intake.Row, line []byte) {
	if len(bytes.TrimSpace(line)) == 0 {
		r.Skip = true
		return
	}
	if d.enc.Strays(line) {
		r.Refuse("", intake.CodeEncoding, corpus.NewMessage("intake.row_is_utf8", string(d.enc.Name)), corpus.NewMessage("intake.advice.save_file_as_utf8"))
		return
	}
	if d.enc.Decoder != nil {
		line = []byte(d.enc.Decode(line)) // a backslash may be half a character of GB18030
	}
	members, err := jsonMembers(line)
	if err != nil {
		refuseSyntax(r, err)
		return
	}
	clear(d.Cells)
	d.collect(r, members)
	r.TakeHead(d.Cells)
	r.ReadCells(d.Cells, "body")
	if len(r.Problems) > 0 { // what was not read is named with a row that goes in
		for _, w := range r.Warnings {
			delete(d.said, w.Column)
		}
	}
}

func refuseSyntax(r *intake.Row, err error) {
	if errors.Is(err, errManyMembers) {
		r.Refuse("", intake.CodeTooLong, corpus.NewMessage("intake.too_many_members", mostMembers), corpus.NewMessage("intake.advice.check_file"))
		return
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		r.Refuse("", intake.CodeSyntax, corpus.NewMessage("intake.json_broken_at", int(syntax.Offset)), corpus.NewMessage("intake.advice.check_json"))
		return
	}
	r.Refuse("", intake.CodeSyntax, corpus.NewMessage("intake.no_json_object"), corpus.NewMessage("intake.advice.json_object"))
}

// collect sorts the members into cells and refuses those of a wrong type.
func (d *LineDecoder) collect(r *intake.Row, members []jsonMember) {
	c := d.Cells
	for _, m := range members {
		switch m.name {
		case "published":
			readPublished(r, m.value)
			continue
		case "corrected":
			readCorrected(r, m.value)
			continue
		}
		field := m.fieldOf()
		has, both := c[field], c[field].Given && m.value.given && c[field].Column != m.name
		switch {
		case field == intake.FieldNone, field == intake.FieldPrivate:
			d.leaveOut(r, m.name, field)
			continue
		case both && isLoose(m.name, field):
			d.leaveOut(r, m.name, intake.FieldNone)
			continue
		case both && isLoose(has.Column, field):
			d.leaveOut(r, has.Column, intake.FieldNone)
			has = intake.Cell{}
		}
		m.value.fit(field)
		c[field] = collectOne(r, has, m, intake.IsList(field))
	}
	dropRemarks(c)
}

// mostSaid bounds the names of members that are not read.
const mostSaid = 200

// leaveOut says once what member of a file's objects is not read.
func (d *LineDecoder) leaveOut(r *intake.Row, name string, field intake.Field) {
	if r.Whole || d.said[name] || len(d.said) == mostSaid {
		return
	}
	if d.said == nil {
		d.said = map[string]bool{}
	}
	d.said[name] = true
	if field == intake.FieldPrivate {
		r.LeaveOut(name)
		return
	}
	r.Warn(name, intake.CodeUnused, corpus.NewMessage("intake.warn.unused_member", name))
}

// readPublished and readCorrected read what an export says of a poem's past.
// What is no such thing is left out: no poem is worth less for it.
func readPublished(r *intake.Row, v jsonValue) {
	if at, err := time.Parse(time.RFC3339, v.text); err == nil {
		r.Draft.Published = at
	}
}

func readCorrected(r *intake.Row, v jsonValue) {
	if len(v.list) <= usualMembers {
		r.Draft.Corrected = v.list
	}
}

func collectOne(r *intake.Row, c intake.Cell, m jsonMember, lists bool) intake.Cell {
	column, v := m.name, m.value
	switch {
	case c.Column == column:
		r.Refuse(column, intake.CodeDuplicate, corpus.NewMessage("intake.same_key_twice", column), corpus.NewMessage("intake.advice.keep_one"))
	case v.refusal != nil:
		r.Refuse(column, v.refusal.code, v.refusal.what, v.refusal.advice)
	case v.list != nil && !lists:
		r.Refuse(column, intake.CodeType, corpus.NewMessage("intake.list_for_text"), corpus.NewMessage("intake.advice.correct"))
	case v.given && c.Given && intake.IsPart(c.Column) && intake.IsPart(column):
		return intake.WithPiece(c, column, v.text)
	case v.given && c.Given:
		r.Refuse(column, intake.CodeDuplicate, corpus.NewMessage("intake.two_keys_of_one_field", c.Column, column), corpus.NewMessage("intake.advice.keep_one"))
	case v.given:
		return intake.Cell{Column: column, Given: true, Text: v.text, List: v.list}
	default:
		return c
	}
	c.Column = column
	return c
}

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
		row := intake.Row{File: s.Name, Number: number}
		text, long := w.Line()
		if w.Halved() {
			break
		}
		if long {
			row.Refuse("", intake.CodeTooLong, "这一行太长（超过 4 MB），请检查文件")
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
		return corpus.Errorf(corpus.Invalid, "“%s”整个是一个 JSON 数组，请改成 JSON Lines：每行一首，各是一个 {…}", s.Name)
	}
	if len(start) == 0 || source.UTF16Of(s.Head) != nil {
		return nil
	}
	for line := range bytes.FieldsFuncSeq(start, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("{")) {
			return nil
		}
	}
	return corpus.Errorf(corpus.Invalid, "“%s”里没有 JSON 行；如果是表格，请存成 CSV 再导入", s.Name)
}

// LineDecoder keeps the space for one line's values from line to line.
type LineDecoder struct {
	enc   source.Charset
	Cells intake.Cells
}

// Read makes the row of a line.
func (d *LineDecoder) Read(r *intake.Row, line []byte) {
	if len(bytes.TrimSpace(line)) == 0 {
		r.Skip = true
		return
	}
	if d.enc.Strays(line) {
		r.Refuse("", intake.CodeEncoding, "这一行是 UTF-8 编码，与文件其他行（%s）不同，请把整个文件另存为 UTF-8 再导入这一行", d.enc.Name)
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
	collect(r, d.Cells, members)
	r.ReadCells(d.Cells, "body")
}

func refuseSyntax(r *intake.Row, err error) {
	if errors.Is(err, errManyMembers) {
		r.Refuse("", intake.CodeTooLong, "这一行的项目太多（超过 %d 项），请检查文件", mostMembers)
		return
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		r.Refuse("", intake.CodeSyntax, "这一行不是完整的 JSON：第 %d 个字节处有误，请检查引号、逗号和括号", syntax.Offset)
		return
	}
	r.Refuse("", intake.CodeSyntax, "这一行不是 JSON 对象，请写成 {\"title\": …, \"body\": …}")
}

// collect sorts the members into cells and refuses those of a wrong type.
func collect(r *intake.Row, c intake.Cells, members []jsonMember) {
	for _, m := range members {
		switch m.name {
		case "published":
			readPublished(r, m.value)
			continue
		case "corrected":
			readCorrected(r, m.value)
			continue
		}
		field := m.field()
		if field == intake.FieldBody {
			m.value.joinLines()
		}
		if field != intake.FieldNone {
			c[field] = collectOne(r, c[field], m, intake.IsList(field))
		}
	}
	dropRemarks(c)
}

// readPublished and readCorrected read what an export says of a poem's past.
// What is no such thing is left out: no poem is worth less for it.
func readPublished(r *intake.Row, v jsonValue) {
	if at, err := time.Parse(time.RFC3339, v.text); err == nil {
		r.Draft.Published = at
	}
}

func readCorrected(r *intake.Row, v jsonValue) {
	if len(v.list) <= len(intake.Fields()) {
		r.Draft.Corrected = v.list
	}
}

func collectOne(r *intake.Row, c intake.Cell, m jsonMember, lists bool) intake.Cell {
	column, v := m.name, m.value
	switch {
	case c.Column == column:
		r.Refuse(column, intake.CodeDuplicate, "同一行里有两个“%s”，请只留一个", column)
	case v.code != "":
		r.Refuse(column, v.code, "%s", v.message)
	case v.list != nil && !lists:
		r.Refuse(column, intake.CodeType, "这里要写文字，不能是列表，请改正")
	case v.given && c.Given && intake.IsPart(c.Column) && intake.IsPart(column):
		return intake.WithPiece(c, column, v.text)
	case v.given && c.Given:
		r.Refuse(column, intake.CodeDuplicate, "“%s”和“%s”意思相同，请只留一个", c.Column, column)
	case v.given:
		return intake.Cell{Column: column, Given: true, Text: v.text, List: v.list}
	default:
		return c
	}
	c.Column = column
	return c
}

package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"time"

	"shiyun/corpus"
)

func readJSONL(s *source) error {
	if err := refuseNoLines(s); err != nil {
		return err
	}
	w, enc := openText(s, maxJSONLine)
	d := jsonDecoder{enc: enc, cells: cells{}}
	return eachLine(s, w, d.read)
}

// eachLine makes a row of every line of JSON.
func eachLine(s *source, w *window, read func(*Row, []byte)) error {
	for number := 1; w.more(); number++ {
		row := Row{File: s.name, Number: number}
		text, long := w.line()
		if w.halved() {
			break
		}
		if long {
			row.refuse("", CodeTooLong, "这一行太长（超过 4 MB），请检查文件")
		} else {
			read(&row, text)
		}
		if err := s.emit(row); err != nil {
			return err
		}
	}
	if err := w.failure(); err != nil {
		return broken(s.name, err)
	}
	return nil
}

// refuseNoLines returns an Invalid error for a file of another format: a JSON
// array, or anything in which no line of the head begins as an object.
func refuseNoLines(s *source) error {
	start := firstText(s.head)
	if bytes.HasPrefix(start, []byte("[")) {
		return corpus.Errorf(corpus.Invalid, "“%s”整个是一个 JSON 数组，请改成 JSON Lines：每行一首，各是一个 {…}", s.name)
	}
	if len(start) == 0 || utf16Of(s.head) != nil {
		return nil
	}
	for line := range bytes.FieldsFuncSeq(start, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("{")) {
			return nil
		}
	}
	return corpus.Errorf(corpus.Invalid, "“%s”里没有 JSON 行；如果是表格，请存成 CSV 再导入", s.name)
}

// jsonDecoder keeps the space for one line's values from line to line.
type jsonDecoder struct {
	enc   charset
	cells cells
}

// read makes the row of a line.
func (d *jsonDecoder) read(r *Row, line []byte) {
	if len(bytes.TrimSpace(line)) == 0 {
		r.Skip = true
		return
	}
	if d.enc.strays(line) {
		r.refuse("", CodeEncoding, "这一行是 UTF-8 编码，与文件其他行（%s）不同，请把整个文件另存为 UTF-8 再导入这一行", d.enc.name)
		return
	}
	if d.enc.decoder != nil {
		line = []byte(d.enc.decode(line)) // a backslash may be half a character of GB18030
	}
	members, err := jsonMembers(line)
	if err != nil {
		r.refuseSyntax(err)
		return
	}
	clear(d.cells)
	r.collect(d.cells, members)
	r.read(d.cells, "body")
}

func (r *Row) refuseSyntax(err error) {
	if errors.Is(err, errManyMembers) {
		r.refuse("", CodeTooLong, "这一行的项目太多（超过 %d 项），请检查文件", mostMembers)
		return
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		r.refuse("", CodeSyntax, "这一行不是完整的 JSON：第 %d 个字节处有误，请检查引号、逗号和括号", syntax.Offset)
		return
	}
	r.refuse("", CodeSyntax, "这一行不是 JSON 对象，请写成 {\"title\": …, \"body\": …}")
}

// collect sorts the members into cells and refuses those of a wrong type.
func (r *Row) collect(c cells, members []jsonMember) {
	for _, m := range members {
		switch m.name {
		case "published":
			r.readPublished(m.value)
			continue
		case "corrected":
			r.readCorrected(m.value)
			continue
		}
		field := m.field()
		if field == FieldBody {
			m.value.joinLines()
		}
		if field != FieldNone {
			c[field] = r.collectOne(c[field], m, isList(field))
		}
	}
	c.dropRemarks()
}

// readPublished and readCorrected read what an export says of a poem's past.
// What is no such thing is left out: no poem is worth less for it.
func (r *Row) readPublished(v jsonValue) {
	if at, err := time.Parse(time.RFC3339, v.text); err == nil {
		r.Draft.Published = at
	}
}

func (r *Row) readCorrected(v jsonValue) {
	if len(v.list) <= len(fields) {
		r.Draft.Corrected = v.list
	}
}

func (r *Row) collectOne(c cell, m jsonMember, lists bool) cell {
	column, v := m.name, m.value
	switch {
	case c.column == column:
		r.refuse(column, CodeDuplicate, "同一行里有两个“%s”，请只留一个", column)
	case v.code != "":
		r.refuse(column, v.code, "%s", v.message)
	case v.list != nil && !lists:
		r.refuse(column, CodeType, "这里要写文字，不能是列表，请改正")
	case v.given && c.given && isPart(c.column) && isPart(column):
		return withPiece(c, column, v.text)
	case v.given && c.given:
		r.refuse(column, CodeDuplicate, "“%s”和“%s”意思相同，请只留一个", c.column, column)
	case v.given:
		return cell{column: column, given: true, text: v.text, list: v.list}
	default:
		return c
	}
	c.column = column
	return c
}

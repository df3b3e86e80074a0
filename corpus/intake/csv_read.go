package intake

import (
	"bytes"
	"strings"

	"shiyun/corpus"
)

// table is a CSV file being read.
type table struct {
	*source
	records
	charset
	header
	row int // the number of the record at hand
}

func readCSV(s *source) error {
	if bytes.HasPrefix(firstText(s.head), []byte("{")) {
		return corpus.Errorf(corpus.Invalid, "“%s”的内容其实是 JSON Lines，请把文件名改成 .jsonl 结尾再导入", s.name)
	}
	w, enc := openText(s, maxRecord)
	t := &table{source: s, records: records{w: w}, charset: enc}
	if err := t.readHeader(); err != nil {
		return err
	}
	for w.more() {
		t.row++
		if err := t.readRecord(); err != nil {
			return err
		}
	}
	if err := w.failure(); err != nil {
		return broken(s.name, err)
	}
	return nil
}

// readHeader takes the first row that is not blank, with the delimiter under
// which most of its names are known.
func (t *table) readHeader() error {
	for t.w.more() {
		t.row++
		t.chooseDelimiter()
		if f := t.scan(); f != noFault {
			return corpus.Errorf(corpus.Invalid, "“%s”的列名读不出来：%s", t.source.name, string(f))
		}
		if t.w.halved() {
			return broken(t.source.name, t.w.failure())
		}
		names := t.texts()
		t.consume()
		if strings.TrimSpace(strings.Join(names, "")) == "" {
			continue
		}
		h, err := newHeader(t.source.name, names)
		t.header = h
		return err
	}
	if err := t.w.failure(); err != nil {
		return broken(t.source.name, err)
	}
	return corpus.Errorf(corpus.Invalid, "“%s”是空的，请检查是否选对了文件", t.source.name)
}

func (t *table) chooseDelimiter() {
	best, most := byte(','), 0
	for _, d := range []byte{',', '\t', ';'} {
		t.delim = d
		if t.scan() != noFault {
			continue
		}
		known := 0
		for _, name := range t.texts() {
			if headerKey(name) != keyNone {
				known++
			}
		}
		if known > most {
			best, most = d, known
		}
	}
	t.delim = best
}

func (t *table) texts() []string {
	texts := make([]string, len(t.fields))
	for i, f := range t.fields {
		texts[i] = t.decode(t.records.bytes(f))
	}
	return texts
}

func (t *table) readRecord() error {
	row := Row{File: t.source.name, Number: t.row}
	f := t.scan()
	if t.w.halved() {
		return broken(t.source.name, t.w.failure())
	}
	if f != noFault {
		row.refuse("", faultCode(f), "%s", string(f))
		if t.resync(); t.rescans > maxRescan {
			return corpus.Errorf(corpus.Invalid, "“%s”里没有成对的引号太多（到第 %d 行），请修好后重新导入", t.source.name, t.row)
		}
		return t.emit(row)
	}
	t.fill(&row)
	t.consume()
	return t.emit(row)
}

func faultCode(f fault) string {
	switch f {
	case longRecord:
		return CodeTooLong
	case manyColumns:
		return CodeColumns
	}
	return CodeSyntax
}

// fill makes the row of the record scanned last.
func (t *table) fill(row *Row) {
	var c cells
	row.Skip = true
	stray := -1
	for i, f := range t.fields {
		text := t.decode(t.records.bytes(f))
		if strings.TrimSpace(text) != "" {
			row.Skip = false
			if stray < 0 && t.nameless(i) {
				stray = i
			}
		}
		if i < len(t.keys) && t.keys[i] != keyNone {
			c[t.keys[i]] = cell{column: t.names[i], given: true, text: text}
		}
	}
	switch {
	case row.Skip:
	case t.strays(t.raw()):
		row.refuse("", CodeEncoding, "这一行是 UTF-8 编码，与文件其他行（%s）不同，请把整个文件另存为 UTF-8 再导入这一行", t.charset.name)
	case stray >= 0:
		row.refuse("", CodeColumns, "第 %d 列有内容却没有列名，可能是正文里的逗号没有用引号括起来；请加上引号，或给这一列取名", stray+1)
		fallthrough
	default:
		row.read(&c, t.body)
	}
}

package intake

import (
	"bytes"
	"strings"

	"shiyun/corpus"
)

// csvTable is a CSV file being read.
type csvTable struct {
	*tableRows
	records
	charset
	number int // of the record at hand
}

func readCSV(s *source) error {
	if bytes.HasPrefix(firstText(s.head), []byte("{")) {
		return corpus.Errorf(corpus.Invalid, "“%s”的内容其实是 JSON Lines，请把文件名改成 .jsonl 结尾再导入", s.name)
	}
	w, enc := openText(s, maxRecord)
	t := &csvTable{records: records{w: w}, charset: enc}
	if err := t.readHeader(s); err != nil {
		return err
	}
	for w.more() {
		t.number++
		if err := t.readRecord(); err != nil {
			return err
		}
	}
	if err := w.failure(); err != nil {
		return broken(s.name, err)
	}
	return nil
}

// readHeader passes over what stands above the header, and takes it.
func (t *csvTable) readHeader(s *source) error {
	at := findHeader(s)
	t.delim = at.delim
	for at.row > 0 && t.w.more() {
		t.number++
		if t.number < at.row {
			t.pass()
			continue
		}
		if f := t.scan(); f != noFault {
			return corpus.Errorf(corpus.Invalid, "“%s”的列名读不出来：%s", s.name, string(f))
		}
		if t.w.halved() {
			return broken(s.name, t.w.failure())
		}
		var err error
		t.tableRows, err = s.newTable(&Table{Row: t.number, Encoding: t.charset.name}, t.texts(t.charset))
		t.consume()
		return err
	}
	if err := t.w.failure(); err != nil {
		return broken(s.name, err)
	}
	return corpus.Errorf(corpus.Invalid, "“%s”是空的，请检查是否选对了文件", s.name)
}

func (t *csvTable) readRecord() error {
	row := Row{File: t.source.name, Number: t.number, Table: t.Table}
	f := t.scan()
	if t.w.halved() {
		return broken(t.source.name, t.w.failure())
	}
	if f != noFault {
		return t.refuseRecord(row, f)
	}
	t.row(&row, t.texts(t.charset))
	if !row.Skip && t.strays(t.raw()) {
		row.Problems = nil // they are of text that was read wrong
		row.refuse("", CodeEncoding, "这一行是 UTF-8 编码，与文件其他行（%s）不同，请把整个文件另存为 UTF-8 再导入这一行", t.charset.name)
	}
	t.consume()
	return t.emit(row)
}

// refuseRecord refuses a record and goes on at the next line. The line goes
// back to the curator as the only cell of its row, as far as a cell holds it.
func (t *csvTable) refuseRecord(row Row, f fault) error {
	row.refuse("", faultCode(f), "%s", string(f))
	line := t.w.bytes()[:min(t.size, maxShown)]
	if i := lineEnd(line); i >= 0 {
		line = line[:i]
	}
	row.Cells = []string{strings.ToValidUTF8(t.decode(line), "")}
	if t.resync(); t.rescans > maxRescan {
		return corpus.Errorf(corpus.Invalid, "“%s”里没有成对的引号太多（到第 %d 行），请修好后重新导入", t.source.name, t.number)
	}
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

package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"shiyun/corpus"
)

// errLongItem says that one object of a JSON file is beyond the limit.
var errLongItem = errors.New("object too long")

// jsonStream reads a JSON file one object at a time.
type jsonStream struct {
	*source
	*json.Decoder
	jsonDecoder
	left int // bytes the object at hand may still take
	n    int
}

// readJSON reads an array of objects, or objects one after another. Where the
// file breaks the rules of JSON nobody can say where its next object begins,
// so reading ends there with an Invalid error.
func readJSON(s *source) error {
	w, enc := openText(s, maxJSONLine)
	in := io.Reader(windowReader{w})
	if enc.decoder != nil {
		in = transform.NewReader(in, enc.decoder)
	}
	j := &jsonStream{source: s, jsonDecoder: jsonDecoder{cells: cells{}}, left: headSize}
	j.Decoder = json.NewDecoder(&lentReader{in, &j.left})
	err := j.readAll(bytes.HasPrefix(firstText(s.head), []byte("[")), enc)
	if failure := w.failure(); failure != nil {
		return broken(s.name, failure)
	}
	return err
}

func (j *jsonStream) readAll(array bool, enc charset) error {
	if array {
		if _, err := j.Token(); err != nil {
			return j.refuse(err)
		}
	}
	for {
		j.left = maxJSONLine
		if array && !j.More() {
			break
		}
		var item json.RawMessage
		err := j.Decode(&item)
		if errors.Is(err, io.EOF) && !array {
			return nil
		}
		if err != nil {
			return j.refuse(err)
		}
		if err := j.item(item, enc); err != nil {
			return err
		}
	}
	if _, err := j.Token(); err != nil {
		return j.refuse(err)
	}
	if _, err := j.Token(); !errors.Is(err, io.EOF) {
		return corpus.Errorf(corpus.Invalid, "“%s”的 JSON 数组之后还有文字，请删去", j.name)
	}
	return nil
}

func (j *jsonStream) item(item []byte, enc charset) error {
	j.n++
	row := Row{File: j.name, Number: j.n}
	if enc.decoder != nil && bytes.ContainsRune(item, utf8.RuneError) {
		row.refuse("", CodeEncoding, "第 %d 首里有 %s 读不出来的字，请把文件另存为 UTF-8 再导入这一首", j.n, enc.name)
	} else {
		j.jsonDecoder.read(&row, item)
	}
	return j.emit(row)
}

func (j *jsonStream) refuse(err error) error {
	if errors.Is(err, errLongItem) {
		return corpus.Errorf(corpus.Invalid, "“%s”的第 %d 首太长（超过 4 MB），没有读下去，请检查文件", j.name, j.n+1)
	}
	return &corpus.Error{Code: corpus.Invalid, Err: err,
		Message: corpus.Message{Text: "“" + j.name + "”不是完整的 JSON，从某处起没有读下去，请检查文件是否完整，以及引号、逗号和括号"}}
}

// windowReader reads what is left of a window.
type windowReader struct{ w *window }

func (r windowReader) Read(p []byte) (int, error) {
	if len(r.w.bytes()) == 0 && !r.w.fill() {
		if err := r.w.failure(); err != nil {
			return 0, err
		}
		return 0, io.EOF
	}
	n := copy(p, r.w.bytes())
	r.w.consume(n)
	return n, nil
}

// lentReader gives no more bytes than left: json.Decoder holds a whole object
// in memory, however long.
type lentReader struct {
	r    io.Reader
	left *int
}

func (l *lentReader) Read(p []byte) (int, error) {
	if *l.left <= 0 {
		return 0, errLongItem
	}
	n, err := l.r.Read(p[:min(len(p), *l.left)])
	*l.left -= n
	return n, err
}

package jsonl

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/tidwall/gjson"
	"golang.org/x/text/transform"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// jsonStream reads a JSON file one object at a time.
type jsonStream struct {
	*source.Source
	*json.Decoder
	LineDecoder
	left int // bytes the object at hand may still take
	n    int
}

// ReadJSON reads an array of objects, or objects one after another. Where the
// file breaks the rules of JSON nobody can say where its next object begins,
// so reading ends there with an Invalid error.
func ReadJSON(s *source.Source) error {
	w, enc := source.OpenText(s, MaxLine)
	in := io.Reader(windowReader{w})
	if enc.Decoder != nil {
		in = transform.NewReader(in, enc.Decoder)
	}
	j := &jsonStream{Source: s, LineDecoder: LineDecoder{Cells: intake.Cells{}}, left: source.HeadSize}
	j.Decoder = json.NewDecoder(&lentReader{in, &j.left})
	err := j.readAny(s, enc)
	if failure := w.Failure(); failure != nil {
		return source.Broken(s.Name, failure)
	}
	return err
}

// readAny reads what a program answers, an array, or objects.
func (j *jsonStream) readAny(s *source.Source, enc source.Charset) error {
	start := source.FirstText(s.Head)
	path, answers := listPath(start)
	if !answers || enc.Decoder != nil || s.UTF16() != nil {
		return j.readAll(bytes.HasPrefix(start, []byte("[")), enc)
	}
	if err := j.enterList(path); err != nil {
		return j.refuse(err)
	}
	if err := j.readItems(true, enc); err != nil {
		return err
	}
	if err := j.leaveList(len(path)); err != nil {
		return j.refuse(err)
	}
	return j.readItems(false, enc) // another answer may follow, the next page
}

func (j *jsonStream) readAll(array bool, enc source.Charset) error {
	if array {
		if _, err := j.Token(); err != nil {
			return j.refuse(err)
		}
	}
	if err := j.readItems(array, enc); err != nil || !array {
		return err
	}
	if _, err := j.Token(); !errors.Is(err, io.EOF) {
		return intake.Refusal(corpus.NewMessage("intake.text_after_array", j.Name), corpus.NewMessage("intake.advice.delete"))
	}
	return nil
}

// readItems reads objects up to the end of the array they stand in, or of the
// file.
func (j *jsonStream) readItems(array bool, enc source.Charset) error {
	for {
		j.left = MaxLine
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
	return nil
}

func (j *jsonStream) item(item []byte, enc source.Charset) error {
	if inner := listWithin(item); inner.IsArray() {
		var err error
		inner.ForEach(func(_, one gjson.Result) bool {
			err = j.poem([]byte(one.Raw), enc)
			return err == nil
		})
		return err
	}
	return j.poem(item, enc)
}

// listWithin is the list of poems that an object holds and is none itself: what
// a program answers, {"code":0,"data":{"page":1,"rows":[…]}}.
func listWithin(item []byte) (list gjson.Result) {
	object := gjson.ParseBytes(item)
	for range 3 {
		if hasBody(object) {
			return gjson.Result{}
		}
		var inner gjson.Result
		object.ForEach(func(_, value gjson.Result) bool {
			switch {
			case value.IsArray() && hasBody(value.Get("0")):
				list = value
			case value.IsObject() && !inner.Exists():
				inner = value
			}
			return !list.Exists()
		})
		if list.Exists() || !inner.Exists() {
			return list
		}
		object = inner
	}
	return gjson.Result{}
}

// hasBody reports whether an object has verse, in one piece or in lines.
func hasBody(object gjson.Result) (has bool) {
	if object.IsObject() {
		object.ForEach(func(name, value gjson.Result) bool {
			has = (jsonMember{name: name.String()}).field() == intake.FieldBody && !value.IsObject() && !value.Get("0").IsObject()
			return !has
		})
	}
	return has
}

func (j *jsonStream) poem(item []byte, enc source.Charset) error {
	j.n++
	row := intake.Row{File: j.Name, Number: j.n}
	if enc.Decoder != nil && bytes.ContainsRune(item, utf8.RuneError) {
		row.Refuse("", intake.CodeEncoding, corpus.NewMessage("intake.unreadable_in_poem", j.n, string(enc.Name)), corpus.NewMessage("intake.advice.save_as_utf8_for_poem"))
	} else {
		j.LineDecoder.Read(&row, item)
	}
	return j.Emit(row)
}

func (j *jsonStream) refuse(err error) error {
	if errors.Is(err, source.ErrLongItem) {
		return intake.Refusal(corpus.NewMessage("intake.poem_too_long", j.Name, j.n+1), corpus.NewMessage("intake.advice.check_file"))
	}
	return &corpus.Error{Code: corpus.Invalid, Err: err,
		Message: corpus.Advised(corpus.NewMessage("intake.file_of_broken_json", j.Name), corpus.NewMessage("intake.advice.check_whole_json"))}
}

// windowReader reads what is left of a window.
type windowReader struct{ w *source.Window }

func (r windowReader) Read(p []byte) (int, error) {
	if len(r.w.Bytes()) == 0 && !r.w.Fill() {
		if err := r.w.Failure(); err != nil {
			return 0, err
		}
		return 0, io.EOF
	}
	n := copy(p, r.w.Bytes())
	r.w.Consume(n)
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
		return 0, source.ErrLongItem
	}
	n, err := l.r.Read(p[:min(len(p), *l.left)])
	*l.left -= n
	return n, err
}

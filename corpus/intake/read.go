package intake

import (
	"bytes"
	"context"
	"errors"
	"io"

	"shiyun/corpus"
)

// Format is a kind of file.
type Format string

// The formats. Auto tells them apart by the file's name and, where that says
// nothing, by its first bytes.
const (
	Auto  Format = "auto"
	JSONL Format = "jsonl"
	CSV   Format = "csv"
)

// Options say how a file is to be read. The zero value finds everything out
// from the file; a curator who knows better says so.
type Options struct {
	Format   Format   // Auto or "" finds it
	Encoding Encoding // "" finds it
	Mapping  Mapping  // of a table's columns; nil maps them by their names
	Labels   Labels   // of a text's lines; nil cuts it by pattern
}

// parser takes one kind of file apart. It returns the error emit returns.
type parser func(s *source) error

var parsers = map[Format]parser{JSONL: readJSONL, CSV: readCSV}

// source is a file being read.
type source struct {
	name string
	r    io.Reader       // the whole file, head included
	head []byte          // its first bytes, at most headSize
	opts Options
	emit func(Row) error // hands a row on; an error ends the reading
}

// Read calls each for every record of the file in order, from the calling
// goroutine. It returns the error each returns, ctx's error once it is done,
// and a *corpus.Error for a file that cannot be read: Invalid where it is not
// what its name says, Unavailable where reading broke off. Rows before that
// point have been handed on. name is what rows and messages call the file.
func Read(ctx context.Context, name string, r io.Reader, opts Options, each func(Row) error) error {
	head, err := readHead(r)
	if err != nil {
		return broken(name, err)
	}
	s := &source{name: name, r: io.MultiReader(bytes.NewReader(head), r), head: head, opts: opts}
	s.emit = func(row Row) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		return each(row)
	}
	parse, err := s.parser()
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return parse(s)
}

func (s *source) parser() (parser, error) {
	f := s.opts.Format
	if err := refuseWrongType(s.name, s.head); err != nil {
		return nil, err
	}
	if f == Auto || f == "" {
		f = guessFormat(s.name, s.head)
	}
	parse, ok := parsers[f]
	if !ok {
		return nil, corpus.Errorf(corpus.Invalid, "不认得格式“%s”，请用 auto、jsonl 或 csv", f)
	}
	return parse, nil
}

func readHead(r io.Reader) ([]byte, error) {
	head := make([]byte, headSize)
	n, err := io.ReadFull(r, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// broken reports a stream that ended before its file did.
func broken(name string, err error) error {
	return &corpus.Error{Code: corpus.Unavailable, Message: "读“" + name + "”时中断，请检查文件后重新导入", Err: err}
}

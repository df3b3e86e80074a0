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
	JSON  Format = "json"
	CSV   Format = "csv"
	XLSX  Format = "xlsx"
	DOCX  Format = "docx"
	Text  Format = "text" // Markdown too
	Chat  Format = "chat"
	ZIP   Format = "zip"
)

// Options say how a file is to be read. The zero value finds everything out
// from the file; a curator who knows better says so.
type Options struct {
	Format   Format   // Auto or "" finds it
	Encoding Encoding // "" finds it
	Mappings Mappings // of tables' columns; a table without one is mapped by the names of its columns
	Labels   Labels   // of a text's lines; "" cuts it by pattern
	TempDir  string   // for what does not fit in memory; "" is the system's
}

// parser takes one kind of file apart. It returns the error emit returns.
type parser func(s *source) error

// parserOf is the parser of a format, nil for none. It is no table: a ZIP
// reads what is in it through here.
func parserOf(f Format) parser {
	switch f {
	case JSONL:
		return readJSONL
	case JSON:
		return readJSON
	case CSV:
		return readCSV
	case XLSX:
		return readXLSX
	case DOCX:
		return readDOCX
	case Text:
		return readText
	case Chat:
		return readChat
	case ZIP:
		return readZIP
	}
	return nil
}

// source is a file being read.
type source struct {
	name string
	raw  io.Reader // as it was given
	r    io.Reader // the whole file, head included
	head []byte    // its first bytes, at most headSize
	opts Options
	emit func(Row) error // hands a row on; an error ends the reading
	live func() error    // the error of a reading that is called off
	// onTable is told of every header and why it cannot be mapped, while a
	// file is inspected; else nil.
	onTable func(*Table, error)
	inside  bool                      // in an archive
	file    *whole                    // once it was asked for
	sheets  []string                  // of a workbook, those that are not empty
	merged  map[string]map[int][]down // its merged cells, by part and first row
}

// Read calls each for every record of the file in order, from the calling
// goroutine. It returns the error each returns, ctx's error once it is done,
// and a *corpus.Error for a file that cannot be read: Invalid where it is not
// what its name says, Unavailable where reading broke off. Rows before that
// point have been handed on. name is what rows and messages call the file.
//
// A workbook, a Word file and an archive are read in any order. Where r is a
// regular *os.File or a reader from memory it is used from its beginning,
// whatever its position; any other goes to a temporary file first, which is
// removed before Read returns.
func Read(ctx context.Context, name string, r io.Reader, opts Options, each func(Row) error) error {
	return newSource(ctx.Err, name, r, opts, each).read()
}

func newSource(live func() error, name string, r io.Reader, opts Options, each func(Row) error) *source {
	s := &source{name: name, raw: r, r: r, opts: opts, live: live}
	s.emit = func(row Row) error {
		if err := live(); err != nil {
			return err
		}
		return each(row)
	}
	return s
}

func (s *source) read() (err error) {
	defer func() { err = errors.Join(err, s.close()) }()
	if err := s.begin(); err != nil {
		return err
	}
	parse, err := s.parser()
	if err != nil {
		return err
	}
	if err := s.live(); err != nil {
		return err
	}
	return parse(s)
}

// begin reads the head.
func (s *source) begin() error {
	head, err := readHead(s.r)
	if err != nil {
		return s.broken(err)
	}
	s.head, s.r = head, io.MultiReader(bytes.NewReader(head), s.r)
	return nil
}

// parser finds how the file is to be read. Of containers their content
// decides, of everything else what the caller says and then the name.
func (s *source) parser() (parser, error) {
	if err := refuseWrongType(s.name, s.head); err != nil {
		return nil, err
	}
	f, err := s.format()
	if err != nil {
		return nil, err
	}
	switch s.opts.Encoding {
	case "", UTF8, UTF16, GB18030, Big5:
	default:
		return nil, corpus.Errorf(corpus.Invalid, "不认得编码“%.40s”，请用 UTF-8、GB18030、Big5 或 UTF-16", string(s.opts.Encoding))
	}
	if f == ZIP && s.inside {
		return nil, nestedArchive(s.name)
	}
	parse := parserOf(f)
	if parse == nil {
		return nil, corpus.Errorf(corpus.Invalid, "不认得格式“%.40s”，请用 auto 让程序自己辨认", string(f))
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
	if errors.Is(err, errTooMuch) {
		return &corpus.Error{Code: corpus.Invalid, Message: corpus.Message{Text: "“" + name + "”解开后大得不正常，没有读完，请检查这个文件"}, Err: err}
	}
	if errors.Is(err, errDamaged) {
		return damaged(name, err)
	}
	return &corpus.Error{Code: corpus.Unavailable, Message: corpus.Message{Text: "读“" + name + "”时中断，请检查文件后重新导入"}, Err: err}
}

func (s *source) broken(err error) error { return broken(s.name, err) }

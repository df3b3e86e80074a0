package format

import (
	"context"
	"errors"
	"io"

	"shiyun/corpus"
	"shiyun/corpus/format/csv"
	"shiyun/corpus/format/jsonl"
	"shiyun/corpus/format/ods"
	"shiyun/corpus/format/source"
	"shiyun/corpus/format/xlsx"
	"shiyun/corpus/intake"
)

// parser takes one kind of file apart. It returns the error emit returns.
type parser func(s *source.Source) error

// parserOf is the parser of a format, nil for none. It is no table: a ZIP
// reads what is in it through here.
func parserOf(f intake.Format) parser {
	switch f {
	case intake.JSONL:
		return jsonl.ReadLines
	case intake.JSON:
		return jsonl.ReadJSON
	case intake.CSV:
		return readTable(csv.Read)
	case intake.XLSX:
		return readTable(xlsx.Read)
	case intake.ODS:
		return readTable(ods.Read)
	case intake.DOCX:
		return readDOCX
	case intake.ODT:
		return readODT
	case intake.EPUB:
		return readEPUB
	case intake.Text:
		return readText
	case intake.Chat:
		return readChat
	case intake.ZIP:
		return readZIP
	}
	return nil
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
func Read(ctx context.Context, name string, r io.Reader, opts intake.Options, each func(intake.Row) error) error {
	return read(source.New(ctx.Err, name, r, opts, each))
}

func read(s *source.Source) (err error) {
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Begin(); err != nil {
		return err
	}
	parse, err := parserFor(s)
	if err != nil {
		return err
	}
	if err := s.Live(); err != nil {
		return err
	}
	return parse(s)
}

// parserFor finds how the file is to be read. Of containers their content
// decides, of everything else what the caller says and then the name.
func parserFor(s *source.Source) (parser, error) {
	if err := refuseWrongType(s.Name, s.Head); err != nil {
		return nil, err
	}
	f, err := detect(s)
	if err != nil {
		return nil, err
	}
	switch s.Opts.Encoding {
	case "", intake.UTF8, intake.UTF16, intake.GB18030, intake.Big5:
	default:
		return nil, intake.Refusal(corpus.NewMessage("intake.unknown_encoding", string(s.Opts.Encoding)), corpus.NewMessage("intake.advice.known_encodings"))
	}
	if f == intake.ZIP && s.Inside {
		return nil, nestedArchive(s.Name)
	}
	parse := parserOf(f)
	if parse == nil {
		return nil, intake.Refusal(corpus.NewMessage("intake.unknown_format", string(f)), corpus.NewMessage("intake.advice.auto_format"))
	}
	return parse, nil
}

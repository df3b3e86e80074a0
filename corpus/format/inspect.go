package format

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut"
)

// How much of a file a preview shows.
const (
	previewRows  = 5
	previewLines = 3
	previewCell  = 200 // code points
	tablesShown  = 20  // of an archive, with different headers
)

// Preview is what a curator is shown of a file before it is read.
type Preview struct {
	Format   intake.Format
	Encoding intake.Encoding // of a text; "" for other files
	Guessed  bool            // Encoding is the likeliest of several
	Samples  []Sample        // the first lines in every encoding that decodes them, Encoding's first
	Tables   []TablePreview
	Unread   []string             // sheets of a workbook in which no body was found
	Hidden   []source.HiddenSheet // sheets that a workbook hides, in an archive those of all
	Entries  []Entry              // of an archive
	Whole    bool                 // the archive is a whole export, and Entries are what is read of it
	Cuts     []textcut.Cut        // of a text
	Labels   intake.Labels        // of a text's lines, as it was cut
	// Refusal is what Read would refuse the file for, zero where it would not:
	// often a header that cannot be mapped without help.
	Refusal corpus.Message
}

// TablePreview is a table as it is shown. Of tables with the same header,
// which are mapped as one, the first is shown.
type TablePreview struct {
	*intake.Table                // its Mapping may be incomplete
	Rows          [][]string     // the first five that are not empty, each cell cut to 200 code points
	Files         []string       // of an archive or a workbook: the entries or sheets with this header
	Unreadable    corpus.Message // why it cannot be mapped as it is; zero where it can
}

// Sample is the beginning of a text, read in one encoding.
type Sample struct {
	Encoding intake.Encoding
	Lines    []string
}

// Entry is a file in an archive.
type Entry struct {
	Name    string
	Format  intake.Format  // "" where it is refused
	Refusal corpus.Message // zero where it is read
}

// Inspect tells what Read would make of a file with the same options. It
// returns an error, as Read does, only where there is nothing to show; a file
// that can be shown and not be read has a Refusal.
func Inspect(ctx context.Context, name string, r io.Reader, opts intake.Options) (p Preview, err error) {
	s := source.New(ctx.Err, name, r, opts, nil)
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Begin(); err != nil {
		return p, err
	}
	parse, err := parserFor(s)
	if err != nil {
		return p, err
	}
	p.Format, _ = detect(s)
	return p, p.fill(s, parse)
}

func (p *Preview) fill(s *source.Source, parse parser) error {
	switch p.Format {
	case intake.XLSX, intake.ODS, intake.DOCX, intake.ODT, intake.EPUB, intake.ZIP:
	default:
		p.inspectEncoding(s)
	}
	switch p.Format {
	case intake.DOCX, intake.ODT, intake.EPUB, intake.Text, intake.Chat:
		cuts, labels, err := previewCuts(s, p.Format)
		p.Cuts, p.Labels = cuts, labels
		return p.refuse(err)
	case intake.ZIP:
		return p.refuse(p.inspectEntries(s))
	}
	return p.inspectRows(s, parse)
}

// inspectRows reads the first rows of a file that may hold tables.
func (p *Preview) inspectRows(s *source.Source, parse parser) error {
	tables, err := firstRows(s, parse)
	for _, t := range tables {
		if len(tables) > 1 {
			t.Files = []string{t.Sheet}
		}
		p.show(t)
	}
	p.showHidden(s.Hidden)
	for _, sheet := range s.Sheets {
		if !slices.ContainsFunc(s.Hidden, func(h source.HiddenSheet) bool { return h.Name == sheet }) && !slices.ContainsFunc(tables, func(t TablePreview) bool { return t.Sheet == sheet }) {
			p.Unread = append(p.Unread, sheet)
		}
	}
	return p.refuse(err)
}

// showHidden adds hidden sheets to those shown; of one name, which are chosen
// together, there is one.
func (p *Preview) showHidden(sheets []source.HiddenSheet) {
	for _, sheet := range sheets {
		if !slices.ContainsFunc(p.Hidden, func(h source.HiddenSheet) bool { return h.Name == sheet.Name }) {
			p.Hidden = append(p.Hidden, sheet)
		}
	}
}

// firstRows are the tables in a file, none where it is something else.
func firstRows(s *source.Source, parse parser) (tables []TablePreview, err error) {
	s.OnTable = func(t *intake.Table, unmapped error) {
		var refused *corpus.Error
		table := TablePreview{Table: t}
		if errors.As(unmapped, &refused) {
			table.Unreadable = refused.Message
		}
		tables = append(tables, table)
	}
	s.Emit = func(row intake.Row) error {
		if row.Table == nil || row.Skip {
			return s.Live()
		}
		table := &tables[len(tables)-1]
		if table.Rows = append(table.Rows, shown(row.Cells)); len(table.Rows) == previewRows {
			return source.ErrEnough
		}
		return s.Live()
	}
	if err = parse(s); errors.Is(err, source.ErrEnough) {
		err = nil
	}
	return tables, err
}

// show adds a table to those shown. The first that cannot be mapped is what
// the file is refused for.
func (p *Preview) show(t TablePreview) {
	if p.Refusal.IsZero() {
		p.Refusal = t.Unreadable
	}
	key := intake.HeaderKey(t.Header)
	for i, has := range p.Tables {
		if intake.HeaderKey(has.Header) == key {
			p.Tables[i].Files = append(has.Files, t.Files...)
			return
		}
	}
	p.Tables = append(p.Tables, t)
}

// refuse keeps a refusal for showing, and returns every other error.
func (p *Preview) refuse(err error) error {
	var refused *corpus.Error
	if errors.As(err, &refused) && refused.Code == corpus.Invalid {
		if p.Refusal.IsZero() {
			p.Refusal = refused.Message
		}
		return nil
	}
	return err
}

func shown(cells []string) []string {
	short := make([]string, len(cells))
	for i, text := range cells {
		short[i] = intake.CutRunes(strings.ToValidUTF8(text, "�"), previewCell)
	}
	return short
}

// inspectEncoding finds the encoding and what the others would make of the
// first lines.
func (p *Preview) inspectEncoding(s *source.Source) {
	if decoder := s.UTF16(); decoder != nil {
		p.Encoding = intake.UTF16
		p.sample(intake.UTF16, decoder, s.Head)
		return
	}
	chosen := s.Charset()
	p.Encoding = chosen.Name
	p.Guessed = s.Opts.Encoding == "" && chosen.Name != intake.UTF8
	for _, c := range []source.Charset{chosen, {Name: intake.UTF8}, source.NewGB18030(), source.NewBig5()} {
		if c.Name == chosen.Name && len(p.Samples) > 0 || source.IsASCII(s.Head) && c.Name != intake.UTF8 {
			continue
		}
		lines, ok := sampleLines(c, s.Head)
		if ok || c.Name == chosen.Name {
			p.Samples = append(p.Samples, Sample{c.Name, lines})
		}
	}
}

func (p *Preview) sample(name intake.Encoding, decoder *encoding.Decoder, head []byte) {
	text, _, _ := transform.Bytes(decoder, head)
	lines, _ := sampleLines(source.Charset{Name: intake.UTF8}, text)
	p.Samples = append(p.Samples, Sample{name, lines})
}

// sampleLines decodes the first lines that are not blank, and says whether all of
// them could be.
func sampleLines(c source.Charset, head []byte) (lines []string, ok bool) {
	ok = true
	for line := range bytes.FieldsFuncSeq(bytes.TrimPrefix(source.WholeLines(head), source.BOM), isLineEnd) {
		text := c.Decode(line)
		if strings.TrimSpace(text) == "" {
			continue
		}
		ok = ok && utf8.ValidString(text)
		lines = append(lines, shown([]string{text})[0])
		if len(lines) == previewLines {
			break
		}
	}
	return lines, ok && len(lines) > 0
}

func isLineEnd(r rune) bool { return r == '\n' || r == '\r' }

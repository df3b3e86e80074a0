// Package ods reads the tables of OpenDocument spreadsheets, which LibreOffice
// and online forms write.
package ods

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// Limits of a spreadsheet.
const (
	maxODS      = 100 << 20 // bytes of the file: what may lie in a temporary file
	maxUnpacked = 192 << 20 // bytes of its content; 100,000 poems need half
	// maxRepeated bounds how often one row with something in it is taken to
	// stand: a row says of itself how often it does, and a million cost nothing
	// to write.
	maxRepeated = 1000
)

var (
	errTooMuch  = errors.New("content beyond the limit")
	errRepeated = errors.New("a row repeated too often")
)

// Read reads every sheet that has a known header and is not hidden. A cell is
// what the curator sees in it, save that a date is whole.
func Read(s *source.Source) error {
	z, err := s.Archive(maxODS)
	if err != nil {
		return err
	}
	sheets, err := chooseSheets(s, z)
	if err != nil {
		return err
	}
	r := &reader{Source: s, sheets: sheets}
	err = eachRow(s, z, r.row)
	if err == nil && r.rows != nil {
		err = r.rows.Flush(s.Emit)
	}
	return err
}

// reader makes rows of the sheets that were chosen.
type reader struct {
	*source.Source
	sheets map[string]sheetAt
	sheet  string
	rows   *intake.TableRows // of the sheet being read; nil above its header
}

func (r *reader) row(sheet sheetInfo, number int, texts []string) error {
	at, chosen := r.sheets[sheet.name]
	if sheet.name != r.sheet {
		if r.rows != nil {
			if err := r.rows.Flush(r.Emit); err != nil && !errors.Is(err, source.ErrEnough) {
				return err
			}
		}
		r.sheet, r.rows = sheet.name, nil
	}
	if !chosen || number < at.Row {
		return nil
	}
	err := r.read(sheet, at, number, texts)
	if errors.Is(err, source.ErrEnough) {
		r.rows, err = nil, nil // of this sheet
	}
	return err
}

func (r *reader) read(sheet sheetInfo, at sheetAt, number int, texts []string) error {
	if number == at.Row {
		rows, err := r.NewTable(at.Table(intake.Table{Sheet: sheet.name, Hidden: sheet.hiddenNames(texts)}), at.Names(texts))
		if r.rows = rows; err != nil || at.Guessed == nil {
			return err
		}
	}
	if r.rows == nil {
		return nil
	}
	file := r.Name
	if len(r.sheets) > 1 {
		file += "/" + sheet.name
	}
	row := intake.Row{File: file, Number: number, Table: r.rows.Table}
	if len(texts) > intake.MaxColumns {
		if err := r.rows.Flush(r.Emit); err != nil {
			return err
		}
		what, advice := intake.TooManyColumns()
		row.Refuse("", intake.CodeColumns, what, advice)
		return r.Emit(row)
	}
	return r.rows.Take(row, texts, true, r.Emit)
}

// sheetAt is where the header of a sheet stands.
type sheetAt struct {
	intake.HeaderAt
	order  int
	hidden bool
	asked  bool // for, by name
	first  intake.FirstRows
}

// chooseSheets finds the sheets with a column of bodies, or else the first that
// has anything in it. What somebody hid is not meant, unless nothing else is
// there.
func chooseSheets(s *source.Source, z *zip.Reader) (map[string]sheetAt, error) {
	found := map[string]sheetAt{}
	seen := map[string]int{}
	err := eachRow(s, z, func(sheet sheetInfo, number int, texts []string) error {
		best, has := found[sheet.name]
		if !has {
			best = sheetAt{order: len(found), hidden: sheet.hidden, asked: slices.Contains(s.Opts.Hidden, sheet.name)}
			s.Sheets = append(s.Sheets, sheet.name)
		}
		if seen[sheet.name]++; seen[sheet.name] > intake.MaxHeaderRow {
			return nil
		}
		texts = intake.TrimBlank(texts[:min(len(texts), intake.MaxColumns)])
		best.first.Add(number, texts)
		if h := intake.JudgeHeader(number, texts); h.Better(best.HeaderAt) {
			best.HeaderAt = h
		}
		found[sheet.name] = best
		return nil
	})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, intake.Refusal(corpus.NewMessage("intake.empty_file", s.Name), corpus.NewMessage("intake.advice.right_file"))
	}
	for name, at := range found {
		at.HeaderAt = at.first.Guess(at.HeaderAt)
		found[name] = at
	}
	chosen := map[string]sheetAt{}
	for _, wanted := range []func(sheetAt) bool{
		func(at sheetAt) bool { return at.Body && at.Guessed == nil && (!at.hidden || at.asked) },
		func(at sheetAt) bool { return at.Body && (!at.hidden || at.asked) },
		func(at sheetAt) bool { return at.Body },
		func(at sheetAt) bool { return at.order == 0 },
	} {
		for name, at := range found {
			if wanted(at) {
				chosen[name] = at
			}
		}
		if len(chosen) > 0 {
			break
		}
	}
	for _, name := range s.Sheets {
		_, read := chosen[name]
		s.NoteSheet(name, found[name].hidden, read)
	}
	return chosen, nil
}

// eachRow calls each for every row that has anything in it.
func eachRow(s *source.Source, z *zip.Reader, each func(sheet sheetInfo, number int, texts []string) error) error {
	for _, f := range z.File {
		if f.Name != "content.xml" {
			continue
		}
		if f.Flags&0x1 != 0 {
			return intake.Refusal(corpus.NewMessage("intake.has_password", s.Name), corpus.NewMessage("intake.advice.remove_password"))
		}
		in, err := f.Open()
		if err != nil {
			return source.Damaged(s.Name, err)
		}
		content := &content{each: each, packed: int64(f.CompressedSize64), live: s.Live}
		err = source.Tokens(source.NewRunReader(content.limit(in), s.Live), content.token)
		return refusal(s, content, errors.Join(err, in.Close()))
	}
	return source.Damaged(s.Name, errors.New("no content.xml"))
}

// refusal is err as what is told of the file, and the callback's own error as
// it is.
func refusal(s *source.Source, c *content, err error) error {
	switch {
	case err == nil:
		return nil
	case s.Live() != nil:
		return s.Live()
	case c.stopped != nil:
		return c.stopped
	case errors.Is(err, source.ErrLongItem):
		return intake.Refusal(corpus.NewMessage("intake.cell_too_long", s.Name), corpus.NewMessage("intake.advice.check_file"))
	case errors.Is(err, errTooMuch), errors.Is(err, errRepeated):
		return intake.Refusal(corpus.NewMessage("intake.workbook_too_large", s.Name), corpus.NewMessage("intake.advice.fewer_sheets"))
	}
	return source.Damaged(s.Name, err)
}

// limited bounds what the content unpacks to, as it is unpacked.
type limited struct {
	r         io.Reader
	n, packed int64
}

func (c *content) limit(r io.Reader) io.Reader { return &limited{r: r, packed: c.packed} }

func (l *limited) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	l.n += int64(n)
	if l.n > maxUnpacked || l.n > source.FreeUnpacked && l.n > l.packed*source.MaxRatio {
		return n, fmt.Errorf("after %d bytes: %w", l.n, errTooMuch)
	}
	return n, err
}

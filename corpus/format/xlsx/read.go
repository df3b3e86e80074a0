// Package xlsx reads and writes workbooks. It alone knows the library that does,
// and vets what that would take whole into memory.
package xlsx

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// workbook is an XLSX file being read.
type workbook struct {
	*source.Source
	*excelize.File
	layout
	parts       map[string]string // of the sheets, by their names
	hiddenSheet map[string]bool
}

// Read reads every sheet that has a known header. A cell is what the
// curator sees in it: a date is a date, 007 stays 007, a formula is the value
// it had when the file was saved, and cells merged downwards all say what the
// first of them says. Macros are never run.
func Read(s *source.Source) error {
	l, err := vetWorkbook(s)
	if err != nil {
		return err
	}
	// The library forgets its temporary files when it fails to open.
	dir, err := os.MkdirTemp(s.Opts.TempDir, "intake-xlsx-*")
	if err != nil {
		return source.NoSpace(s.Name, err)
	}
	return errors.Join(readWorkbook(s, dir, l), os.RemoveAll(dir))
}

func readWorkbook(s *source.Source, dir string, l layout) error {
	w, err := s.Whole(maxXLSX)
	if err != nil {
		return err
	}
	f, err := excelize.OpenReader(io.NewSectionReader(w, 0, w.Size), excelize.Options{
		UnzipSizeLimit: maxSheet + maxStrings + maxParts, UnzipXMLSizeLimit: maxLibrary, TmpDir: dir,
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd", LongTimePattern: "hh:mm:ss",
	})
	if err != nil {
		return source.Damaged(s.Name, err)
	}
	b := &workbook{Source: s, File: f, layout: l}
	if b.parts, b.hiddenSheet, err = sheetParts(s); err != nil {
		return errors.Join(source.Damaged(s.Name, err), f.Close())
	}
	return errors.Join(b.read(), f.Close())
}

func (b *workbook) read() error {
	sheets, err := b.chooseSheets()
	if err != nil {
		return err
	}
	for _, name := range b.Sheets {
		b.NoteSheet(name, b.hiddenSheet[name], slices.ContainsFunc(sheets, func(s sheetAt) bool { return s.name == name }))
	}
	for _, sheet := range sheets {
		err := b.readSheet(sheet, len(sheets) > 1)
		if errors.Is(err, source.ErrEnough) {
			err = nil // of this sheet
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// hideNames returns the names of columns that are hidden. They are not read
// unless they are asked for.
func (b *workbook) hideNames(part string, names []string) (hidden []string) {
	for _, column := range b.hidden[part] {
		if column < len(names) && strings.TrimSpace(names[column]) != "" {
			hidden = append(hidden, names[column])
		}
	}
	return hidden
}

// sheetAt is a sheet and where its header stands.
type sheetAt struct {
	name string
	intake.HeaderAt
	names int // in its header
	first intake.FirstRows
}

// doubtful holds for what may be a word about the columns of another sheet.
func (s sheetAt) doubtful() bool { return s.Known == 1 && s.names > 1 || s.Guessed != nil }

// unasked reports whether a sheet is hidden and nobody asked for it.
func (b *workbook) unasked(s sheetAt) bool {
	return b.hiddenSheet[s.name] && !slices.Contains(b.Opts.Hidden, s.name)
}

// readSheet reads the rows of one sheet. Where there are several its name is
// part of where a row stands.
func (b *workbook) readSheet(at sheetAt, several bool) error {
	file := b.Name
	if several {
		file += "/" + at.name
	}
	part := b.parts[at.name]
	merged := mergedCells{by: b.merged[part]}
	var t *intake.TableRows
	most := math.MaxInt
	if b.OnTable != nil {
		most = maxLookRows
	}
	numbers, err := b.numberRows(at.name)
	if err != nil {
		return source.Damaged(b.Name, err)
	}
	err = b.rows(at.name, most, func(number int, texts []string) error {
		switch {
		case number < at.Row:
			return nil
		case number == at.Row && len(texts) > intake.MaxColumns:
			what, advice := intake.TooManyColumns()
			return intake.Refusal(corpus.NewMessage("intake.header_unreadable", file, what), advice)
		case number == at.Row:
			names := slices.Clone(texts)
			hidden := b.hideNames(part, names)
			t, err = b.NewTable(at.Table(intake.Table{Sheet: at.name, Hidden: hidden}), at.Names(names))
			if err != nil || at.Guessed == nil {
				return err
			}
		}
		row := intake.Row{File: file, Number: number, Table: t.Table}
		if len(texts) > intake.MaxColumns {
			if err := t.Flush(b.Emit); err != nil {
				return err
			}
			what, advice := intake.TooManyColumns()
			row.Refuse("", intake.CodeColumns, what, advice)
			return b.Emit(row)
		}
		if numbers != nil {
			cells, err := numbers.at(number)
			if err != nil {
				return source.Damaged(b.Name, err)
			}
			wholeDates(t, texts, cells)
		}
		return t.Take(row, merged.fill(t, number, texts), true, b.Emit)
	})
	if err = numbers.close(err); t == nil || err != nil {
		return err
	}
	return t.Flush(b.Emit)
}

// chooseSheets finds the sheets with a body column, or else the first that has
// anything in it.
func (b *workbook) chooseSheets() (sheets []sheetAt, err error) {
	var best sheetAt
	for _, name := range b.GetSheetList() {
		here := sheetAt{name: name}
		err := b.rows(name, maxHeaderLook, func(number int, texts []string) error {
			if number > intake.MaxHeaderRow && here.Row > 0 {
				return source.ErrEnough
			}
			texts = intake.TrimBlank(texts[:min(len(texts), intake.MaxColumns)])
			h := intake.JudgeHeader(number, texts)
			h.Body = h.Body || slices.Contains(b.Opts.Mappings[intake.HeaderKey(texts)], intake.FieldBody)
			here.first.Add(number, texts)
			if h.Better(here.HeaderAt) {
				here.HeaderAt, here.names = h, len(texts)
			}
			return nil
		})
		if err != nil && !errors.Is(err, source.ErrEnough) {
			return nil, err
		}
		here.HeaderAt = here.first.Guess(here.HeaderAt)
		if here.Row > 0 {
			b.Sheets = append(b.Sheets, name)
		}
		if here.Body {
			sheets = append(sheets, here)
		}
		if here.Row > 0 && best.Row == 0 {
			best = here
		}
	}
	if open := slices.DeleteFunc(slices.Clone(sheets), b.unasked); len(open) > 0 {
		sheets = open // what somebody hid is not meant, unless nothing else is there
	}
	if surely := slices.DeleteFunc(slices.Clone(sheets), sheetAt.doubtful); len(surely) > 0 {
		return surely, nil
	}
	if len(sheets) > 0 {
		return sheets, nil
	}
	if best.Row == 0 {
		return nil, intake.Refusal(corpus.NewMessage("intake.empty_file", b.Name), corpus.NewMessage("intake.advice.right_file"))
	}
	return []sheetAt{best}, nil
}

// Of sheets whose every row down to the last was given a format, a million
// are empty. A header and the rows of a preview are not looked for below these.
const (
	maxHeaderLook = 1_000
	maxLookRows   = 10_000
)

// rows calls each for every row that has anything in it, down to the row most.
// Empty ones cost a microsecond each and nobody hears of them.
func (b *workbook) rows(sheet string, most int, each func(number int, texts []string) error) (err error) {
	rows, err := b.Rows(sheet)
	if err != nil {
		return source.Damaged(b.Name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for number := 1; number <= most && rows.Next(); number++ {
		if number%1024 == 0 && b.Live() != nil {
			return b.Live()
		}
		texts, err := rows.Columns()
		if err != nil {
			return source.Damaged(b.Name, fmt.Errorf("row %d: %w", number, err))
		}
		if intake.IsBlank(texts) {
			continue
		}
		if err := each(number, texts); err != nil {
			return err
		}
	}
	if err := rows.Error(); err != nil {
		return source.Damaged(b.Name, err)
	}
	return nil
}

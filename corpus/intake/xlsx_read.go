package intake

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"github.com/xuri/excelize/v2"

	"shiyun/corpus"
)

// workbook is an XLSX file being read.
type workbook struct {
	*source
	*excelize.File
	parts map[string]string // of the sheets, by their names
}

// readXLSX reads every sheet that has a known header. A cell is what the
// curator sees in it: a date is a date, 007 stays 007, a formula is the value
// it had when the file was saved, and cells merged downwards all say what the
// first of them says. Macros are never run.
func readXLSX(s *source) error {
	if err := s.vetWorkbook(); err != nil {
		return err
	}
	// The library forgets its temporary files when it fails to open.
	dir, err := os.MkdirTemp(s.opts.TempDir, "intake-xlsx-*")
	if err != nil {
		return noSpace(s.name, err)
	}
	return errors.Join(s.readWorkbook(dir), os.RemoveAll(dir))
}

func (s *source) readWorkbook(dir string) error {
	w, err := s.whole(maxXLSX)
	if err != nil {
		return err
	}
	f, err := excelize.OpenReader(io.NewSectionReader(w, 0, w.size), excelize.Options{
		UnzipSizeLimit: maxSheet + maxStrings + maxParts, UnzipXMLSizeLimit: maxLibrary, TmpDir: dir,
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd", LongTimePattern: "hh:mm:ss",
	})
	if err != nil {
		return damaged(s.name, err)
	}
	b := &workbook{source: s, File: f}
	if b.parts, err = s.sheetParts(); err != nil {
		return errors.Join(damaged(s.name, err), f.Close())
	}
	return errors.Join(b.read(), f.Close())
}

func (b *workbook) read() error {
	sheets, err := b.chooseSheets()
	if err != nil {
		return err
	}
	for _, sheet := range sheets {
		err := b.readSheet(sheet, len(sheets) > 1)
		if errors.Is(err, errEnough) {
			err = nil // of this sheet
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sheetAt is a sheet and where its header stands.
type sheetAt struct {
	name string
	headerAt
	names int // in its header
}

// doubtful holds for what may be a word about the columns of another sheet.
func (s sheetAt) doubtful() bool { return s.known == 1 && s.names > 1 }

// readSheet reads the rows of one sheet. Where there are several its name is
// part of where a row stands.
func (b *workbook) readSheet(at sheetAt, several bool) error {
	file := b.name
	if several {
		file += "/" + at.name
	}
	merged := mergedCells{by: b.merged[b.parts[at.name]]}
	var t *tableRows
	var err error
	most := math.MaxInt
	if b.onTable != nil {
		most = maxLookRows
	}
	return b.rows(at.name, most, func(number int, texts []string) error {
		switch {
		case number < at.row:
			return nil
		case number == at.row && len(texts) > maxColumns:
			return corpus.Errorf(corpus.Invalid, "“%s”的列名读不出来：%s", file, string(manyColumns))
		case number == at.row:
			t, err = b.newTable(&Table{Row: number, Sheet: at.name}, slices.Clone(texts))
			return err
		}
		row := Row{File: file, Number: number, Table: t.Table}
		if len(texts) > maxColumns {
			row.refuse("", CodeColumns, "%s", string(manyColumns))
			return b.emit(row)
		}
		if t.row(&row, merged.fill(t, number, texts)); row.Skip {
			return nil
		}
		return b.emit(row)
	})
}

// chooseSheets finds the sheets with a body column, or else the first that has
// anything in it.
func (b *workbook) chooseSheets() (sheets []sheetAt, err error) {
	var best sheetAt
	for _, name := range b.GetSheetList() {
		here := sheetAt{name: name}
		err := b.rows(name, maxHeaderLook, func(number int, texts []string) error {
			if number > maxHeaderRow && here.row > 0 {
				return errEnough
			}
			texts = trimBlank(texts[:min(len(texts), maxColumns)])
			h := judge(number, texts)
			h.body = h.body || slices.Contains(b.opts.Mappings[HeaderKey(texts)], FieldBody)
			if h.better(here.headerAt) {
				here.headerAt, here.names = h, len(texts)
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return nil, err
		}
		if here.row > 0 {
			b.sheets = append(b.sheets, name)
		}
		if here.body {
			sheets = append(sheets, here)
		}
		if here.row > 0 && best.row == 0 {
			best = here
		}
	}
	if surely := slices.DeleteFunc(slices.Clone(sheets), sheetAt.doubtful); len(surely) > 0 {
		return surely, nil
	}
	if len(sheets) > 0 {
		return sheets, nil
	}
	if best.row == 0 {
		return nil, corpus.Errorf(corpus.Invalid, "“%s”是空的，请检查是否选对了文件", b.name)
	}
	return []sheetAt{best}, nil
}

// errEnough ends a reading that has seen what it wanted.
var errEnough = errors.New("enough")

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
		return damaged(b.name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for number := 1; number <= most && rows.Next(); number++ {
		if number%1024 == 0 && b.live() != nil {
			return b.live()
		}
		texts, err := rows.Columns()
		if err != nil {
			return damaged(b.name, fmt.Errorf("row %d: %w", number, err))
		}
		if isBlank(texts) {
			continue
		}
		if err := each(number, texts); err != nil {
			return err
		}
	}
	if err := rows.Error(); err != nil {
		return damaged(b.name, err)
	}
	return nil
}

package intake

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/xuri/excelize/v2"

	"shiyun/corpus"
)

// workbook is an XLSX file being read.
type workbook struct {
	*source
	*excelize.File
}

// readXLSX reads the first sheet that has a known header. A cell is what the
// curator sees in it: a date is a date, 007 stays 007, a formula is the value
// it had when the file was saved. Macros are never run.
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
	b := &workbook{s, f}
	s.sheets = f.GetSheetList()
	return errors.Join(b.read(), f.Close())
}

func (b *workbook) read() error {
	sheet, at, err := b.chooseSheet()
	if err != nil {
		return err
	}
	var t *tableRows
	return b.rows(sheet, func(number int, texts []string) error {
		switch {
		case number < at.row:
			return nil
		case number == at.row && len(texts) > maxColumns:
			return corpus.Errorf(corpus.Invalid, "“%s”的列名读不出来：%s", b.name, string(manyColumns))
		case number == at.row:
			t, err = b.newTable(&Table{Row: number, Sheet: sheet}, slices.Clone(texts))
			return err
		}
		row := Row{File: b.name, Number: number, Table: t.Table}
		if len(texts) > maxColumns {
			row.refuse("", CodeColumns, "%s", string(manyColumns))
			return b.emit(row)
		}
		if t.row(&row, texts); row.Skip {
			return nil
		}
		return b.emit(row)
	})
}

// chooseSheet finds the first sheet with a body column, or else the first
// that has anything in it.
func (b *workbook) chooseSheet() (sheet string, best headerAt, err error) {
	for _, name := range b.sheets {
		here := headerAt{}
		err := b.rows(name, func(number int, texts []string) error {
			if number > maxHeaderRow && here.row > 0 {
				return errEnough
			}
			if h := judge(number, texts[:min(len(texts), maxColumns)]); h.better(here) {
				here = h
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return "", best, err
		}
		if here.row > 0 && (best.row == 0 || here.body) {
			sheet, best = name, here
		}
		if here.body {
			break
		}
	}
	if best.row == 0 {
		return "", best, corpus.Errorf(corpus.Invalid, "“%s”是空的，请检查是否选对了文件", b.name)
	}
	return sheet, best, nil
}

// errEnough ends a reading that has seen what it wanted.
var errEnough = errors.New("enough")

// rows calls each for every row that has anything in it. Of a million empty
// ones each costs a microsecond and nobody hears of them.
func (b *workbook) rows(sheet string, each func(number int, texts []string) error) (err error) {
	rows, err := b.Rows(sheet)
	if err != nil {
		return damaged(b.name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for number := 1; rows.Next(); number++ {
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

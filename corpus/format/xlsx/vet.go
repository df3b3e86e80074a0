package xlsx

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

const (
	// maxXLSX bounds a workbook in bytes: what may lie in a temporary file.
	maxXLSX = 20 << 20
	// maxSheet bounds one part of a workbook or its shared strings, unpacked,
	// in bytes; 100,000 poems need half. It lies in a temporary file.
	maxSheet   = 192 << 20
	maxStrings = 64 << 20
	// maxPart and maxParts bound the other parts, one and all, which the
	// library holds in memory, some of them several times over.
	maxPart  = 8 << 20
	maxParts = 40 << 20
	// maxLibrary is how many bytes of a sheet or the shared strings the library
	// may hold in memory, where they take ten times that; longer ones go to
	// temporary files.
	maxLibrary = 4 << 20
)

// vetWorkbook refuses what the library would take whole into memory, and what
// it would read half without a word: it takes the end of broken XML for the
// end of a sheet.
func vetWorkbook(s *source.Source) (layout, error) {
	z, err := s.Archive(maxXLSX)
	if err != nil {
		return layout{}, err
	}
	var sheets, parts uint64
	for _, f := range z.File {
		size := f.UncompressedSize64 // archive/zip gives no more than this
		switch kind := partOf(f.Name); {
		case kind == sheetPart:
			sheets += size
		case kind == stringsPart && size > maxStrings, kind == modelPart && size > maxPart:
			return layout{}, tooMuch(s)
		case kind != stringsPart:
			parts += size
		}
	}
	if len(z.File) > source.MaxEntries || sheets > maxSheet || parts > maxParts {
		return layout{}, tooMuch(s)
	}
	l := layout{map[string]map[int][]down{}, map[string][]int{}}
	for _, f := range z.File {
		if err := vetPart(s, f, l); err != nil {
			return layout{}, err
		}
	}
	return l, nil
}

func tooMuch(s *source.Source) error {
	return intake.Refusal(corpus.NewMessage("intake.workbook_too_large", s.Name), corpus.NewMessage("intake.advice.fewer_sheets"))
}

// part is what a part of a workbook costs to read.
type part int

const (
	otherPart   part = iota // held in memory as it is
	modelPart               // held in memory as objects
	stringsPart             // goes to a temporary file where long
	sheetPart               // the same
)

func partOf(name string) part {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	switch {
	case name == "xl/sharedstrings.xml":
		return stringsPart
	case strings.HasPrefix(name, "xl/worksheets/sheet"):
		return sheetPart
	case path.Ext(name) == ".xml" || path.Ext(name) == ".rels":
		return modelPart
	}
	return otherPart
}

// vetPart reads a part to its end, which proves it whole.
func vetPart(s *source.Source, f *zip.File, l layout) error {
	if f.Flags&0x1 != 0 {
		return intake.Refusal(corpus.NewMessage("intake.has_password", s.Name), corpus.NewMessage("intake.advice.remove_password"))
	}
	in, err := f.Open()
	if err != nil {
		return source.Damaged(s.Name, err)
	}
	r := source.NewRunReader(in, s.Live)
	if kind := partOf(f.Name); kind == sheetPart || kind == stringsPart {
		err = elements(r, l.keep(f.Name))
	} else {
		_, err = io.Copy(io.Discard, in)
	}
	err = errors.Join(err, in.Close())
	switch {
	case s.Live() != nil:
		return s.Live()
	case errors.Is(err, source.ErrLongItem):
		return intake.Refusal(corpus.NewMessage("intake.cell_too_long", s.Name), corpus.NewMessage("intake.advice.check_file"))
	case err != nil:
		return source.Damaged(s.Name, err)
	}
	return nil
}

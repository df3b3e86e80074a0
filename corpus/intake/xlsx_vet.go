package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"strings"

	"shiyun/corpus"
)

// vetWorkbook refuses what the library would take whole into memory, and what
// it would read half without a word: it takes the end of broken XML for the
// end of a sheet.
func (s *source) vetWorkbook() error {
	z, err := s.archive(maxXLSX)
	if err != nil {
		return err
	}
	var sheets, parts uint64
	for _, f := range z.File {
		size := f.UncompressedSize64 // archive/zip gives no more than this
		switch kind := partOf(f.Name); {
		case kind == sheetPart:
			sheets += size
		case kind == stringsPart && size > maxStrings, kind == modelPart && size > maxPart:
			return s.tooMuch()
		case kind != stringsPart:
			parts += size
		}
	}
	if len(z.File) > maxEntries || sheets > maxSheet || parts > maxParts {
		return s.tooMuch()
	}
	s.merged = map[string]map[int][]down{}
	for _, f := range z.File {
		if err := s.vetPart(f); err != nil {
			return err
		}
	}
	return nil
}

func (s *source) tooMuch() error {
	return corpus.Errorf(corpus.Invalid, "“%s”解开后太大，请删去图片和多余的工作表，或分成几个文件再导入", s.name)
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
func (s *source) vetPart(f *zip.File) error {
	if f.Flags&0x1 != 0 {
		return corpus.Errorf(corpus.Invalid, "“%s”加了密码，请去掉密码后另存再导入", s.name)
	}
	in, err := f.Open()
	if err != nil {
		return damaged(s.name, err)
	}
	r := &runReader{r: in, live: s.live}
	if kind := partOf(f.Name); kind == sheetPart || kind == stringsPart {
		err = elements(r, s.keepMerged(f.Name))
	} else {
		_, err = io.Copy(io.Discard, in)
	}
	err = errors.Join(err, in.Close())
	switch {
	case s.live() != nil:
		return s.live()
	case errors.Is(err, errLongItem):
		return corpus.Errorf(corpus.Invalid, "“%s”里有一格太长（超过 1 MB），请检查文件", s.name)
	case err != nil:
		return damaged(s.name, err)
	}
	return nil
}

// runReader fails where a text or a tag is longer than maxRun: a decoder
// holds each of them whole, several times over.
type runReader struct {
	r    io.Reader
	run  int
	live func() error
}

func (r *runReader) Read(p []byte) (int, error) {
	if err := r.live(); err != nil {
		return 0, err
	}
	n, err := r.r.Read(p)
	if i := bytes.IndexByte(p[:n], '<'); i < 0 {
		r.run += n
	} else {
		if r.run += i; r.run <= maxRun {
			r.run = n - 1 - bytes.LastIndexByte(p[:n], '<')
		}
	}
	if r.run > maxRun {
		return n, errLongItem
	}
	return n, err
}

package format

import (
	"archive/zip"
	"errors"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// inspectEntries lists what is in an archive. Each entry is told by its first
// bytes and, where it is a container itself, by its name. Of tables the first
// rows are read too, so that they can be mapped.
func (p *Preview) inspectEntries(s *source.Source) error {
	z, err := s.Archive(s.ZipLimit())
	if err != nil {
		return err
	}
	a := &zipArchive{Source: s, seen: make(map[string]bool)}
	if files := wholeExport(z); files != nil {
		p.inspectWhole(files)
		return nil
	}
	if len(z.File) > source.MaxEntries {
		return source.TooManyEntries(s.Name)
	}
	for _, f := range z.File {
		name := entryName(f)
		if isJunk(f, name) {
			continue
		}
		if err := s.Live(); err != nil {
			return err
		}
		e, err := p.inspectEntry(a, f, name)
		if err != nil {
			return err
		}
		p.Entries = append(p.Entries, e)
	}
	return nil
}

// inspectWhole lists the parts of a whole export. There is nothing to choose
// in them, and they are long.
func (p *Preview) inspectWhole(files map[string]*zip.File) {
	p.Whole = true
	for _, part := range corpus.Parts() {
		if files[PartName(part)] != nil {
			p.Entries = append(p.Entries, Entry{Name: PartName(part), Format: intake.JSONL})
		}
	}
}

func (p *Preview) inspectEntry(a *zipArchive, f *zip.File, name string) (e Entry, err error) {
	e.Name = name
	e.Format, err = a.formatOf(f, name)
	isTable := err == nil && (e.Format == intake.CSV || e.Format == intake.XLSX || e.Format == intake.ODS)
	if isTable && a.unpacked < maxUnpacked && len(p.Tables) < tablesShown {
		err = p.inspectEntryTable(a, f, name)
	}
	var refused *corpus.Error
	if errors.As(err, &refused) {
		e.Refusal, err = refused.Message, nil
	}
	return e, err
}

func (p *Preview) inspectEntryTable(a *zipArchive, f *zip.File, name string) (err error) {
	in, err := f.Open()
	if err != nil {
		return source.Damaged(name, err)
	}
	s := a.entry(f, name, in)
	defer func() { err = errors.Join(err, s.Close(), closeEntry(in, name)) }()
	if err := s.Begin(); err != nil {
		return err
	}
	parse, err := parserFor(s)
	if err != nil {
		return err
	}
	tables, err := firstRows(s, parse)
	p.showHidden(s.Hidden)
	for _, t := range tables {
		t.Files = []string{name}
		if len(tables) > 1 {
			t.Files[0] += "/" + t.Sheet
		}
		p.show(t)
	}
	return err
}

func (a *zipArchive) formatOf(f *zip.File, name string) (format intake.Format, err error) {
	if err := a.refuseEntry(f, name); err != nil {
		return "", err
	}
	in, err := f.Open()
	if err != nil {
		return "", source.Damaged(name, err)
	}
	s := a.entry(f, name, in)
	defer func() { err = errors.Join(err, closeEntry(in, name)) }()
	if err = s.Begin(); err != nil {
		return "", err
	}
	if isZIP(s.Head) {
		return containerAt(name, s.Head)
	}
	if _, err = parserFor(s); err != nil {
		return "", err
	}
	return detect(s)
}

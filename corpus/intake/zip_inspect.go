package intake

import (
	"archive/zip"
	"errors"
	"path"
	"strings"

	"shiyun/corpus"
)

// inspectEntries lists what is in an archive. Each entry is told by its first
// bytes and, where it is a container itself, by its name. Of tables the first
// rows are read too, so that they can be mapped.
func (p *Preview) inspectEntries(s *source) error {
	z, err := s.archive(s.zipLimit())
	if err != nil {
		return err
	}
	a := &zipArchive{source: s, seen: make(map[string]bool)}
	if files := wholeExport(z); files != nil {
		p.inspectWhole(files)
		return nil
	}
	if len(z.File) > maxEntries {
		return tooManyEntries(s.name)
	}
	for _, f := range z.File {
		name := entryName(f)
		if isJunk(f, name) {
			continue
		}
		if err := s.live(); err != nil {
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
			p.Entries = append(p.Entries, Entry{Name: PartName(part), Format: JSONL})
		}
	}
}

func (p *Preview) inspectEntry(a *zipArchive, f *zip.File, name string) (e Entry, err error) {
	e.Name = name
	e.Format, err = a.formatOf(f, name)
	isTable := err == nil && (e.Format == CSV || e.Format == XLSX)
	if isTable && a.unpacked < maxUnpacked && len(p.Tables) < tablesShown {
		err = p.inspectEntryTable(a, f, name)
	}
	var refused *corpus.Error
	if errors.As(err, &refused) {
		e.Refusal, err = refused.Message.Text, nil
	}
	return e, err
}

func (p *Preview) inspectEntryTable(a *zipArchive, f *zip.File, name string) (err error) {
	in, err := f.Open()
	if err != nil {
		return damaged(name, err)
	}
	s := a.entry(f, name, in)
	defer func() { err = errors.Join(err, s.close(), closeEntry(in, name)) }()
	if err := s.begin(); err != nil {
		return err
	}
	parse, err := s.parser()
	if err != nil {
		return err
	}
	tables, err := firstRows(s, parse)
	for _, t := range tables {
		t.Files = []string{name}
		if len(tables) > 1 {
			t.Files[0] += "/" + t.Sheet
		}
		p.show(t)
	}
	return err
}

func (a *zipArchive) formatOf(f *zip.File, name string) (format Format, err error) {
	if err := a.refuseEntry(f, name); err != nil {
		return "", err
	}
	in, err := f.Open()
	if err != nil {
		return "", damaged(name, err)
	}
	s := a.entry(f, name, in)
	defer func() { err = errors.Join(err, closeEntry(in, name)) }()
	if err = s.begin(); err != nil {
		return "", err
	}
	if isZIP(s.head) {
		return containerNamed(name)
	}
	if _, err = s.parser(); err != nil {
		return "", err
	}
	return s.format()
}

func containerNamed(name string) (Format, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".xlsx", ".xlsm":
		return XLSX, nil
	case ".docx", ".docm":
		return DOCX, nil
	}
	return "", nestedArchive(name)
}

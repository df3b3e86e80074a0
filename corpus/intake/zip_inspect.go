package intake

import (
	"archive/zip"
	"errors"
	"path"
	"strings"

	"shiyun/corpus"
)

// inspectEntries lists what is in an archive. Each entry is told by its first
// bytes and, where it is a container itself, by its name: to look into it
// would be to unpack it.
func (p *Preview) inspectEntries(s *source) error {
	z, err := s.archive(maxZIP)
	if err != nil {
		return err
	}
	a := &zipArchive{source: s, seen: make(map[string]bool)}
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
		e := Entry{Name: name}
		var refused *corpus.Error
		if e.Format, err = a.inspectEntry(f, name); errors.As(err, &refused) {
			e.Refusal = refused.Message
		} else if err != nil {
			return err
		}
		p.Entries = append(p.Entries, e)
	}
	return nil
}

func (a *zipArchive) inspectEntry(f *zip.File, name string) (format Format, err error) {
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

package format

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"shiyun/corpus"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

const (
	// maxUnpacked bounds what all entries of an archive unpack to, in bytes.
	maxUnpacked = 500 << 20
	// maxMediaRatio bounds what a byte of a recording or picture unpacks to:
	// silence packs well, everything else not at all.
	maxMediaRatio = 20
	// maxName bounds the name of an entry in reports, in code points.
	maxName = 200
)

// zipArchive is a ZIP being read.
type zipArchive struct {
	*source.Source
	unpacked int64 // bytes so far, of all entries
	stopped  error // of the caller: ends the reading
	seen     map[string]bool
	aliases  map[string]string // of entries whose names say who wrote them, by label

	whole map[string]*zip.File // of a whole export, by name; else nil
	part  corpus.Part          // of it, the one being read
}

// readZIP reads the files in an archive as if each came on its own. One that
// cannot be read is a row with the Number 0 and a Problem, and the others go
// in.
func readZIP(s *source.Source) error {
	z, err := s.Archive(s.ZipLimit())
	if err != nil {
		return err
	}
	a := &zipArchive{Source: s, seen: make(map[string]bool)}
	if files := wholeExport(z); files != nil {
		return a.readWhole(files)
	}
	return a.readAll(z)
}

func (a *zipArchive) readAll(z *zip.Reader) error {
	if len(z.File) > source.MaxEntries {
		return source.TooManyEntries(a.Name)
	}
	files := 0
	a.aliases = a.readNames(z)
	for _, f := range z.File {
		name := entryName(f)
		if isJunk(f, name) {
			continue
		}
		files++
		if err := a.readEntry(f, a.Name+"/"+name); err != nil {
			return err
		}
	}
	if files == 0 {
		return intake.Refusal(corpus.NewMessage("intake.empty_archive", a.Name), corpus.NewMessage("intake.advice.right_archive"))
	}
	return nil
}

// readNames reads the names of all entries beside each other.
func (a *zipArchive) readNames(z *zip.Reader) map[string]string {
	var labels []string
	for _, f := range z.File {
		if name := entryName(f); !isJunk(f, name) {
			labels = append(labels, a.Name+"/"+name)
		}
	}
	return manuscript.AuthorsInNames(labels)
}

// Aliases reads the names of files that are brought together beside each
// other, as those of an archive are: by the name that each has, one whose folder
// is the author.
func Aliases(names []string) map[string]string { return manuscript.AuthorsInNames(names) }

func (a *zipArchive) readEntry(f *zip.File, label string) error {
	err := a.refuseEntry(f, label)
	if err == nil {
		err = a.unpack(f, label)
	}
	var refused *corpus.Error
	switch {
	case a.stopped != nil:
		return a.stopped
	case a.Live() != nil:
		return a.Live()
	case a.unpacked > maxUnpacked:
		return intake.Refusal(corpus.NewMessage("intake.archive_unpacks_too_large", a.Name, maxUnpacked>>20), corpus.NewMessage("intake.advice.split_archive"))
	case errors.As(err, &refused):
		return a.Emit(intake.Row{File: label, Problems: []intake.Problem{intake.FileProblem(label, refused)}})
	}
	return err
}

// refuseEntry returns an Invalid error for an entry that is not to be opened.
func (a *zipArchive) refuseEntry(f *zip.File, label string) error {
	again := a.seen[label]
	a.seen[label] = true
	switch {
	case f.Flags&0x1 != 0:
		return intake.Refusal(corpus.NewMessage("intake.has_password", label), corpus.NewMessage("intake.advice.pack_without_password"))
	case f.Mode()&fs.ModeType != 0:
		return intake.Refusal(corpus.NewMessage("intake.no_regular_file", label), corpus.NewMessage("intake.advice.pack_file_itself"))
	case again:
		return intake.Refusal(corpus.NewMessage("intake.entry_twice", label), corpus.NewMessage("intake.advice.rename_and_pack"))
	}
	return nil
}

func (a *zipArchive) unpack(f *zip.File, label string) error {
	in, err := f.Open()
	if err != nil {
		return source.Damaged(label, err)
	}
	s := a.entry(f, label, in)
	if a.whole != nil && a.part != corpus.PartPoems {
		return errors.Join(a.readExportRecords(s), closeEntry(in, label))
	}
	return errors.Join(read(s), closeEntry(in, label))
}

func closeEntry(in io.Closer, label string) error {
	if err := in.Close(); err != nil {
		return source.Damaged(label, err)
	}
	return nil
}

// entry is an entry as a source of its own.
func (a *zipArchive) entry(f *zip.File, label string, in io.Reader) *source.Source {
	s := source.New(a.Live, label, &entryReader{r: in, packed: int64(f.CompressedSize64), archive: a}, a.Opts, func(row intake.Row) error {
		a.stopped = a.Emit(row)
		return a.stopped
	})
	s.Inside, s.Restores, s.OnTable, s.Opts.Labels = true, a.whole != nil, a.OnTable, ""
	s.Alias, s.Opts.Alias = a.aliases[label], ""
	if s.Opts.Format == intake.ZIP {
		s.Opts.Format = intake.Auto
	}
	return s
}

// entryReader counts what an entry unpacks to, as it is unpacked: what the
// archive states of it may lie.
type entryReader struct {
	r       io.Reader
	packed  int64
	n       int64
	archive *zipArchive
}

func (e *entryReader) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	e.n += int64(n)
	e.archive.unpacked += int64(n)
	if e.archive.unpacked > maxUnpacked || e.n > source.FreeUnpacked && e.n > e.packed*source.MaxRatio {
		return n, fmt.Errorf("after %d bytes: %w", e.n, source.ErrTooMuch)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = fmt.Errorf("%w: %w", source.ErrDamaged, err)
	}
	return n, err
}

func nestedArchive(name string) error {
	return intake.Refusal(corpus.NewMessage("intake.nested_archive", name), corpus.NewMessage("intake.advice.unpack_and_pack"))
}

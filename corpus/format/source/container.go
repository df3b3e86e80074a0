package source

import (
	"archive/zip"
	"errors"
	"io"
	"os"

	"shiyun/corpus"
	"shiyun/corpus/intake"
)

// Whole is a file that can be read in any order.
type Whole struct {
	io.ReaderAt
	Size  int64
	close func() error
}

// Whole gives the file's bytes in any order, until the source is closed. A
// file at hand is used where it is; anything else goes to a temporary file.
// One of more than limit bytes is refused.
func (s *Source) Whole(limit int64) (w *Whole, err error) {
	if at, size, ok := randomAccess(s.raw); ok {
		s.file = &Whole{at, size, func() error { return nil }}
	} else if s.file == nil {
		if s.file, err = s.spool(maxZIP); err != nil {
			return nil, err
		}
	}
	if s.file.Size > limit {
		return nil, tooLarge(s.Name, limit)
	}
	return s.file, nil
}

// ZipLimit is how large a ZIP may be: one that lies on the disk already needs
// no room there.
func (s *Source) ZipLimit() int64 {
	if _, ok := s.raw.(*os.File); ok {
		return maxAtHand
	}
	return maxZIP
}

// Close removes what was kept of the file.
func (s *Source) Close() error {
	if s.file == nil {
		return nil
	}
	return s.file.close()
}

// randomAccess tells readers that have all their bytes at hand. A pipe is an
// *os.File too, and has no size.
func randomAccess(r io.Reader) (io.ReaderAt, int64, bool) {
	switch r := r.(type) {
	case *os.File:
		info, err := r.Stat()
		return r, sizeOf(info), err == nil && info.Mode().IsRegular()
	case interface {
		io.ReaderAt
		Size() int64
	}:
		return r, r.Size(), true
	}
	return nil, 0, false
}

func sizeOf(info os.FileInfo) int64 {
	if info == nil {
		return 0
	}
	return info.Size()
}

func (s *Source) spool(limit int64) (*Whole, error) {
	f, err := os.CreateTemp(s.Opts.TempDir, "intake-*")
	if err != nil {
		return nil, NoSpace(s.Name, err)
	}
	remove := func() error { return errors.Join(f.Close(), os.Remove(f.Name())) }
	in := &failingReader{r: s.r}
	size, err := io.Copy(f, io.LimitReader(in, limit+1))
	switch {
	case in.err != nil:
		err = s.broken(in.err)
	case err != nil:
		err = NoSpace(s.Name, err)
	case size > limit:
		err = tooLarge(s.Name, limit)
	default:
		return &Whole{f, size, remove}, nil
	}
	return nil, errors.Join(err, remove())
}

// failingReader remembers that reading failed, and not writing.
type failingReader struct {
	r   io.Reader
	err error
}

func (f *failingReader) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		f.err = err
	}
	return n, err
}

func tooLarge(name string, limit int64) error {
	return intake.Refusal(corpus.NewMessage("intake.file_too_large", name, int(limit>>20)), corpus.NewMessage("intake.advice.split_file"))
}

func NoSpace(name string, err error) error {
	return &corpus.Error{Code: corpus.Unavailable, Message: corpus.Advised(corpus.NewMessage("intake.no_room", name), corpus.NewMessage("intake.advice.tell_administrator")), Err: err}
}

// Archive opens the ZIP container that an .xlsx, a .docx and a .zip are. It
// is good until the source is closed.
func (s *Source) Archive(limit int64) (*zip.Reader, error) {
	w, err := s.Whole(limit)
	if err != nil {
		return nil, err
	}
	directory := &budget{at: w, left: maxDirectory}
	z, err := zip.NewReader(directory, w.Size)
	switch {
	case err == nil:
		directory.lifted = true
		return z, nil
	case directory.spent:
		return nil, TooManyEntries(s.Name)
	case directory.err != nil:
		return nil, s.broken(directory.err)
	}
	return nil, Damaged(s.Name, err)
}

// ErrTooMuch says that an entry unpacks to more than is sane.
var ErrTooMuch = errors.New("unpacks beyond the limit")

// ErrDamaged says that an entry does not unpack to the end.
var ErrDamaged = errors.New("damaged entry")

// ErrLongItem says that one object of a JSON file is beyond the limit.
var ErrLongItem = errors.New("object too long")

func TooManyEntries(name string) error {
	return intake.Refusal(corpus.NewMessage("intake.too_many_entries", name, MaxEntries), corpus.NewMessage("intake.advice.split_archive"))
}

// Damaged reports a container that does not open.
func Damaged(name string, err error) error {
	return &corpus.Error{Code: corpus.Invalid, Message: corpus.Advised(corpus.NewMessage("intake.damaged", name), corpus.NewMessage("intake.advice.save_or_upload_again")), Err: err}
}

// budget bounds the bytes read at random until it is lifted. zip.NewReader
// makes an object of every entry of the directory before anyone can count
// them, and the count a file states may lie. It is for one goroutine.
type budget struct {
	at     io.ReaderAt
	left   int64
	lifted bool
	spent  bool
	err    error // of at
}

func (b *budget) ReadAt(p []byte, off int64) (int, error) {
	if b.lifted {
		return b.at.ReadAt(p, off)
	}
	if b.left -= int64(len(p)); b.left < 0 {
		b.spent = true
		return 0, errors.New("directory too long")
	}
	n, err := b.at.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = err
	}
	return n, err
}

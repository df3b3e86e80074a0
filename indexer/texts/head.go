package texts

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"

	"shiyun/corpus"
)

// A file of texts is
//
//	one unit of mapUnit: magic, a number in the order of this machine, and where the head is
//	pages, a page's sections one after another, each at a multiple of sectionUnit
//	the head, as JSON
//
// It is written once, under another name, and never changed. What a file is
// good for stands in its head; what is damaged is found by the checksums: that
// of the head when the file is opened, that of a section when it is first read.

// Head is how far the texts of a file are, and of what.
type Head struct {
	// At is the place in the change log up to which the texts have everything.
	At corpus.Cursor
	// History identifies the history of the archive up to At or beyond: an
	// archive without it is another, or one put back to before.
	History History
}

// History is a link of the chain of an archive.
type History struct {
	Link int64
	Hash string
}

// head is what a file has of itself.
type head struct {
	Head
	Fingerprint string
	CraftsBy    string // programRevision of who told the crafts
	Poems       int
	Known       []byte // knownRunes, of poems and names
	Pages       []pageHead
}

type pageHead struct {
	Number   int64
	Untold   int // poems whose craft is not in the file
	Sections [sectionCount]sectionHead
}

// The sections of a page.
const (
	poemsSection = iota
	soundsSection
	themesSection
	titlesSection
	clausesSection
	factsSection
	craftsSection
	sectionCount
)

// sectionHead is where in the file a section is, and its checksum.
type sectionHead struct {
	At, Len int64
	Sum     uint32
}

// ErrUnusable is what errors are of that condemn a file: it is damaged, cut
// short, of another program or of another archive.
var ErrUnusable = errors.New("file of texts cannot be used")

const (
	magic = "shiyun texts 1\n\x00"
	// order reads otherwise where numbers are written the other way round.
	order = uint64(0x0102030405060708)
	// mapUnit is a multiple of the pages that systems map memory in.
	mapUnit     = 1 << 16
	sectionUnit = 1 << 6
	prefixSize  = len(magic) + 8 + 8 + 8 + 4 + 4
	mostHead    = 1 << 30
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func sumOf(b []byte) uint32 { return crc32.Checksum(b, castagnoli) }

// prefix is what a file begins with: where the head is, and checksums.
func prefix(at, length int64, sum uint32) []byte {
	b := make([]byte, 0, prefixSize)
	b = append(b, magic...)
	b = binary.NativeEndian.AppendUint64(b, order)
	b = binary.LittleEndian.AppendUint64(b, uint64(at))
	b = binary.LittleEndian.AppendUint64(b, uint64(length))
	b = binary.LittleEndian.AppendUint32(b, sum)
	return binary.LittleEndian.AppendUint32(b, sumOf(b))
}

// readHead reads the head of a file and checks all that is in it.
func readHead(f *os.File) (*head, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	b := make([]byte, prefixSize)
	if _, err := f.ReadAt(b, 0); err != nil {
		return nil, unusable(err, "short")
	}
	rest := b[len(magic):]
	at, length := int64(binary.LittleEndian.Uint64(rest[8:])), int64(binary.LittleEndian.Uint64(rest[16:]))
	switch {
	case string(b[:len(magic)]) != magic || binary.NativeEndian.Uint64(rest) != order:
		return nil, fmt.Errorf("%w: of another program", ErrUnusable)
	case binary.LittleEndian.Uint32(rest[28:]) != sumOf(b[:prefixSize-4]):
		return nil, fmt.Errorf("%w: beginning damaged", ErrUnusable)
	case at < mapUnit || length < 0 || length > mostHead || info.Size() != at+length:
		return nil, fmt.Errorf("%w: %d bytes", ErrUnusable, info.Size())
	}
	content := make([]byte, length)
	if _, err := f.ReadAt(content, at); err != nil {
		return nil, unusable(err, "head cannot be read")
	}
	if sumOf(content) != binary.LittleEndian.Uint32(rest[24:]) {
		return nil, fmt.Errorf("%w: head damaged", ErrUnusable)
	}
	h := &head{}
	if err := json.Unmarshal(content, h); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnusable, err)
	}
	return h, h.check(at)
}

func unusable(err error, what string) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: %s", ErrUnusable, what)
	}
	return err
}

// check looks whether all sections are where there can be any.
func (h *head) check(end int64) error {
	if h.Fingerprint != fingerprint() {
		return fmt.Errorf("%w: of another program: %s", ErrUnusable, h.Fingerprint)
	}
	if len(h.Known) != len(knownRunes{})*8 {
		return fmt.Errorf("%w: %d bytes of known characters", ErrUnusable, len(h.Known))
	}
	last := int64(-1)
	for _, p := range h.Pages {
		if p.Number <= last || p.Number > corpus.MaxID/pageSize {
			return fmt.Errorf("%w: page %d after %d", ErrUnusable, p.Number, last)
		}
		last = p.Number
		for _, s := range p.Sections {
			if s.At < mapUnit || s.At%sectionUnit != 0 || s.Len < 0 || s.At > end || s.Len > end-s.At {
				return fmt.Errorf("%w: section of page %d at %d", ErrUnusable, p.Number, s.At)
			}
		}
	}
	return nil
}

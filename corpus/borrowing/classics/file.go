// Package classics keeps the lines of classical verse in one file, by which it
// is told whether a line stands there and in which poem: hashes of the lines,
// without their text, and the names of the poems. It is made of the npm package
// chinese-poetry, is some 25 MB, and is installed where a person wants it.
//
// A file begins with a mark and a header of one line. Then there are, of each of
// 2^18 buckets, how many records it has; the records, seven bytes each, in order;
// where each block of names ends; the blocks, deflated; and the SHA-256 of all
// before it. A record is what the hash of a line has below the bucket's bits,
// and the number of a poem.
package classics

import (
	"bufio"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"shiyun/corpus/borrowing"
)

const (
	mark       = "shiyun-classics-1\n"
	bucketBits = 18
	lowBits    = 36
	poemBits   = 20
	recordSize = (lowBits + poemBits) / 8
	perBlock   = 256      // names in a block
	largest    = 64 << 20 // bytes of a file
	longBlock  = 1 << 20  // bytes of a block, unpacked
)

// header is the line after the mark.
type header struct {
	Lines    int    `json:"lines"`
	Poems    int    `json:"poems"`
	Fold     string `json:"fold"`     // of fold.Fingerprint when it was made
	Alphabet string `json:"alphabet"` // characters that are tried in place of another
}

// File is the lines of a file. It is safe for concurrent use.
type File struct {
	Lines, Poems int
	SHA256       string // of the whole file, in hexadecimal
	Fold         string // the folding it was made with

	alphabet []rune
	buckets  []uint32 // where the records of each begin, and the end
	records  []byte
	ends     []byte // of blocks, four bytes each
	blocks   []byte
}

// errDamaged is returned for a file that is not one of Make, or no longer.
var errDamaged = errors.New("not a file of classical lines, or damaged")

// errNoLines is returned for a source without a line, as another package is.
var errNoLines = errors.New("no lines found: is this the package chinese-poetry 2.0.1?")

// Open reads a file into memory and checks it.
func Open(name string) (*File, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > largest {
		return nil, fmt.Errorf("open %s: %w", name, errDamaged)
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	f, err := read(content)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	return f, nil
}

func read(content []byte) (*File, error) {
	body, ok := bytes.CutPrefix(content, []byte(mark))
	if !ok || len(body) < sha256.Size {
		return nil, errDamaged
	}
	body = body[:len(body)-sha256.Size]
	if sum := sha256.Sum256(content[:len(content)-sha256.Size]); !bytes.Equal(sum[:], content[len(content)-sha256.Size:]) {
		return nil, errDamaged
	}
	line, rest, ok := bytes.Cut(body, []byte("\n"))
	var h header
	if !ok || json.Unmarshal(line, &h) != nil || h.Lines < 0 || h.Lines > largest || h.Poems < 0 || h.Poems >= 1<<poemBits {
		return nil, errDamaged
	}
	whole := sha256.Sum256(content)
	f := &File{Lines: h.Lines, Poems: h.Poems, SHA256: hex.EncodeToString(whole[:]), Fold: h.Fold, alphabet: []rune(h.Alphabet)}
	return f, f.cut(rest)
}

// cut takes the parts of a file from what follows its header.
func (f *File) cut(rest []byte) error {
	take := func(n int) (part []byte) {
		if n < 0 || n > len(rest) {
			rest = nil
			return nil
		}
		part, rest = rest[:n], rest[n:]
		return part
	}
	counts := take(1 << bucketBits)
	f.records = take(f.Lines * recordSize)
	f.ends = take((f.Poems + perBlock - 1) / perBlock * 4)
	f.blocks = rest
	if len(counts) == 0 || len(f.records) != f.Lines*recordSize || len(f.ends) != (f.Poems+perBlock-1)/perBlock*4 {
		return errDamaged
	}
	f.buckets = make([]uint32, 1<<bucketBits+1)
	for i, n := range counts {
		f.buckets[i+1] = f.buckets[i] + uint32(n)
	}
	if int(f.buckets[1<<bucketBits]) != f.Lines {
		return errDamaged
	}
	return nil
}

// find returns the poem in which the line of a hash stands.
func (f *File) find(hash uint64) (poem int, ok bool) {
	bucket, low := hash>>(64-bucketBits), hash>>(64-bucketBits-lowBits)&(1<<lowBits-1)
	for at := f.buckets[bucket]; at < f.buckets[bucket+1]; at++ {
		record := f.record(at)
		switch have := record >> poemBits; {
		case have == low:
			return int(record & (1<<poemBits - 1)), true
		case have > low:
			return 0, false
		}
	}
	return 0, false
}

func (f *File) record(at uint32) uint64 {
	b := f.records[int(at)*recordSize:]
	return uint64(b[0])<<48 | uint64(b[1])<<40 | uint64(b[2])<<32 | uint64(b[3])<<24 | uint64(b[4])<<16 | uint64(b[5])<<8 | uint64(b[6])
}

// Find returns where a line stands word for word; the second result is false
// where it does not.
func (f *File) Find(line borrowing.Line) (borrowing.Found, bool) {
	poem, ok := f.find(borrowing.Hash(line.Chars))
	if !ok {
		return borrowing.Found{}, false
	}
	return borrowing.Found{Line: line, Source: f.source(poem)}, true
}

// mostNear bounds the lines that one line is found to be near to.
const mostNear = 4

// FindNear returns where a line stands but for one character, by trying every
// other at each place: some 2 ms for a line.
func (f *File) FindNear(line borrowing.Line) (found []borrowing.Found) {
	hash := borrowing.Hash(line.Chars)
	for at, own := range line.Chars {
		without := hash - borrowing.HashPlace(at, own)
		for _, other := range f.alphabet {
			if other == own {
				continue
			}
			if poem, ok := f.find(without + borrowing.HashPlace(at, other)); ok {
				theirs := []rune(line.Text)
				theirs[at] = other
				if found = append(found, borrowing.Found{Line: line, Theirs: string(theirs), Source: f.source(poem)}); len(found) == mostNear {
					return found
				}
			}
		}
	}
	return found
}

// source reads who wrote a poem and what it is called; of a number that the
// file lacks, the zero Source.
func (f *File) source(poem int) (s borrowing.Source) {
	end := func(block int) int { return int(binary.BigEndian.Uint32(f.ends[block*4:])) }
	block, from := poem/perBlock, 0
	if poem >= f.Poems {
		return s
	}
	if block > 0 {
		from = end(block - 1)
	}
	to := end(block)
	if from > to || to > len(f.blocks) {
		return s
	}
	names := bufio.NewScanner(io.LimitReader(flate.NewReader(bytes.NewReader(f.blocks[from:to])), longBlock))
	for n := 0; names.Scan(); n++ {
		if n == poem%perBlock {
			s.Author, s.Title, _ = strings.Cut(names.Text(), "\t")
		}
	}
	return s
}

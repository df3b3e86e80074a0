package classics

import (
	"bytes"
	"cmp"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"shiyun/corpus/borrowing"
	"shiyun/corpus/fold"
)

// Maker gathers the lines of poems for a file.
type Maker struct {
	lines   []madeLine
	sources []string
	authors map[string]uint32
	chars   map[rune]int
}

// madeLine is a line as it stands in one poem.
type madeLine struct {
	hash         uint64
	poem, author uint32
}

// NewMaker makes a file without lines.
func NewMaker() *Maker { return &Maker{authors: map[string]uint32{}, chars: map[rune]int{}} }

// Limits on what a file takes in.
const (
	longName  = 30 // code points of a title or a name
	oftenUsed = 20 // times that a character stands in all lines to be tried in place of another
)

// Add adds the lines of a poem. Of a line that stands in several, the first is
// kept as its source.
func (m *Maker) Add(author, title, body string) {
	poem := uint32(len(m.sources))
	if m.authors[author] == 0 {
		m.authors[author] = uint32(len(m.authors) + 1)
	}
	for _, line := range borrowing.LinesOf(body) {
		m.lines = append(m.lines, madeLine{borrowing.Hash(line.Chars) >> (64 - bucketBits - lowBits), poem, m.authors[author]})
		for _, r := range line.Chars {
			m.chars[r]++
		}
	}
	m.sources = append(m.sources, nameOf(author)+"\t"+nameOf(title))
}

// nameOf returns a name on one line and not too long.
func nameOf(name string) string {
	chars := []rune(strings.Join(strings.Fields(name), " "))
	return string(chars[:min(len(chars), longName)])
}

// Write writes the file.
func (m *Maker) Write(w io.Writer) error {
	if len(m.sources) >= 1<<poemBits {
		return fmt.Errorf("more than %d poems", 1<<poemBits-1)
	}
	lines := m.distinct()
	var b bytes.Buffer
	b.WriteString(mark)
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(header{len(lines), len(m.sources), fold.Fingerprint(), m.alphabet()}); err != nil {
		return err
	}
	counts, err := countBuckets(lines)
	if err != nil {
		return err
	}
	b.Write(counts)
	for _, line := range lines {
		record := line.hash&(1<<lowBits-1)<<poemBits | uint64(line.poem)
		b.Write(binary.BigEndian.AppendUint64(nil, record)[8-recordSize:])
	}
	if err := m.writeNames(&b); err != nil {
		return err
	}
	sum := sha256.Sum256(b.Bytes())
	b.Write(sum[:])
	_, err = w.Write(b.Bytes())
	return err
}

// distinct returns each line once, in order of hash, without common ones.
func (m *Maker) distinct() []madeLine {
	slices.SortFunc(m.lines, func(a, b madeLine) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.poem, b.poem))
	})
	var kept []madeLine
	for from := 0; from < len(m.lines); {
		to, authors := from, map[uint32]bool{}
		for to < len(m.lines) && m.lines[to].hash == m.lines[from].hash {
			authors[m.lines[to].author] = true
			to++
		}
		if len(authors) < borrowing.ManyAuthors {
			kept = append(kept, m.lines[from])
		}
		from = to
	}
	return kept
}

// alphabet returns the characters that are tried in place of another, the
// commonest first.
func (m *Maker) alphabet() string {
	var chars []rune
	for r, n := range m.chars {
		if n >= oftenUsed {
			chars = append(chars, r)
		}
	}
	slices.SortFunc(chars, func(a, b rune) int { return cmp.Or(cmp.Compare(m.chars[b], m.chars[a]), cmp.Compare(a, b)) })
	return string(chars)
}

func countBuckets(lines []madeLine) ([]byte, error) {
	counts := make([]byte, 1<<bucketBits)
	for _, line := range lines {
		bucket := line.hash >> lowBits
		if counts[bucket] == math.MaxUint8 {
			return nil, errors.New("too many lines for the form of the file")
		}
		counts[bucket]++
	}
	return counts, nil
}

// writeNames writes the names of the poems in blocks.
func (m *Maker) writeNames(b *bytes.Buffer) error {
	var ends []byte
	var blocks bytes.Buffer
	for names := range slices.Chunk(m.sources, perBlock) {
		z, err := flate.NewWriter(&blocks, flate.BestCompression)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(z, strings.Join(names, "\n")+"\n"); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
		ends = binary.BigEndian.AppendUint32(ends, uint32(blocks.Len()))
	}
	b.Write(ends)
	b.Write(blocks.Bytes())
	return nil
}

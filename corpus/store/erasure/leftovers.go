package erasure

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/uptrace/bun"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"shiyun/corpus"
)

// Needles are the bytes that a person leaves in a file, in the encodings that
// files come in.
type Needles [][]byte

var encodings = []encoding.Encoding{unicode.UTF8, simplifiedchinese.GB18030, traditionalchinese.Big5,
	unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}

// NeedlesOf returns what must be found nowhere once the person with a name or
// number is erased, and their poems unless these are kept. It must be called
// before the person is erased: it reads their rows.
func (e *Erasure) NeedlesOf(ctx context.Context, who string, keepPoems bool) (Needles, error) {
	p, err := e.Person(ctx, who)
	if err != nil || keepPoems {
		return needlesOf(p, nil), err
	}
	var bodies, lines []string
	if err := e.db.Reader().NewRaw("SELECT body FROM poems WHERE id IN (?) ORDER BY id", bun.List(p.Poems)).Scan(ctx, &bodies); err != nil {
		return nil, fmt.Errorf("read poems: %w", err)
	}
	for _, body := range bodies {
		lines = append(lines, linesOf(body)...)
	}
	return needlesOf(p, lines), nil
}

// needlesOf returns those of a person: names, numbers and what is in texts, which
// are lines of poems.
func needlesOf(p corpus.Person, texts []string) Needles {
	w := newWords(p)
	var all Needles
	seen := map[string]bool{}
	for _, list := range [][]string{w.names, texts} {
		for _, word := range list {
			for _, e := range encodings {
				encoded, err := e.NewEncoder().String(word)
				if err == nil && len(encoded) > 3 && !seen[encoded] { // shorter ones are anywhere by chance
					seen[encoded] = true
					all = append(all, []byte(encoded))
				}
			}
		}
	}
	return all
}

// within reports whether content has any of them.
func (n Needles) within(content []byte) bool {
	for _, one := range n {
		if bytes.Contains(content, one) {
			return true
		}
	}
	return false
}

// mostUnpacked bounds what is unpacked of one entry, in bytes.
const mostUnpacked = 128 << 20

// InFile reports whether a file has any of them, byte by byte; of a ZIP, which
// sheets and texts of Word are, also what is packed in it.
func (n Needles) InFile(path string) (bool, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return false, fmt.Errorf("search file: %w", err)
	}
	if n.within(content) {
		return true, nil
	}
	packed, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return false, nil // no ZIP
	}
	for _, entry := range packed.File {
		r, err := entry.Open()
		if err != nil {
			continue // nothing of it can be read by anybody
		}
		part, _ := io.ReadAll(io.LimitReader(r, mostUnpacked)) // what can be read counts
		r.Close()
		if n.within(part) {
			return true, nil
		}
	}
	return false, nil
}

// Leftovers are the files below a directory that have any of them, leaving out
// the folders named in skip.
func (n Needles) Leftovers(dir string, skip ...string) (paths []string, err error) {
	err = filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		for _, name := range skip {
			if entry.IsDir() && path == filepath.Join(dir, name) {
				return filepath.SkipDir
			}
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		found, err := n.InFile(path)
		if found {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		err = fmt.Errorf("search %s: %w", dir, err)
	}
	return paths, err
}

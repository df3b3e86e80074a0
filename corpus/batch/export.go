package batch

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/store"
)

// Export writes every poem of an archive, of every status, as JSON lines, CSV,
// XLSX, or as a ZIP of these three with a text of each poem and the checksums
// of all. The JSON lines read back into an empty archive give an equal one.
// tempDir is for what does not fit in memory.
func Export(ctx context.Context, s *store.Store, f intake.Format, tempDir string, w io.Writer) error {
	out := bufio.NewWriterSize(w, 64<<10)
	x := exporter{ctx: ctx, store: s, tempDir: tempDir}
	var err error
	if x.aliases, err = s.Aliases(ctx, nil); err != nil {
		return err
	}
	if f == intake.ZIP {
		err = x.zip(out)
	} else {
		err = x.poems(f, out)
	}
	return errors.Join(err, out.Flush())
}

type exporter struct {
	ctx     context.Context
	store   *store.Store
	tempDir string
	aliases map[corpus.AuthorID][]string
}

// poems writes the poems as one file of a format.
func (x exporter) poems(f intake.Format, w io.Writer) (err error) {
	var table *intake.PoemWriter
	switch f {
	case intake.JSONL:
		return x.each(func(p corpus.Poem, aliases []string) error { return intake.WriteJSONL(w, p, aliases) })
	case intake.CSV:
		table, err = intake.NewCSV(w)
	case intake.XLSX:
		table, err = intake.NewXLSX(w, x.tempDir)
	default:
		return corpus.Errorf(corpus.Invalid, "不能导出为“%s”，请用 jsonl、csv、xlsx 或 zip", f)
	}
	if err != nil {
		return err
	}
	return errors.Join(x.each(table.Write), table.Close())
}

func (x exporter) each(write func(corpus.Poem, []string) error) error {
	return x.store.EachPoem(x.ctx, 0, "", func(p corpus.Poem) error { return write(p, x.aliases[p.Author.ID]) })
}

// sums is the name of the list of checksums in an export, as sha256sum -c
// reads it.
const sums = "SHA256SUMS"

func (x exporter) zip(w io.Writer) error {
	z := zip.NewWriter(w)
	var list strings.Builder
	entry := func(name string, write func(io.Writer) error) error {
		to, err := z.Create(name)
		if err != nil {
			return fmt.Errorf("export %s: %w", name, err)
		}
		hash := sha256.New()
		if err := write(io.MultiWriter(to, hash)); err != nil {
			return err
		}
		fmt.Fprintf(&list, "%x  %s\n", hash.Sum(nil), name)
		return nil
	}
	for _, f := range []intake.Format{intake.JSONL, intake.CSV, intake.XLSX} {
		if err := entry("poems."+string(f), func(w io.Writer) error { return x.poems(f, w) }); err != nil {
			return err
		}
	}
	err := x.each(func(p corpus.Poem, _ []string) error {
		return entry(textName(p), func(w io.Writer) error {
			_, err := io.WriteString(w, poemText(p))
			return err
		})
	})
	if err != nil {
		return err
	}
	to, err := z.Create(sums)
	if err == nil {
		_, err = io.WriteString(to, list.String())
	}
	if err = errors.Join(err, z.Close()); err != nil {
		return fmt.Errorf("export zip: %w", err)
	}
	return nil
}

// textName is where a poem's text stands: a folder for every thousand numbers,
// because file managers are slow with more.
func textName(p corpus.Poem) string {
	return fmt.Sprintf("texts/%06d/%d %s.txt", p.ID/1000*1000, p.ID, fileName(p.Title+" "+p.Author.Name))
}

// fileName keeps what every system takes in a name, at most 40 code points.
func fileName(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n == 40 {
			break
		}
		if strings.ContainsRune(`\/:*?"<>|`, r) || !unicode.IsPrint(r) {
			r = '_'
		}
		b.WriteRune(r)
		n++
	}
	return strings.TrimRight(b.String(), " .")
}

// poemText is a poem for reading, with nothing but its words.
func poemText(p corpus.Poem) string {
	var parts []string
	for _, part := range []string{p.Title, p.Author.Name, p.Preface, "\n" + p.Body, p.Note, p.Date.Text} {
		if strings.TrimSpace(part) != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n") + "\n"
}

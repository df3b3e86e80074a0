package export

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/format/jsonl"
	"shiyun/corpus/intake"
	"shiyun/corpus/media"
)

// wholeExport is a ZIP being written: a bag of BagIt (RFC 8493) whose payload
// is the whole export.
type wholeExport struct {
	exporter
	*zip.Writer
	entry   *bagFile // begun last, nil once it is summed
	payload []bagFile
	tags    []bagFile
}

func (x exporter) zip(w io.Writer) error {
	z := &wholeExport{exporter: x, Writer: zip.NewWriter(w)}
	err := z.writeAll()
	if err = errors.Join(err, z.Close()); err != nil {
		return fmt.Errorf("export zip: %w", err)
	}
	return nil
}

// writeAll writes what people open first, then the payload, then what can be
// stated only of all of it.
func (z *wholeExport) writeAll() error {
	if err := z.writeReadme(); err != nil {
		return err
	}
	if err := z.writePayload(); err != nil {
		return err
	}
	return z.describeBag()
}

func (z *wholeExport) writePayload() error {
	for _, part := range corpus.Parts() {
		if err := z.part(part); err != nil {
			return err
		}
	}
	for _, f := range []intake.Format{intake.CSV, intake.XLSX} {
		to, err := z.begin("poems."+string(f), zip.Deflate)
		if err == nil {
			err = z.poems(f, to)
		}
		if err != nil {
			return err
		}
	}
	if err := z.texts(); err != nil {
		return err
	}
	z.end()
	to, err := z.begin(format.SumsName, zip.Deflate)
	if err == nil {
		_, err = io.WriteString(to, checksums(z.payload, payloadDir))
	}
	z.end()
	return err
}

// begin ends the entry before and begins the next of the payload.
func (z *wholeExport) begin(name string, method uint16) (io.Writer, error) {
	z.end()
	name = payloadDir + name
	to, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: z.opts.At})
	if err != nil {
		return nil, fmt.Errorf("export %s: %w", name, err)
	}
	z.entry = &bagFile{name: name, hash: sha256.New()}
	return io.MultiWriter(to, z.entry), nil
}

func (z *wholeExport) end() {
	if z.entry != nil {
		z.payload = append(z.payload, *z.entry)
	}
	z.entry = nil
}

func (z *wholeExport) part(part corpus.Part) error {
	to, err := z.begin(format.PartName(part), zip.Deflate)
	if err != nil {
		return err
	}
	if part == corpus.PartPoems {
		return z.each(func(p corpus.Poem, aliases []string) error { return jsonl.WriteWhole(to, p, aliases) })
	}
	var files []string // of media: in the archive, and here
	err = z.store.EachExportRecord(z.ctx, part, func(a corpus.ExportRecord) error {
		if m, ok := a.(*corpus.MediaRecord); ok {
			has, here := m.File, fmt.Sprintf("media/%d%s", m.ID, path.Ext(m.File))
			if !z.has(has) {
				return nil // lost: a line without its file could not be taken in
			}
			m.File, files = here, append(files, has, here)
		}
		return writeLine(to, a)
	})
	for i := 0; i < len(files) && err == nil; i += 2 {
		err = z.file(files[i], files[i+1])
	}
	return err
}

// writeLine keeps "<", ">" and "&" as they are, as a Record does.
func writeLine(w io.Writer, a corpus.ExportRecord) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(a)
	if err == nil {
		_, err = w.Write(b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("export %s: %w", a.Part(), err)
	}
	return nil
}

func (z *wholeExport) folder() media.Folder { return media.Folder(z.store.MediaDir()) }

func (z *wholeExport) has(file string) bool {
	in, err := z.folder().Open(file)
	return err == nil && in.Close() == nil
}

// file writes a recording or picture, which is packed already.
func (z *wholeExport) file(has, here string) error {
	in, err := z.folder().Open(has)
	if err != nil {
		return err
	}
	to, err := z.begin(here, zip.Store)
	if err == nil {
		_, err = io.Copy(to, in)
	}
	return errors.Join(err, in.Close())
}

// textsEach is how many numbers share a text: an archive of hundreds of
// thousands of poems must remain one that every program opens, and this one
// reads back.
const textsEach = 1000

// texts are the poems for reading.
func (z *wholeExport) texts() error {
	var to io.Writer
	last := corpus.PoemID(-1)
	return z.each(func(p corpus.Poem, _ []string) (err error) {
		if first := p.ID / textsEach * textsEach; first != last {
			if to, err = z.begin(fmt.Sprintf("texts/%06d.txt", first), zip.Deflate); err != nil {
				return err
			}
			last = first
		}
		_, err = fmt.Fprintf(to, "%d\n%s\n\n", p.ID, poemText(p))
		return err
	})
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

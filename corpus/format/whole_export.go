package format

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/format/jsonl"
	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// A whole export is a ZIP of JSON lines, one file a part, with the same poems
// in other formats beside them. Of those the lines say everything, so nothing
// else is read but the files that the lines name.

// SumsName is the list of checksums in a whole export, as sha256sum -c reads
// it. It and the poems beside it are what a whole export is known by.
const SumsName = "SHA256SUMS"

// PartName is the name of a part in a whole export.
func PartName(p corpus.Part) string { return string(p) + ".jsonl" }

// wholeExport finds the files of a whole export by their names; nil where the
// archive is none. A person may have unpacked it and packed its folder again.
func wholeExport(z *zip.Reader) map[string]*zip.File {
	var at string
	found := false
	all := make(map[string]*zip.File, len(z.File))
	for _, f := range z.File {
		name := entryName(f)
		if all[name] == nil { // the first of two, as of any archive
			all[name] = f
		}
		if path.Base(name) == SumsName && !isJunk(f, name) {
			at, found = path.Dir(name), true
		}
	}
	if !found || all[path.Join(at, PartName(corpus.PartPoems))] == nil {
		return nil
	}
	files := map[string]*zip.File{}
	for name, f := range all {
		if rel, ok := within(at, name); ok {
			files[rel] = f
		}
	}
	return files
}

func within(dir, name string) (string, bool) {
	if dir == "." {
		return name, true
	}
	if len(name) > len(dir) && name[:len(dir)] == dir && name[len(dir)] == '/' {
		return name[len(dir)+1:], true
	}
	return "", false
}

// readWhole reads the parts of a whole export in their order.
func (a *zipArchive) readWhole(files map[string]*zip.File) error {
	a.whole = files
	for _, part := range corpus.Parts() {
		a.part = part
		if f := files[PartName(part)]; f != nil {
			if err := a.readEntry(f, a.Name+"/"+PartName(part)); err != nil {
				return err
			}
		}
	}
	return nil
}

// readExportRecords reads a part that holds no poems.
func (a *zipArchive) readExportRecords(s *source.Source) error {
	if err := s.Begin(); err != nil {
		return err
	}
	w, _ := source.OpenText(s, jsonl.MaxLine)
	return jsonl.EachLine(s, w, a.readExportRecord)
}

func (a *zipArchive) readExportRecord(row *intake.Row, line []byte) {
	if len(bytes.TrimSpace(line)) == 0 {
		row.Skip = true
		return
	}
	record := corpus.NewExportRecord(a.part)
	if !utf8.Valid(line) {
		row.Refuse("", intake.CodeEncoding, corpus.NewMessage("intake.row_not_utf8"), corpus.NewMessage("intake.advice.original_export"))
		return
	}
	var wrong *json.UnmarshalTypeError
	if err := json.Unmarshal(line, record); errors.As(err, &wrong) {
		row.Refuse(wrong.Field, intake.CodeType, corpus.NewMessage("intake.wrong_value", wrong.Field), corpus.NewMessage("intake.advice.original_export"))
		return
	} else if err != nil {
		row.Refuse("", intake.CodeSyntax, corpus.NewMessage("intake.json_broken"), corpus.NewMessage("intake.advice.original_export"))
		return
	}
	row.Record = record
	switch record := record.(type) {
	case *corpus.MediaRecord:
		a.content(row, record)
	case *corpus.RevisionRecord:
		readRevision(row, record.Content)
	}
}

// readRevision reads a former state of a poem as a poem is read. It alone may
// be of one that was taken back with its import.
func readRevision(r *intake.Row, content []byte) {
	var record map[string]json.RawMessage
	if json.Unmarshal(content, &record) != nil {
		r.Refuse("content", intake.CodeType, corpus.NewMessage("intake.no_poem_object"), corpus.NewMessage("intake.advice.original_export"))
		return
	}
	removed := string(record["status"]) == `"`+string(corpus.StatusRemoved)+`"`
	if removed {
		delete(record, "status")
		content, _ = json.Marshal(record) // what was read of JSON is JSON
	}
	(&jsonl.LineDecoder{Cells: intake.Cells{}}).Read(r, content)
	if removed {
		r.Draft.Status = corpus.StatusRemoved
	}
}

// content finds the file of a recording or picture.
func (a *zipArchive) content(row *intake.Row, m *corpus.MediaRecord) {
	f := a.whole[m.File]
	if f == nil || a.refuseEntry(f, a.Name+"/"+m.File) != nil {
		row.Refuse("file", intake.CodeValue, corpus.NewMessage("intake.not_in_archive", m.File), corpus.NewMessage("intake.advice.original_export"))
		return
	}
	row.Open = func() (io.ReadCloser, error) {
		in, err := f.Open()
		if err != nil {
			return nil, source.Damaged(m.File, err)
		}
		return &mediaReader{ReadCloser: in, name: m.File, left: maxMediaRatio*int64(f.CompressedSize64) + 1}, nil
	}
}

// mediaReader ends where a file unpacks to more than sounds and pictures do:
// these are packed already.
type mediaReader struct {
	io.ReadCloser
	name string
	left int64
}

func (m *mediaReader) Read(p []byte) (int, error) {
	n, err := m.ReadCloser.Read(p)
	if m.left -= int64(n); m.left < 0 {
		return n, source.Broken(m.name, source.ErrTooMuch)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		err = source.Damaged(m.name, err)
	}
	return n, err
}

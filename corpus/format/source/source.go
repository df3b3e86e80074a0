// Package source is a file being read: its first bytes, its encoding, a window
// on its text, its bytes in any order, and the limits that keep it from taking
// the machine's memory or disk. It knows no format.
package source

import (
	"bytes"
	"errors"
	"io"

	"shiyun/corpus"
	"shiyun/corpus/intake"
)

// Source is a file being read.
type Source struct {
	Name string
	raw  io.Reader // as it was given
	r    io.Reader // the whole file, head included
	Head []byte    // its first bytes, at most headSize
	Opts intake.Options
	Emit func(intake.Row) error // hands a row on; an error ends the reading
	Live func() error           // the error of a reading that is called off
	// onTable is told of every header and why it cannot be mapped, while a
	// file is inspected; else nil.
	OnTable func(*intake.Table, error)
	Inside  bool   // in an archive
	Alias   string // what the names of the files beside it make of its own, for what it says of author and title; "" for nothing
	// Restores is set for a file of a whole export, which comes back as it was.
	Restores bool
	file     *Whole           // once it was asked for
	Aside    []intake.Problem // what of the file is not read; the next row that goes in says so
	Sheets   []string         // of a workbook, those that are not empty
	Hidden   []HiddenSheet    // of them, those that the workbook hides
}

// HiddenSheet is a sheet that a workbook hides.
type HiddenSheet struct {
	Name string
	Read bool // it was asked for, or no other has poems
}

func New(live func() error, name string, r io.Reader, opts intake.Options, each func(intake.Row) error) *Source {
	s := &Source{Name: name, raw: r, r: r, Opts: opts, Live: live, Alias: opts.Alias}
	s.Emit = func(row intake.Row) error {
		if err := live(); err != nil {
			return err
		}
		if len(s.Aside) > 0 && !row.Skip && len(row.Problems) == 0 && row.Record == nil {
			row.Warnings, s.Aside = append(s.Aside, row.Warnings...), nil
		}
		return each(row)
	}
	return s
}

// Begin reads the head.
func (s *Source) Begin() error {
	head, err := readHead(s.r)
	if err != nil {
		return s.broken(err)
	}
	s.Head, s.r = head, io.MultiReader(bytes.NewReader(head), s.r)
	return nil
}

// SetAside warns that a part of the file, a sheet say, is not read.
func (s *Source) SetAside(part string, what corpus.Message) {
	s.Aside = append(s.Aside, intake.Problem{File: s.Name, Column: part, Code: intake.CodeUnused, Message: what})
}

// NoteSheet says what becomes of a sheet that is not empty, where that is more
// than a reader of the workbook would take for granted.
func (s *Source) NoteSheet(name string, hidden, read bool) {
	if hidden {
		s.Hidden = append(s.Hidden, HiddenSheet{name, read})
	}
	switch {
	case s.OnTable != nil:
	case hidden && read:
		s.Aside = append(s.Aside, intake.Problem{File: s.Name, Column: name, Code: intake.CodeHidden, Message: corpus.NewMessage("intake.warn.hidden_sheet_read", name)})
	case hidden:
		s.SetAside(name, corpus.NewMessage("intake.warn.hidden_sheet", name))
	case !read:
		s.SetAside(name, corpus.NewMessage("intake.warn.unused_sheet", name))
	}
}

// NewTable reads a header. While a file is inspected one that cannot be mapped
// is told and read on from.
func (s *Source) NewTable(t *intake.Table, names []string) (*intake.TableRows, error) {
	t.Asked = s.Opts.Hidden
	rows, err := intake.NewTableRows(t, s.Name, names, s.Opts.Mappings)
	if s.OnTable != nil {
		s.OnTable(t, err)
		err = nil
	}
	return rows, err
}

// ErrEnough ends a reading that has seen what it wanted.
var ErrEnough = errors.New("enough")

func readHead(r io.Reader) ([]byte, error) {
	head := make([]byte, HeadSize)
	n, err := io.ReadFull(r, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// Broken reports a stream that ended before its file did.
func Broken(name string, err error) error {
	if errors.Is(err, ErrTooMuch) {
		return &corpus.Error{Code: corpus.Invalid, Message: corpus.Advised(corpus.NewMessage("intake.unpacks_too_large", name), corpus.NewMessage("intake.advice.check_this_file")), Err: err}
	}
	if errors.Is(err, ErrDamaged) {
		return Damaged(name, err)
	}
	return &corpus.Error{Code: corpus.Unavailable, Message: corpus.Advised(corpus.NewMessage("intake.reading_broke_off", name), corpus.NewMessage("intake.advice.check_and_import")), Err: err}
}

func (s *Source) broken(err error) error { return Broken(s.Name, err) }

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/media"
	"shiyun/corpus/store"
	"shiyun/corpus/store/erasure"
	"shiyun/indexer"
	"shiyun/indexer/engine/bleve"
)

type personCmd struct {
	Show   personShowCmd   `cmd:"" help:"Say what the archive has of a person."`
	Export personExportCmd `cmd:"" help:"Write everything about a person as JSON, for them: poems, submissions, contacts."`
	Erase  personEraseCmd  `cmd:"" help:"Take a person out of the archive: name, contacts, submissions, recordings and poems."`
}

type personShowCmd struct {
	jsonFlag // prints JSON always

	Who string `arg:"" help:"Name, other name or number of an author."`
}

func (c *personShowCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	p, err := s.Person(ctx, c.Who)
	if err != nil {
		return err
	}
	p.Contacts = make([]string, len(p.Contacts)) // how many there are; what they say is for export, which is recorded
	return printJSON(a, p)
}

type personExportCmd struct {
	jsonFlag // prints JSON always

	Who string `arg:"" help:"Name, other name or number of an author."`
	Out string `help:"File to write; standard output by default." placeholder:"FILE"`
}

func (c *personExportCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	x, err := s.ExportPerson(ctx, corpus.ActorCommand, c.Who)
	if err != nil {
		return err
	}
	x.ConsentText = map[string]string{}
	for _, letter := range x.Letters {
		if letter.Consent != "" {
			x.ConsentText[letter.Consent] = render(corpus.Message{Key: "submit.consent." + letter.Consent})
		}
	}
	write := func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(x)
	}
	if c.Out == "" {
		return write(a.out)
	}
	return replaceFile(c.Out, write)
}

type personEraseCmd struct {
	jsonFlag

	Who       string `arg:"" help:"Name, other name or number of an author."`
	KeepPoems bool   `help:"Keep the poems, as those of nobody; by default they go too."`
	DryRun    bool   `help:"Say what would be done, and do nothing."`
	Yes       bool   `help:"Do it. It cannot be taken back."`
}

func (c *personEraseCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	texts, err := c.textsOf(ctx, s)
	if err != nil {
		return err
	}
	p, done, err := s.ErasePerson(ctx, c.Who, erasure.Options{By: corpus.ActorCommand, KeepPoems: c.KeepPoems, DryRun: c.DryRun || !c.Yes})
	if err != nil {
		return err
	}
	c.say(a, corpus.NewMessage("command.person.counts", int(p.Author), strings.Join(p.Names, "、"), done.Poems, done.Revisions, done.Submissions,
		done.Contacts, done.Media, done.Stones, done.Rows, done.Misses, done.Mentions))
	for _, id := range p.Accounts {
		c.say(a, corpus.NewMessage("command.person.account", int(id)))
	}
	for _, id := range p.Others {
		c.say(a, corpus.NewMessage("command.person.other", int(id)))
	}
	shown := shownErasure{Author: p.Author, Names: p.Names, Counts: done, Others: p.Others, Uploads: []string{}, Left: []string{}}
	if c.DryRun || !c.Yes {
		return c.print(a, shown, func() { printMessage(a.out, corpus.NewMessage("command.person.dry_run")) })
	}
	err = c.eraseFiles(ctx, a, s, p, erasure.NeedlesOf(p, texts), &shown)
	if c.JSON && (shown.Erased || len(shown.Left) > 0) {
		err = errors.Join(printJSON(a, shown), err)
	}
	return err
}

// shownErasure is what was erased, or would be, as --json prints it.
type shownErasure struct {
	Author  corpus.AuthorID `json:"author"`
	Names   []string        `json:"names"`
	Counts  corpus.Erased   `json:"counts"`
	Others  []corpus.PoemID `json:"others"`  // poems of others that mention the name
	Uploads []string        `json:"uploads"` // batches whose files went
	Left    []string        `json:"left"`    // files that still have something
	Erased  bool            `json:"erased"`
}

// say prints a message unless the outcome is printed as JSON.
func (f jsonFlag) say(a *app, m corpus.Message) {
	if !f.JSON {
		printMessage(a.out, m)
	}
}

// textsOf are the lines that must be found nowhere afterwards.
func (c *personEraseCmd) textsOf(ctx context.Context, s *store.Store) (lines []string, err error) {
	if c.KeepPoems {
		return nil, nil
	}
	p, err := s.Person(ctx, c.Who)
	if err != nil {
		return nil, err
	}
	for _, id := range p.Poems {
		poem, err := s.Poem(ctx, id)
		if err != nil {
			return nil, err
		}
		lines = append(lines, erasure.Lines(poem.Body)...)
	}
	return lines, nil
}

// eraseFiles takes a person out of the files beside the tables, and looks
// through all of them, byte by byte, for what is left.
func (c *personEraseCmd) eraseFiles(ctx context.Context, a *app, s *store.Store, p corpus.Person, needles erasure.Needles, shown *shownErasure) error {
	var failed []error
	for _, m := range p.Media {
		failed = append(failed, media.Folder(s.MediaDir()).Remove(m.File))
	}
	uploads, err := needles.Leftovers(filepath.Join(a.data, "uploads"))
	if !errors.Is(err, os.ErrNotExist) {
		failed = append(failed, err)
	}
	for _, path := range uploads {
		failed = append(failed, os.RemoveAll(filepath.Dir(path)))
		shown.Uploads = append(shown.Uploads, filepath.Base(filepath.Dir(path)))
		c.say(a, corpus.NewMessage("command.person.upload", filepath.Base(filepath.Dir(path))))
	}
	failed = append(failed, indexer.Rebuild(ctx, a.index(s)), bleve.RemoveAside(indexer.Folder(a.data)), indexer.ForgetWords(a.data, p.Names), s.Purge(ctx))
	if err := errors.Join(failed...); err != nil {
		return fmt.Errorf("erase files: %w", err)
	}
	left, err := needles.Leftovers(a.data, "backups")
	if err != nil {
		return err
	}
	for _, path := range left {
		c.say(a, corpus.NewMessage("command.person.left", path))
	}
	shown.Left = append(shown.Left, left...)
	if len(left) > 0 && len(p.Others) == 0 {
		return corpus.NewError(corpus.Conflict, "command.person.not_all")
	}
	shown.Erased = true
	c.say(a, corpus.NewMessage("command.person.erased"))
	return nil
}

package command

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
	x.AddConsent(func(version string) string { return render(corpus.Message{Key: "submit.consent." + version}) })
	write := func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(x)
	}
	if c.Out == "" {
		return write(a.Out)
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
	needles, err := s.NeedlesOf(ctx, c.Who, c.KeepPoems)
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
		return c.print(a, shown, func() { printMessage(a.Out, corpus.NewMessage("command.person.dry_run")) })
	}
	err = c.eraseFiles(ctx, a, s, p, needles, &shown)
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
		printMessage(a.Out, m)
	}
}

// eraseFiles erases a person's files and prints what it found.
func (c *personEraseCmd) eraseFiles(ctx context.Context, a *app, s *store.Store, p corpus.Person, needles erasure.Needles, shown *shownErasure) error {
	uploads, left, err := a.eraseFiles(ctx, s, p, needles)
	for _, id := range uploads {
		c.say(a, corpus.NewMessage("command.person.upload", id))
	}
	shown.Uploads = append(shown.Uploads, uploads...)
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

// eraseFiles takes a person out of the files beside the tables, and looks
// through all of them, byte by byte, for what is left. It returns the batches
// whose uploaded files went, and the files that still have something.
func (a *app) eraseFiles(ctx context.Context, s *store.Store, p corpus.Person, needles erasure.Needles) (uploads, left []string, err error) {
	var failed []error
	for _, m := range p.Media {
		failed = append(failed, media.Folder(s.MediaDir()).Remove(m.File))
	}
	found, err := needles.Leftovers(filepath.Join(a.data, "uploads"))
	if !errors.Is(err, os.ErrNotExist) {
		failed = append(failed, err)
	}
	for _, path := range found {
		failed = append(failed, os.RemoveAll(filepath.Dir(path)))
		uploads = append(uploads, filepath.Base(filepath.Dir(path)))
	}
	failed = append(failed, indexer.Rebuild(ctx, a.index(s)), bleve.RemoveAside(indexer.Folder(a.data)), indexer.ForgetWords(a.data, p.Names), s.Purge(ctx))
	if err := errors.Join(failed...); err != nil {
		return uploads, nil, fmt.Errorf("erase files: %w", err)
	}
	left, err = needles.Leftovers(a.data, "backups")
	return uploads, left, err
}

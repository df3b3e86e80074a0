package command

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/server/serverlock"
)

type moveCmd struct {
	From string `help:"Where the archive is: a data directory, or the address of a database." required:"" placeholder:"DIR|URL" secret:""`
	JSON bool   `name:"json" help:"Print one object."`
	To   string `help:"Where it moves to: the address of an empty database, or a data directory without an archive." required:"" placeholder:"URL|DIR" secret:""`
}

// Run moves the rows. Files and the key stay in the directory, which has them
// before and afterwards.
func (c *moveCmd) Run(ctx context.Context, a *app) (err error) {
	from, to := c.places()
	if from.Dir == "" {
		return corpus.NewError(corpus.Invalid, "command.move.one_of_each")
	}
	if to.Database == "" && store.Exists(to.Dir) {
		return corpus.NewError(corpus.Conflict, "archive.move_not_empty")
	}
	lock, err := serverlock.Acquire(ctx, from.Dir, serverlock.Moment) // who serves the archive would write to what is left behind
	if err != nil {
		return err
	}
	defer closing(lock, &err)
	report, done := a.progress(c.JSON)
	blocks, err := from.MoveTo(ctx, to, func(table string, rows int) { report(table, rows, -1) })
	done()
	if err != nil {
		return err
	}
	said, aside := corpus.NewMessage("command.move.back", blocks, to.Dir), ""
	if to.Database != "" {
		if aside, err = setArchiveAside(from.Dir); err != nil {
			return err
		}
		said = corpus.NewMessage("command.move.done", blocks, from.Dir, aside)
	}
	if c.JSON {
		return printJSON(a, map[string]any{"blocks": blocks, "aside": aside})
	}
	printMessage(a.Out, said)
	return nil
}

// places are the two, of which one has its rows in a database: both have their
// files in the directory that is named. Without exactly one directory they are
// empty.
func (c *moveCmd) places() (from, to store.At) {
	switch isURL := func(s string) bool { return strings.Contains(s, "://") }; {
	case isURL(c.To) && !isURL(c.From):
		return store.At{Dir: c.From}, store.At{Dir: c.From, Database: c.To}
	case isURL(c.From) && !isURL(c.To):
		return store.At{Dir: c.To, Database: c.From}, store.At{Dir: c.To}
	}
	return store.At{}, store.At{}
}

// setArchiveAside renames the file that was moved, so that no program goes on
// with it, and returns its new name. The log beside it was folded in.
func setArchiveAside(dir string) (string, error) {
	aside := "archive.db.moved-" + time.Now().UTC().Format("20060102T150405")
	return aside, os.Rename(filepath.Join(dir, "archive.db"), filepath.Join(dir, aside))
}

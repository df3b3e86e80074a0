package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/alecthomas/kong"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/engine"
	"shiyun/indexer/engine/bleve"
)

// Exit statuses that scripts rely on.
const (
	exitOK      = 0
	exitFailed  = 1 // nothing was done
	exitUsage   = 2
	exitPartial = 3 // some rows were refused and the others kept
)

// streams are the program's three standard streams.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// cli is the command line.
type cli struct {
	Data string `help:"Data directory (default $SHIYUN_DATA, or ./shiyun-data)." placeholder:"DIR"`

	Demo     demoCmd     `cmd:"" help:"Serve the sample archive from a directory of its own."`
	Serve    serveCmd    `cmd:"" help:"Serve the archive."`
	Import   importCmd   `cmd:"" help:"Bring poems in from files."`
	Batch    batchCmd    `cmd:"" help:"Look after imports and bulk edits, and take them back."`
	Search   searchCmd   `cmd:"" help:"Search the archive."`
	Export   exportCmd   `cmd:"" help:"Write the whole archive in an open format."`
	Index    indexCmd    `cmd:"" help:"Look after the index."`
	Misses   missesCmd   `cmd:"" help:"List what people looked for and did not find."`
	Explain  explainCmd  `cmd:"" help:"Say why a search finds a poem, or why not."`
	Cut      cutCmd      `cmd:"" help:"Show how a line is cut, and what a dictionary word would change."`
	Synonyms synonymsCmd `cmd:"" help:"Look after words that stand for each other."`
	Account  accountCmd  `cmd:"" help:"Look after the accounts of curators."`
	Audit    auditCmd    `cmd:"" help:"Look after the audit log."`
	Version  versionCmd  `cmd:"" help:"Say which version this is."`
}

// app is what every command works with.
type app struct {
	streams
	given string // the data directory as given by --data, "" where it was not
	data  string
	log   *slog.Logger
}

// exitStatus is an error that only carries the exit status: everything has
// been said already.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// run is the whole program, in a form that tests can call.
func run(ctx context.Context, args []string, std streams) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c, kong.Name("shiyun"), kong.Description("诗韵 — a community poetry archive."),
		kong.Writers(std.out, std.err), kong.Exit(func(code int) { exited = code }), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(std.err, err)
		return exitFailed
	}
	command, err := parser.Parse(args)
	if exited >= 0 { // --help has been answered
		return exited
	}
	if err != nil {
		fmt.Fprintf(std.err, "shiyun: %v\n", err)
		printMessage(std.err, corpus.NewMessage("command.try_help"))
		return exitUsage
	}
	a := &app{streams: std, given: c.Data, data: cmp.Or(c.Data, os.Getenv("SHIYUN_DATA"), "shiyun-data"), log: slog.New(slog.NewTextHandler(std.err, nil))}
	command.BindTo(ctx, (*context.Context)(nil))
	return a.status(command.Run(a))
}

// status prints an error in words and turns it into an exit status.
func (a *app) status(err error) int {
	var status exitStatus
	var known *corpus.Error
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &status):
		return int(status)
	case errors.As(err, &known):
		fmt.Fprintf(a.err, "shiyun: %s\n", render(known.Message))
		if known.Err != nil {
			fmt.Fprintf(a.err, "  (%v)\n", known.Err)
		}
	default:
		fmt.Fprintf(a.err, "shiyun: %v\n", err)
	}
	return exitFailed
}

// open opens the archive, making it where there is none.
func (a *app) open(ctx context.Context) (*store.Store, error) { return store.Open(ctx, a.data) }

// openExisting opens an archive that must be there: reading from a mistyped
// directory should not make a new one.
func (a *app) openExisting(ctx context.Context) (*store.Store, error) {
	if err := store.CheckLost(a.data); err != nil {
		return nil, err
	}
	if !store.Exists(a.data) {
		return nil, corpus.NewError(corpus.NotFound, "command.no_archive", a.data)
	}
	return a.open(ctx)
}

// index is the configuration for keeping the index of s. Commands keep quiet
// about it unless something is wrong.
func (a *app) index(s *store.Store) indexer.Config {
	quiet := slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	return indexer.Config{Store: s, Engine: a.engine(), Dir: a.data, Log: quiet}
}

// engine is what keeps the index in the data directory.
func (a *app) engine() engine.Opener { return bleve.NewOpener(indexer.Folder(a.data)) }

// closing closes c at the end of a command without hiding an earlier error.
func closing(c io.Closer, err *error) { *err = errors.Join(*err, c.Close()) }

// isTerminal reports whether w is a person's screen.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Package command has the commands of the program, a file each: what the
// command line and the settings say, made into calls of the floors below, and
// what comes of them said to a person or, with --json, to a script.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/alecthomas/kong"

	"shiyun/cmd/shiyun/settings"
	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/engine"
	"shiyun/indexer/engine/bleve"
)

// Exit statuses that scripts rely on.
const (
	StatusOK      = 0
	StatusFailed  = 1 // nothing was done
	StatusUsage   = 2 // the command, a setting or a file named is wrong
	StatusPartial = 3 // some rows were refused and the others kept
)

// SystemFile has the settings of the machine.
const SystemFile = "/etc/shiyun/shiyun.toml"

// Process is what a command has from the process it runs in.
type Process struct {
	In         io.Reader
	Out, Err   io.Writer
	Environ    []string // variables as os.Environ lists them; settings are read from them
	SystemFile string   // settings of the machine; "" for none
}

// cli is the command line.
type cli struct {
	backupFlags

	File      string `name:"config" help:"Read settings from this file alone." placeholder:"FILE"`
	Data      string `help:"Data directory." default:"shiyun-data" placeholder:"DIR"`
	Database  string `help:"PostgreSQL that has the poems in place of a file of the data directory." placeholder:"URL" secret:""`
	PublicURL string `name:"public-url" help:"Where the site is reached from outside." placeholder:"URL"`
	LogFormat string `help:"How the log is written." enum:"text,json" default:"text"`
	LogLevel  string `help:"What is logged at least." enum:"debug,info,warn,error" default:"info"`

	Demo       demoCmd       `cmd:"" help:"Serve the sample archive from a directory of its own."`
	Serve      serveCmd      `cmd:"" help:"Serve the archive."`
	Import     importCmd     `cmd:"" help:"Bring poems in from files."`
	Batch      batchCmd      `cmd:"" help:"Look after imports and bulk edits, and take them back."`
	Search     searchCmd     `cmd:"" help:"Search the archive."`
	Export     exportCmd     `cmd:"" help:"Write the whole archive in an open format."`
	Index      indexCmd      `cmd:"" help:"Look after the index."`
	Misses     missesCmd     `cmd:"" help:"List what people looked for and did not find."`
	Explain    explainCmd    `cmd:"" help:"Say why a search finds a poem, or why not."`
	Cut        cutCmd        `cmd:"" help:"Show how a line is cut, and what a dictionary word would change."`
	Check      checkCmd      `cmd:"" help:"Check the tones and rhymes of the poems in a file."`
	Classics   classicsCmd   `cmd:"" help:"Look after the lines of classical verse, for which poems are looked through on demand."`
	Synonyms   synonymsCmd   `cmd:"" help:"Look after words that stand for each other."`
	Account    accountCmd    `cmd:"" help:"Look after the accounts of curators."`
	Person     personCmd     `cmd:"" help:"Show, export or erase what the archive has of a person."`
	Audit      auditCmd      `cmd:"" help:"Look after the audit log."`
	Verify     verifyCmd     `cmd:"" help:"Look for damage in the archive and its files."`
	Doctor     doctorCmd     `cmd:"" help:"Look at everything the archive and its server need, and say what to do."`
	Backup     backupCmd     `cmd:"" help:"Look after backups."`
	Move       moveCmd       `cmd:"" help:"Move the archive into PostgreSQL, or back into a file."`
	Settings   configCmd     `cmd:"" name:"config" help:"Look at the settings."`
	Completion completionCmd `cmd:"" help:"Print what a shell reads to complete commands."`
	Man        manCmd        `cmd:"" help:"Print the man page."`
	Version    versionCmd    `cmd:"" help:"Say which version this is."`
}

// app is what every command works with.
type app struct {
	Process
	backups backupFlags

	args      []string // the command line, read again when settings are reloaded
	data      string
	database  string // where the rows are; "" for a file in data
	publicURL string
	demo      bool // every page shows that its poems are samples
	model     *kong.Application
	settings  *settings.Settings
	faults    error // of the settings; only "config check" and "doctor" run with any
	log       *slog.Logger
	level     *slog.LevelVar // of log
}

// exitStatus is an error that only carries the exit status: everything has
// been said already.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// Run runs the command that args name, without the name of the program, and
// returns the exit status.
func (p Process) Run(ctx context.Context, args []string) int {
	line, err := readLine(args, p)
	a := &app{Process: p, args: args}
	switch {
	case err != nil:
		return a.usage(err)
	case line.answered:
		return line.status
	}
	a.take(line)
	line.command.BindTo(ctx, (*context.Context)(nil))
	if line.wantsJSON() {
		a.Out = &noticing{Writer: p.Out}
		return a.statusAsJSON(line.command.Run(a))
	}
	return a.status(line.command.Run(a))
}

// take puts what the command line and the settings say into place.
func (a *app) take(line *commandLine) {
	a.model = line.parser.Model
	a.settings, a.faults, a.publicURL = line.settings, line.faults, line.cli.PublicURL
	a.data, a.database = line.cli.Data, line.cli.Database
	a.backups = line.cli.backupFlags
	a.level = new(slog.LevelVar)
	_ = a.level.UnmarshalText([]byte(line.cli.LogLevel)) // one of the enum
	a.log = newLog(a.Err, line.cli.LogFormat, a.level)
}

// newLog makes a log of one line for each event.
func newLog(w io.Writer, format string, level slog.Leveler) *slog.Logger {
	options := &slog.HandlerOptions{Level: level}
	if format == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// at is where the archive is.
func (a *app) at() store.At { return store.At{Dir: a.data, Database: a.database} }

// open opens the archive, making it where there is none.
func (a *app) open(ctx context.Context) (*store.Store, error) {
	return a.at().Open(ctx, a.backupBeforeUpgrade)
}

// openExisting opens an archive that must be there: reading from a mistyped
// directory should not make a new one.
func (a *app) openExisting(ctx context.Context) (*store.Store, error) {
	if err := a.at().CheckLost(ctx); err != nil {
		return nil, err
	}
	there, err := a.at().Exists(ctx)
	if err == nil && !there {
		err = corpus.NewError(corpus.NotFound, "command.no_archive", a.data)
	}
	if err != nil {
		return nil, err
	}
	return a.open(ctx)
}

// index is the configuration for keeping the index of s. Commands keep quiet
// about it unless something is wrong.
func (a *app) index(s *store.Store) indexer.Config {
	return indexer.Config{Store: s, Engine: a.engine(), Dir: a.data, Log: slog.New(quiet{a.log.Handler()})}
}

// quiet leaves out what is no warning.
type quiet struct{ slog.Handler }

func (q quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && q.Handler.Enabled(ctx, level)
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

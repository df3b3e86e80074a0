package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"text/tabwriter"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/store"
	"shiyun/corpus/upkeep"
)

type backupCmd struct {
	Create  backupCreateCmd  `cmd:"" help:"Write a backup of everything, while the server goes on."`
	Verify  backupVerifyCmd  `cmd:"" help:"Make sure that a backup is whole."`
	Restore backupRestoreCmd `cmd:"" help:"Bring a backup back into a new directory."`
	List    backupListCmd    `cmd:"" help:"List the backups."`
	Prune   backupPruneCmd   `cmd:"" help:"Remove backups that need not be kept."`
}

// backupFlags are where backups are, for every command.
type backupFlags struct {
	BackupDir  string `help:"Where the backups are (default: backups in the data directory)." placeholder:"DIR"`
	KeyDir     string `help:"Where backups keep the key (default: keys beside them)." placeholder:"DIR"`
	SkipBackup bool   `name:"skip-upgrade-backup" help:"Upgrade an archive of an older version without a backup first."`
}

// backupDir is where the backups are.
func (a *app) backupDir() string {
	return cmp.Or(a.backups.BackupDir, filepath.Join(a.data, "backups"))
}

// backupOptions are how a backup of the archive is made.
func (a *app) backupOptions(from backup.Source) backup.Options {
	return backup.Options{Source: from, Data: a.data, Dir: a.backupDir(), KeyDir: a.backups.KeyDir, Program: version()}
}

// backupBeforeUpgrade keeps the archive as it was before its schema changes.
func (a *app) backupBeforeUpgrade(ctx context.Context, upgrade store.Upgrade) error {
	if upgrade.From == 0 || a.backups.SkipBackup {
		return nil
	}
	o := a.backupOptions(upgrade)
	o.Name = fmt.Sprintf("before-%d", upgrade.To)
	m, err := backup.Create(ctx, o)
	if err != nil {
		return &corpus.Error{Code: corpus.Unavailable, Message: corpus.NewMessage("backup.upgrade_failed", a.backupDir()), Err: err}
	}
	a.log.Info("backup before upgrade", "name", m.Name, "dir", a.backupDir(), "from", upgrade.From, "to", upgrade.To)
	return nil
}

// upkeepFlags are how a server keeps its archive.
type upkeepFlags struct {
	BackupEvery time.Duration `help:"Write a backup so often; 0 for never." default:"24h"`
	BackupKeep  string        `help:"Which backups to keep: the newest of each day, week and month." default:"daily=7,weekly=4,monthly=12"`
}

// keeper does the upkeep of an archive that is served. Without flags, as in the
// demo, it writes no backup.
func (a *app) keeper(s *store.Store, c upkeepFlags) (k *upkeep.Keeper, err error) {
	keep := backup.Policy{}
	if c.BackupKeep != "" {
		if keep, err = backup.ParsePolicy(c.BackupKeep); err != nil {
			return nil, err
		}
	}
	return upkeep.New(upkeep.Config{Store: s, Backup: a.backupOptions(s), Every: c.BackupEvery, Keep: keep, Log: a.log}), nil
}

type backupCreateCmd struct {
	JSON bool `name:"json" help:"Print the manifest."`
}

func (c *backupCreateCmd) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(s *store.Store) error {
		o := a.backupOptions(s)
		report, done := a.progress(c.JSON)
		o.Progress = report
		m, err := backup.Create(ctx, o)
		done()
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(a, m)
		}
		printMessage(a.out, corpus.NewMessage("backup.made", m.Name, m.Counts["poems"], len(m.Files), filepath.Join(a.backupDir(), m.Name)))
		if m.Key != "" {
			printMessage(a.out, corpus.NewMessage("backup.key_apart", a.keys()))
		}
		return nil
	})
}

// keys is where backups keep the key.
func (a *app) keys() string {
	return backup.Options{Dir: a.backupDir(), KeyDir: a.backups.KeyDir}.Keys()
}

type backupVerifyCmd struct {
	Name    string `arg:"" optional:"" help:"Name of the backup, as listed; the newest by default."`
	Full    bool   `help:"Bring it back into a scratch directory and look through every byte."`
	Scratch string `help:"Where the scratch directory is made." placeholder:"DIR"`
	JSON    bool   `name:"json" help:"Print one object."`
}

// Run exits with 1 where the backup is not whole.
func (c *backupVerifyCmd) Run(ctx context.Context, a *app) error {
	report, done := a.progress(c.JSON)
	m, found, err := backup.Check{Dir: a.backupDir(), Name: c.Name, KeyDir: a.backups.KeyDir, Full: c.Full, Scratch: c.Scratch, Progress: report}.Run(ctx)
	done()
	if err != nil {
		return err
	}
	said := []string{}
	for _, f := range found {
		said = append(said, render(f))
	}
	if c.JSON {
		err = printJSON(a, struct {
			Name     string   `json:"name"`
			Full     bool     `json:"full"`
			Sound    bool     `json:"sound"`
			Poems    int      `json:"poems"`
			Findings []string `json:"findings"`
		}{m.Name, c.Full, len(found) == 0, m.Counts["poems"], said})
	} else {
		for _, line := range said {
			fmt.Fprintln(a.err, line)
		}
	}
	if err == nil && len(found) > 0 {
		return corpus.NewError(corpus.Invalid, "backup.not_sound", c.Name, len(found))
	}
	if err == nil && !c.JSON {
		printMessage(a.out, corpus.NewMessage("backup.sound", m.Name, m.Counts["poems"], m.Counts["revisions"], len(m.Files)))
	}
	return err
}

type backupRestoreCmd struct {
	Name string `arg:"" help:"Name of the backup, as listed; latest for the newest."`
	To   string `required:"" help:"A directory that is not there yet, or empty." placeholder:"DIR"`
	JSON bool   `name:"json" help:"Print one object."`
}

func (c *backupRestoreCmd) Run(ctx context.Context, a *app) error {
	name := c.Name
	if name == "latest" {
		name = ""
	}
	report, done := a.progress(c.JSON)
	r, err := backup.Restore{Dir: a.backupDir(), Name: name, KeyDir: a.backups.KeyDir, Target: c.To, Progress: report}.Run(ctx)
	done()
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(a, struct {
			Name     string `json:"name"`
			Target   string `json:"target"`
			Poems    int    `json:"poems"`
			KeyFound bool   `json:"key_found"`
		}{r.Manifest.Name, c.To, r.Manifest.Counts["poems"], r.KeyFound})
	}
	printMessage(a.out, corpus.NewMessage("backup.restored", r.Manifest.Name, r.Manifest.Counts["poems"], c.To))
	if !r.KeyFound {
		printMessage(a.err, corpus.NewMessage("backup.key_not_found", a.keys()))
	}
	return nil
}

type backupListCmd struct {
	JSON bool `name:"json" help:"Print a list of objects."`
}

func (c *backupListCmd) Run(_ context.Context, a *app) error {
	list, err := backup.List(a.backupDir())
	if err != nil {
		return err
	}
	if c.JSON {
		manifests := []backup.Manifest{}
		for _, entry := range list {
			if entry.Err == nil {
				manifests = append(manifests, entry.Manifest)
			}
		}
		return printJSON(a, manifests)
	}
	table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, entry := range list {
		said := corpus.NewMessage("backup.damaged")
		if m := entry.Manifest; entry.Err == nil {
			said = corpus.NewMessage("backup.line", m.CreatedAt.Local().Format("2006-01-02 15:04"), m.Counts["poems"], len(m.Files), int(m.Size()>>20), int(m.Schema))
		}
		fmt.Fprintf(table, "%s\t%s\n", entry.Name, render(said))
	}
	return table.Flush()
}

type backupPruneCmd struct {
	Keep string `help:"How many to keep: the newest of each day, week and month." default:"daily=7,weekly=4,monthly=12"`
	JSON bool   `name:"json" help:"Print the names of those removed."`
}

func (c *backupPruneCmd) Run(ctx context.Context, a *app) error {
	policy, err := backup.ParsePolicy(c.Keep)
	if err != nil {
		return err
	}
	removed, err := backup.Prune(ctx, a.backupDir(), policy)
	if c.JSON && err == nil {
		return printJSON(a, append([]string{}, removed...))
	}
	for _, name := range removed {
		printMessage(a.out, corpus.NewMessage("backup.removed", name))
	}
	return err
}

package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"text/tabwriter"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/backup/place"
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
	BackupDir        string   `help:"Where the backups are (default: backups in the data directory)." placeholder:"DIR"`
	KeyDir           string   `help:"Where backups keep the key (default: keys beside them)." placeholder:"DIR"`
	BackupTo         []string `help:"Second places that backups are copied to: a directory, sftp://user@host/path or s3://bucket/prefix?endpoint=https://host." placeholder:"PLACE"`
	BackupRecipient  []string `help:"Encrypt backups for these public keys of age." placeholder:"age1…"`
	BackupIdentity   string   `help:"File with the identity of age that opens encrypted backups." placeholder:"FILE"`
	BackupSSHKey     string   `name:"backup-ssh-key" help:"File with the private key for SFTP (default: ~/.ssh/id_ed25519)." placeholder:"FILE"`
	BackupKnownHosts string   `help:"File with the hosts that SFTP may talk to (default: ~/.ssh/known_hosts)." placeholder:"FILE"`
	SkipBackup       bool     `name:"skip-upgrade-backup" help:"Upgrade an archive of an older version without a backup first."`
}

// backupDir is where the backups are.
func (a *app) backupDir() string {
	return cmp.Or(a.backups.BackupDir, filepath.Join(a.data, "backups"))
}

// backupOptions are how a backup of the archive is made.
func (a *app) backupOptions(from backup.Source) backup.Options {
	return backup.Options{Source: from, Data: a.data, Dir: a.backupDir(), KeyDir: a.backups.KeyDir, Program: version(), Recipients: a.backups.BackupRecipient}
}

// reach is how second places are reached.
func (a *app) reach() place.Options {
	return place.Options{SSHKey: a.backups.BackupSSHKey, KnownHosts: a.backups.BackupKnownHosts}
}

// openPlace opens where backups are: the folder for "", or the place that is
// named.
func (a *app) openPlace(ctx context.Context, address string) (place.Place, error) {
	if address == "" {
		return place.NewFolder(a.backupDir()), nil
	}
	return place.Open(ctx, address, a.reach())
}

// fromFlag chooses the place that a command looks at.
type fromFlag struct {
	From string `help:"A second place, as with --backup-to; where backups are written first by default." placeholder:"PLACE"`
}

// backupBeforeUpgrade keeps the archive as it was before its schema changes.
func (a *app) backupBeforeUpgrade(ctx context.Context, upgrade store.Upgrade) error {
	if upgrade.From == 0 || a.backups.SkipBackup {
		return nil
	}
	if a.database != "" {
		a.log.Warn("no backup before upgrade: PostgreSQL has its own", "from", upgrade.From, "to", upgrade.To)
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
	if a.database != "" {
		c.BackupEvery = 0 // PostgreSQL has backups of its own
	}
	return upkeep.New(upkeep.Config{Store: s, Backup: a.backupOptions(s), Every: c.BackupEvery, Keep: keep, Places: a.backups.BackupTo, Reach: a.reach(), Log: a.log}), nil
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
		if err != nil {
			done()
			return err
		}
		copied, err := a.copyBackup(ctx, o)
		done()
		if c.JSON {
			return errors.Join(printJSON(a, m), err)
		}
		printMessage(a.Out, corpus.NewMessage("backup.made", m.Name, m.Counts["poems"], len(m.Files), filepath.Join(a.backupDir(), m.Name)))
		if m.Key != "" {
			printMessage(a.Out, corpus.NewMessage("backup.key_apart", a.keys()))
		}
		for _, address := range copied {
			printMessage(a.Out, corpus.NewMessage("backup.copied", address))
		}
		return err
	})
}

// copyBackup copies the newest backup to the second places, and returns those
// that have it now. One that cannot be reached does not stand in the way of the
// others.
func (a *app) copyBackup(ctx context.Context, o backup.Options) (copied []string, err error) {
	for _, address := range a.backups.BackupTo {
		to, failed := place.Open(ctx, address, a.reach())
		if failed == nil {
			_, failed = backup.Mirror(ctx, o, to)
			failed = errors.Join(failed, to.Close())
		}
		if failed == nil {
			copied = append(copied, address)
			continue
		}
		err = errors.Join(err, corpus.NewError(corpus.Unavailable, "backup.not_copied", address), failed)
	}
	return copied, err
}

// keys is where backups keep the key.
func (a *app) keys() string {
	return backup.Options{Dir: a.backupDir(), KeyDir: a.backups.KeyDir}.Keys()
}

type backupVerifyCmd struct {
	fromFlag

	Name    string `arg:"" optional:"" help:"Name of the backup, as listed; the newest by default."`
	Full    bool   `help:"Bring it back into a scratch directory and look through every byte."`
	Scratch string `help:"Where the scratch directory is made." placeholder:"DIR"`
	JSON    bool   `name:"json" help:"Print one object."`
}

// Run exits with 1 where the backup is not whole.
func (c *backupVerifyCmd) Run(ctx context.Context, a *app) (err error) {
	from, err := a.openPlace(ctx, c.From)
	if err != nil {
		return err
	}
	defer closing(from, &err)
	report, done := a.progress(c.JSON)
	m, found, err := backup.Check{From: from, Name: c.Name, KeyDir: a.backups.KeyDir, Identity: a.backups.BackupIdentity, Full: c.Full, Scratch: c.Scratch, Progress: report}.Run(ctx)
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
			fmt.Fprintln(a.Err, line)
		}
	}
	if err == nil && len(found) > 0 {
		return corpus.NewError(corpus.Invalid, "backup.not_sound", c.Name, len(found))
	}
	if err == nil && !c.JSON {
		printMessage(a.Out, corpus.NewMessage("backup.sound", m.Name, m.Counts["poems"], m.Counts["revisions"], len(m.Files)))
	}
	return err
}

type backupRestoreCmd struct {
	fromFlag

	Name string `arg:"" help:"Name of the backup, as listed; latest for the newest."`
	To   string `required:"" help:"A directory that is not there yet, or empty." placeholder:"DIR"`
	JSON bool   `name:"json" help:"Print one object."`
}

func (c *backupRestoreCmd) Run(ctx context.Context, a *app) (err error) {
	name := c.Name
	if name == "latest" {
		name = ""
	}
	from, err := a.openPlace(ctx, c.From)
	if err != nil {
		return err
	}
	defer closing(from, &err)
	report, done := a.progress(c.JSON)
	r, err := backup.Restore{From: from, Name: name, KeyDir: a.backups.KeyDir, Identity: a.backups.BackupIdentity, Target: c.To, Progress: report}.Run(ctx)
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
	printMessage(a.Out, corpus.NewMessage("backup.restored", r.Manifest.Name, r.Manifest.Counts["poems"], c.To))
	if !r.KeyFound {
		printMessage(a.Err, corpus.NewMessage("backup.key_not_found", a.keys()))
	}
	return nil
}

type backupListCmd struct {
	fromFlag

	JSON bool `name:"json" help:"Print a list of objects."`
}

func (c *backupListCmd) Run(ctx context.Context, a *app) (err error) {
	from, err := a.openPlace(ctx, c.From)
	if err != nil {
		return err
	}
	defer closing(from, &err)
	list, err := backup.ListAt(ctx, from)
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
	table := tabwriter.NewWriter(a.Out, 0, 0, 2, ' ', 0)
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
	fromFlag

	Keep string `help:"How many to keep: the newest of each day, week and month." default:"daily=7,weekly=4,monthly=12"`
	JSON bool   `name:"json" help:"Print the names of those removed."`
}

func (c *backupPruneCmd) Run(ctx context.Context, a *app) (err error) {
	policy, err := backup.ParsePolicy(c.Keep)
	if err != nil {
		return err
	}
	from, err := a.openPlace(ctx, c.From)
	if err != nil {
		return err
	}
	defer closing(from, &err)
	removed, err := backup.PruneAt(ctx, a.backupDir(), from, policy)
	if c.JSON && err == nil {
		return printJSON(a, append([]string{}, removed...))
	}
	for _, name := range removed {
		printMessage(a.Out, corpus.NewMessage("backup.removed", name))
	}
	return err
}

package command

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"text/tabwriter"
	"time"

	"shiyun/cmd/shiyun/doctor"
	"shiyun/corpus"
	"shiyun/indexer"
	"shiyun/server/serverlock"
)

type doctorCmd struct {
	JSON bool `name:"json" help:"Print one object."`
}

// shownCheck is a check as --json prints it.
type shownCheck struct {
	Check   string        `json:"check"`
	Status  doctor.Status `json:"status"`
	Message string        `json:"message"`
	Advice  string        `json:"advice,omitempty"`
}

var statusNames = map[doctor.Status]corpus.Message{
	doctor.OK:   corpus.NewMessage("doctor.status.ok"),
	doctor.Warn: corpus.NewMessage("doctor.status.warn"),
	doctor.Ill:  corpus.NewMessage("doctor.status.ill"),
}

// Run exits with 1 where anything is ill; warnings alone do not change that.
func (c *doctorCmd) Run(ctx context.Context, a *app) error {
	list, sound := doctor.Examine(ctx, a.patient())
	counts := map[doctor.Status]int{}
	checks := []shownCheck{}
	for _, r := range list {
		counts[r.Status]++
		checks = append(checks, shownCheck{r.Check, r.Status, render(r.Message), render(r.Advice)})
	}
	var err error
	if c.JSON {
		err = printJSON(a, map[string]any{"sound": sound, "checks": checks})
	} else {
		err = printChecks(a, list)
	}
	switch {
	case err != nil:
		return err
	case !sound:
		return corpus.NewError(corpus.Invalid, "doctor.ill", counts[doctor.Ill], counts[doctor.Warn])
	case !c.JSON:
		printMessage(a.Out, corpus.NewMessage("doctor.sound", counts[doctor.Warn]))
	}
	return nil
}

func printChecks(a *app, list []doctor.Report) error {
	table := tabwriter.NewWriter(a.Out, 0, 0, 2, ' ', 0)
	for _, r := range list {
		fmt.Fprintf(table, "%s\t%s\t%s\n", render(statusNames[r.Status]), render(r.Title), strings.ReplaceAll(render(r.Message), "\n", " "))
		if !r.Advice.IsZero() {
			fmt.Fprintf(table, "\t\t%s\n", render(corpus.NewMessage("doctor.advice", r.Advice)))
		}
	}
	return table.Flush()
}

// reachTime is how long the public address has to answer.
const reachTime = 8 * time.Second

// patient is what the settings say is to be looked at.
func (a *app) patient() doctor.Config {
	cfg := doctor.Config{Version: version(), Data: a.data, Database: a.database, Backups: a.backupDir(), Index: indexer.Folder(a.data), PublicURL: a.publicURL, Places: a.backups.BackupTo,
		Files: a.settings.Files, Server: serverlock.Find(a.data), Now: time.Now, Space: doctor.FreeSpace, Client: &http.Client{Timeout: reachTime}}
	cfg.Built, _ = time.Parse(time.RFC3339, readBuild().Time)                           // zero where it is not known
	cfg.BackupEvery, _ = time.ParseDuration(a.settings.Get("serve.backup-every").Value) // what is wrong with it is among the faults
	for proxy := range strings.SplitSeq(a.settings.Get("serve.trusted-proxies").Value, ",") {
		if proxy != "" {
			cfg.Proxies = append(cfg.Proxies, proxy)
		}
	}
	if a.faults != nil {
		for _, fault := range split(a.faults) {
			cfg.Faults = append(cfg.Faults, describe(fault))
		}
	}
	return cfg
}

package command

import (
	"context"
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

type verifyCmd struct {
	Full bool `help:"Look at every row and every byte of every file, not only at the structure."`
	JSON bool `name:"json" help:"Print one object."`
}

// shownFinding is a finding as --json prints it.
type shownFinding struct {
	store.Finding
	Message string `json:"message"`
	Advice  string `json:"advice"`
}

// Run exits with 1 where anything is damaged.
func (c *verifyCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	began := time.Now()
	report, done := a.progress(c.JSON)
	v, err := s.Verify(ctx, c.Full, func(rows int) { report("", rows, -1) })
	done()
	if err != nil {
		return err
	}
	if c.JSON {
		err = printJSON(a, c.shown(v, time.Since(began)))
	} else {
		c.print(a, v)
	}
	if err == nil && !v.Sound() {
		err = corpus.NewError(corpus.Invalid, "verify.not_sound", len(v.Findings)+v.More)
	}
	return err
}

func (c *verifyCmd) shown(v *store.Verification, took time.Duration) any {
	shown := struct {
		Sound bool `json:"sound"`
		*store.Verification
		Findings []shownFinding `json:"findings"`
		TookMS   int64          `json:"took_ms"`
	}{v.Sound(), v, []shownFinding{}, took.Milliseconds()}
	for _, f := range v.Findings {
		shown.Findings = append(shown.Findings, shownFinding{f, render(f.Message), render(f.Advice())})
	}
	return shown
}

func (c *verifyCmd) print(a *app, v *store.Verification) {
	for _, f := range v.Findings {
		said := f.Message
		if f.Poem != 0 {
			said = corpus.NewMessage("verify.of_poem", int(f.Poem), f.Title, f.Message)
		}
		printMessage(a.Err, said)
		fmt.Fprintf(a.Err, "  %s\n", render(f.Advice()))
	}
	if v.More > 0 {
		printMessage(a.Err, corpus.NewMessage("verify.more", v.More))
	}
	switch {
	case !v.Sound():
		return
	case v.Full:
		printMessage(a.Out, corpus.NewMessage("verify.sound_full", v.Poems, v.Revisions, v.Media, int(v.Acts), v.Rows))
	default:
		printMessage(a.Out, corpus.NewMessage("verify.sound_quick", v.Poems, v.Revisions, v.Media, int(v.Acts)))
	}
	printMessage(a.Out, corpus.NewMessage("verify.head", v.ChainHead, v.AuditHead))
}

// progress shows on a person's screen how far something is; of is -1 where
// nobody knows how much there is. done takes it away.
func (a *app) progress(quiet bool) (report func(step string, n, of int), done func()) {
	if quiet || !isTerminal(a.Err) {
		return func(string, int, int) {}, func() {}
	}
	names := map[string]corpus.Message{"": corpus.NewMessage("verify.bar"), "archive": corpus.NewMessage("backup.bar_archive"), "files": corpus.NewMessage("backup.bar_files")}
	var bar *progressbar.ProgressBar
	at := "-"
	report = func(step string, n, of int) {
		if step != at {
			at = step
			bar = progressbar.NewOptions(of, progressbar.OptionSetWriter(a.Err), progressbar.OptionSetDescription(render(names[step])),
				progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
		}
		bar.Set(n) // a bar that cannot be drawn is no error
	}
	return report, func() {
		if bar != nil {
			bar.Finish()
		}
	}
}

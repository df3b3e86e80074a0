package command

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/corpus/prosody"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/server/proofread"
)

type checkCmd struct {
	Book string `help:"Rhyme book to go by; without it the form decides, and what a poem states of itself comes first." enum:",pingshui,cilin,xinyun,tongyun" default:"" placeholder:"pingshui|cilin|xinyun|tongyun"`
	JSON bool   `name:"json" help:"Print an object a line for each poem."`
	File string `arg:"" help:"File with the poems, of any format that import reads; - is standard input."`
}

// Run checks the tones and rhymes of the poems in a file. What it finds is
// advice: the exit status is 0 whatever the poems are like, 3 where some rows
// could not be read, 1 where none could.
func (c *checkCmd) Run(ctx context.Context, a *app) (err error) {
	in, name := io.Reader(a.In), "-"
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return a.usageFault(err)
		}
		defer closing(f, &err)
		in, name = f, filepath.Base(c.File)
	}
	out := bufio.NewWriter(a.Out)
	check := checking{a: a, out: out, json: c.JSON}
	check.choice.Book, check.choice.Given = rhyme.ParseBook(c.Book)
	err = format.Read(ctx, name, in, intake.Options{Format: intake.Auto}, check.row)
	if !c.JSON && check.poems > 0 {
		printMessage(out, corpus.NewMessage("command.check.total", check.poems, check.faulty))
	}
	err = errors.Join(err, out.Flush())
	switch {
	case err != nil:
		return err
	case check.refused > 0 && check.poems == 0:
		return exitStatus(StatusFailed)
	case check.refused > 0:
		return exitStatus(StatusPartial)
	}
	return nil
}

// checking is a file being checked.
type checking struct {
	a                      *app
	out                    io.Writer
	json                   bool
	choice                 prosody.Choice
	poems, faulty, refused int
}

func (c *checking) row(row intake.Row) error {
	switch {
	case row.Skip || row.Record != nil:
		return nil
	case len(row.Problems) > 0:
		c.refused++
		for _, p := range row.Problems {
			printMessage(c.a.Err, corpus.NewMessage("command.row", p.File, p.Row, p.Column, p.Message))
		}
		return nil
	}
	poem := poemOf(row.Draft)
	report := prosody.Check(poem, c.choice)
	c.poems++
	if finding.Has(report.Findings, finding.Error) || finding.Has(report.Findings, finding.Warning) {
		c.faulty++
	}
	if c.json {
		encoder := json.NewEncoder(c.out)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(proofread.New(row.Draft.Ref, poem.Title, report, sentences()))
	}
	c.print(poem.Title, report)
	return nil
}

// poemOf returns what a draft states. A form or tune that import inferred is
// left out: the check infers its own.
func poemOf(d corpus.Draft) prosody.Poem {
	p := prosody.Poem{Title: orEmpty(d.Title), Preface: orEmpty(d.Preface), Body: orEmpty(d.Body), Note: orEmpty(d.Note)}
	if d.Form != nil && !d.FormInferred {
		p.Form = *d.Form
	}
	if !d.TuneInferred {
		p.Tune = orEmpty(d.Tune)
	}
	if d.Tags != nil {
		p.Tags = *d.Tags
	}
	return p
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

var severityNames = map[finding.Severity]corpus.Message{
	finding.Error:   corpus.NewMessage("prosody.error"),
	finding.Warning: corpus.NewMessage("prosody.warning"),
}

// print prints a poem and what is wrong with it. What is allowed, and how
// characters are read, is in the JSON alone.
func (c *checking) print(title string, r prosody.Report) {
	form := string(r.Form)
	if r.Tune != "" {
		form += "·" + r.Tune
	}
	printMessage(c.out, corpus.NewMessage("command.check.poem", title, corpus.Name(form), corpus.Name(r.Book.Chinese())))
	clean := true
	for _, f := range r.Findings {
		severity, listed := severityNames[f.Severity]
		if !listed {
			continue
		}
		clean = false
		message := corpus.NewMessage("command.check.whole", severity, f.Message)
		if f.Line > 0 {
			message = corpus.NewMessage("command.check.place", f.Line, f.Char, f.Text, severity, f.Message)
		}
		printMessage(c.out, message)
		if !f.Advice.IsZero() {
			printMessage(c.out, corpus.NewMessage("command.check.advice", f.Advice))
		}
	}
	switch {
	case !clean:
	case r.RhymeOK == nil && r.MetreOK == nil:
		printMessage(c.out, corpus.NewMessage("command.check.no_rules"))
	default:
		printMessage(c.out, corpus.NewMessage("command.check.clean"))
	}
	fmt.Fprintln(c.out)
}

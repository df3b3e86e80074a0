package quality

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// Summary is the figures of one class, or of all.
type Summary struct {
	Class string
	Cases int
	Score float64 // mean
	Times Times
}

// All is the class of the summary over all cases.
const All = "all"

// Summarise gives the figures of every class that has cases, in the order of
// reports, and those of all cases at the end.
func Summarise(outcomes []Outcome) []Summary {
	byClass := map[string][]Outcome{}
	for _, o := range outcomes {
		byClass[o.Class] = append(byClass[o.Class], o)
	}
	var list []Summary
	for _, class := range classes {
		if of := byClass[class.Name]; len(of) > 0 {
			list = append(list, summary(class.Name, of))
		}
	}
	return append(list, summary(All, outcomes))
}

func summary(class string, outcomes []Outcome) Summary {
	s := Summary{Class: class, Cases: len(outcomes)}
	var took []time.Duration
	for _, o := range outcomes {
		s.Score += o.Score / float64(len(outcomes))
		took = append(took, o.Took)
	}
	s.Times = NewTimes(took)
	return s
}

// Report is what one engine answered.
type Report struct {
	Engine   string
	Outcomes []Outcome
}

// WriteTable writes a table by class. The first engine has its latencies in
// full, those it is compared with have the score, the median and the 99th
// percentile.
func WriteTable(w io.Writer, reports []Report) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	engines, columns := "\t\t", "class\tcases\t"
	var summaries [][]Summary
	for i, r := range reports {
		summaries = append(summaries, Summarise(r.Outcomes))
		if i == 0 {
			engines, columns = engines+r.Engine+"\tms\t\t\t\t", columns+"score\tmedian\t90 %\t99 %\tworst\t"
		} else {
			engines, columns = engines+r.Engine+"\tms\t\t", columns+"score\tmedian\t99 %\t"
		}
	}
	fmt.Fprintf(t, "%s\n%s\n", engines, columns)
	for row, first := range summaries[0] {
		fmt.Fprintf(t, "%s\t%d\t%.3f\t%s\t", first.Class, first.Cases, first.Score, first.Times)
		for _, of := range summaries[1:] {
			fmt.Fprintf(t, "%.3f\t%.2f\t%.2f\t", of[row].Score, ms(of[row].Times.Median), ms(of[row].Times.P99))
		}
		fmt.Fprintln(t)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// WriteFailures writes the cases that did worst, at most n of a class.
func WriteFailures(w io.Writer, l *Library, r Report, n int) {
	for _, class := range classes {
		failed := slices.DeleteFunc(slices.Clone(r.Outcomes), func(o Outcome) bool { return o.Class != class.Name || o.Score == 1 })
		slices.SortStableFunc(failed, func(a, b Outcome) int { return cmp.Compare(a.Score, b.Score) })
		for _, o := range failed[:min(n, len(failed))] {
			writeFailure(w, l, o)
		}
	}
}

func writeFailure(w io.Writer, l *Library, o Outcome) {
	fmt.Fprintf(w, "%s %.2f: %q\n    wanted %s\n    got total %d:", o.Class, o.Score, o.Query, o.wanted(l), o.Answer.Total)
	for _, ref := range o.Answer.Refs[:min(3, len(o.Answer.Refs))] {
		fmt.Fprintf(w, " %s;", l.name(ref))
	}
	fmt.Fprintln(w)
}

func (c Case) wanted(l *Library) string {
	s := c.Wanted
	for _, p := range l.poems {
		if c.Right[p.Ref] {
			s += fmt.Sprintf(" (%s, one of %d)", l.name(p.Ref), len(c.Right))
			break
		}
	}
	if c.Total != anyTotal && c.Right != nil {
		s += fmt.Sprintf(", total %d", c.Total)
	}
	if c.AtLeast > 0 {
		s += fmt.Sprintf(", total at least %d", c.AtLeast)
	}
	if c.Same != "" {
		s += fmt.Sprintf(", total as for %q", c.Same)
	}
	return s
}

func (l *Library) name(ref string) string {
	for _, p := range l.poems {
		if p.Ref == ref {
			return fmt.Sprintf("%s %s · %s", ref, p.Title, p.Author)
		}
	}
	return ref
}

package asking

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"shiyun/indexer/quality"
)

// Figures are those of one class.
type Figures struct {
	Class string
	Cases int
	Score float64 // mean
	Times quality.Times
	took  []time.Duration
}

func (f *Figures) add(o Outcome) {
	f.Score = (f.Score*float64(f.Cases) + o.Score) / float64(f.Cases+1)
	f.Cases++
	f.took = append(f.took, o.Took)
}

// Summarise returns the figures of every class in order, and those of all.
func Summarise(outcomes []Outcome) (classes []Figures, all Figures) {
	all.Class = "all"
	for _, o := range outcomes {
		if len(classes) == 0 || classes[len(classes)-1].Class != o.Class {
			classes = append(classes, Figures{Class: o.Class})
		}
		classes[len(classes)-1].add(o)
		all.add(o)
	}
	for i := range classes {
		classes[i].Times = quality.NewTimes(classes[i].took)
	}
	all.Times = quality.NewTimes(all.took)
	return classes, all
}

// WriteTable writes the figures as a table.
func WriteTable(w io.Writer, outcomes []Outcome) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "class\tcases\tscore\tmedian\t90 %%\t99 %%\tworst\t\n")
	classes, all := Summarise(outcomes)
	for _, f := range append(classes, all) {
		fmt.Fprintf(t, "%s\t%d\t%.3f\t%s\t\n", f.Class, f.Cases, f.Score, f.Times)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// WriteFailures writes cases that are not wholly right, at most n of a class.
func WriteFailures(w io.Writer, outcomes []Outcome, n int) {
	written := map[string]int{}
	for _, o := range outcomes {
		if o.Score == 1 || written[o.Class] == n {
			continue
		}
		written[o.Class]++
		fmt.Fprintf(w, "%s %.2f: %q, %d right, %d found:", o.Class, o.Score, o.Query, len(o.Right), o.Result.Total)
		if o.Texts != nil {
			fmt.Fprintf(w, " wanted %v, got %+v", o.Texts, o.Result.Answer)
		}
		for _, hit := range o.Result.Hits[:min(3, len(o.Result.Hits))] {
			fmt.Fprintf(w, " %v %s %s·%s;", o.Right[hit.ID], hit.Match, hit.Title, hit.Author)
		}
		if u := o.Result.Understood; u != nil {
			fmt.Fprintf(w, " understood %s", u.Intent)
			for _, p := range u.Parts {
				fmt.Fprintf(w, " %s=%s", p.Kind, p.Name)
			}
			fmt.Fprintf(w, " %q", u.Texts)
		}
		fmt.Fprintln(w)
	}
}

package batch

import (
	"net/url"
	"strconv"
	"strings"

	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/corpus/textcut"
)

// poemCut is one poem of a text as it is cut now.
type poemCut struct {
	textcut.Cut
	N       int // among the poems, from 1
	Lines   []lineView
	Dropped bool // nothing of it is kept
	Joins   bool // there is one before it to go with
}

type lineView struct {
	textcut.CutLine
	Labels []lineLabel
	Breaks bool // a poem can be made to begin here
}

// idle holds for an empty line that is nothing: there is nothing to choose.
func idle(line textcut.CutLine) bool { return line.Label == 'X' && strings.TrimSpace(line.Text) == "" }

// lineLabel is what a line can be taken for.
type lineLabel struct {
	Letter string
	Name   string
	On     bool
}

// lineLabels are in the order of the list that people choose from.
var lineLabels = []string{"B", "F", "T", "A", "P", "N", "D", "H", "S", "X"}

// breakHere is the choice of having a poem without a title begin at a line.
const breakHere = "break"

func (s *Server) showCuts(p *planView, query url.Values) {
	p.Poems = len(p.Preview.Cuts)
	p.Fixed = p.Preview.Labels == "" && p.Poems > 0
	if from, err := strconv.Atoi(query.Get("from")); err == nil && from > 0 && from < p.Poems {
		p.From = from / cutsShown * cutsShown
	}
	until := min(p.From+cutsShown, p.Poems)
	for i := p.From; i < until; i++ {
		p.Cuts = append(p.Cuts, s.poemCut(p.Preview.Cuts[i], i, p.Fixed))
	}
	if p.From > 0 {
		p.Prev = "from." + strconv.Itoa(p.From-cutsShown)
	}
	if until < p.Poems {
		p.On = "from." + strconv.Itoa(until)
	}
}

func (s *Server) poemCut(cut textcut.Cut, n int, fixed bool) poemCut {
	v := poemCut{Cut: cut, N: n + 1, Dropped: true, Joins: n > 0 && !fixed}
	for i, line := range cut.Lines {
		v.Dropped = v.Dropped && (line.Label == 'X' || strings.TrimSpace(line.Text) == "")
		one := lineView{CutLine: line, Breaks: i > 0}
		for _, letter := range lineLabels {
			if !fixed && !idle(line) {
				one.Labels = append(one.Labels, lineLabel{letter, s.words.Say("line_label." + letter), letter == string(line.Label)})
			}
		}
		v.Lines = append(v.Lines, one)
	}
	return v
}

// cutBy are the labels of a text as a form has them: l.N is what line N is, and
// act may join a poem to the one before it or drop it whole, by its first
// line.
func cutBy(p format.Preview, values url.Values) intake.Labels {
	labels := []byte(p.Labels)
	lines := make([]textcut.CutLine, 0, len(labels))
	for _, cut := range p.Cuts {
		lines = append(lines, cut.Lines...)
	}
	if len(lines) != len(labels) {
		return p.Labels
	}
	for i := range labels {
		switch said := values.Get("l." + strconv.Itoa(i+1)); {
		case said == breakHere:
			breakAt(labels, lines, i)
		case len(said) == 1 && strings.Contains(textcut.Letters, said):
			labels[i] = said[0]
		}
	}
	act, line, _ := strings.Cut(values.Get("act"), ".")
	for _, cut := range p.Cuts {
		if strconv.Itoa(cut.First) != line {
			continue
		}
		for i := cut.First - 1; i < cut.Last; i++ {
			joinOrDrop(act, labels, lines, i)
		}
	}
	return intake.Labels(labels)
}

// breakAt has a poem begin at a line: after an empty line as one without a
// title, and else with the line as its title, for there is nothing to tell
// them apart by.
func breakAt(labels []byte, lines []textcut.CutLine, i int) {
	if labels[i] == 'X' || labels[i] == 'S' {
		labels[i] = 'B'
	}
	if i > 0 && strings.TrimSpace(lines[i-1].Text) == "" {
		labels[i-1] = 'T'
		return
	}
	labels[i] = 'T'
}

func joinOrDrop(act string, labels []byte, lines []textcut.CutLine, i int) {
	empty := strings.TrimSpace(lines[i].Text) == ""
	switch {
	case act == "drop":
		labels[i] = 'X'
	case act == "join" && labels[i] == 'T' && empty:
		labels[i] = 'S'
	case act == "join" && (labels[i] == 'T' || labels[i] == 'A' || labels[i] == 'F'):
		labels[i] = 'B'
	}
}

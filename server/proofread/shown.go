package proofread

import (
	"shiyun/corpus"
	"shiyun/corpus/prosody"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/corpus/prosody/tune"
	"shiyun/corpus/verse"
	"shiyun/server/catalogue"
	"shiyun/server/paths"
)

// Shown is a report as pages show it, in the words of a catalogue.
type Shown struct {
	Form, Tune, Book string
	Skeleton         string   // 平起首句入韵, of regulated verse
	Rhymes           []string // the chief one first
	SameRhyme        string   // address of the poems that rhyme alike; "" for none
	Checked          bool     // the form has rules of tone or of rhyme
	Findings         []Remark // what had better be changed, the gravest first
	Allowed          []Remark // what is allowed, and why
	Pattern          []PatternLine
}

// Remark is one finding in words.
type Remark struct {
	Severity finding.Severity
	Name     string         // 误, 宜改; "" for what is allowed
	Place    corpus.Message // 第2行第3字“信”; zero for the whole
	Text     corpus.Message
	Advice   corpus.Message // zero for none
	URL      string         // of the page on its rule
}

// PatternLine is a clause of a tune's pattern.
type PatternLine struct {
	Tones string // of 平, 仄 and 中
	End   string // 句, 韵, 换韵, 叶韵, 叠, 读
	Chars int
}

// Show returns a report in words.
func Show(r prosody.Report, words *catalogue.Catalogue) Shown {
	shown := Shown{Form: words.Named(string(r.Form)), Tune: r.Tune, Book: words.Carry(r.Book.Chinese()),
		Skeleton: words.Carry(r.Skeleton()), Checked: r.RhymeOK != nil || r.MetreOK != nil}
	for _, name := range r.Rhymes {
		shown.Rhymes = append(shown.Rhymes, words.Carry(name))
	}
	if len(r.Rhymes) > 0 {
		shown.SameRhyme = paths.RhymeSearch(r.Rhymes[0])
	}
	for _, severity := range []finding.Severity{finding.Error, finding.Warning} {
		for _, f := range r.Findings {
			if f.Severity == severity {
				shown.Findings = append(shown.Findings, remarkOf(f, words))
			}
		}
	}
	for _, f := range r.Findings {
		if f.Severity == finding.Note {
			shown.Allowed = append(shown.Allowed, remarkOf(f, words))
		}
	}
	if form := r.Pattern(); form != nil {
		shown.Pattern = Pattern(form, words)
	}
	return shown
}

func remarkOf(f finding.Finding, words *catalogue.Catalogue) Remark {
	remark := Remark{Severity: f.Severity, Text: f.Message, Advice: f.Advice, URL: paths.Rule(string(f.Rule))}
	switch f.Severity {
	case finding.Error:
		remark.Name = words.Say("prosody.error")
	case finding.Warning:
		remark.Name = words.Say("prosody.warning")
	}
	switch {
	case f.Line == 0:
	case len([]rune(f.Text)) == 1:
		remark.Place = corpus.NewMessage("metre.place.char", f.Line, f.Char, f.Text)
	default:
		remark.Place = corpus.NewMessage("metre.place.line", f.Line, f.Text)
	}
	return remark
}

// endNames are the keys of how clauses of a pattern end.
var endNames = map[tune.End]string{
	tune.Rhymes: "metre.end.rhyme", tune.Shifts: "metre.end.shift", tune.Crosses: "metre.end.cross",
	tune.Repeats: "metre.end.repeat", tune.Unrhymed: "metre.end.none", tune.HalfStops: "metre.end.half",
}

// Pattern returns the clauses of a form of a tune.
func Pattern(form *tune.Form, words *catalogue.Catalogue) (lines []PatternLine) {
	for _, c := range form.Clauses {
		lines = append(lines, PatternLine{tune.Write(c), words.Say(endNames[c.End]), len(c.Tones)})
	}
	return lines
}

// ChoiceOf returns the choice that a name of a book is; "" and names of none
// leave it to the poem.
func ChoiceOf(name string) (c prosody.Choice) {
	c.Book, c.Given = rhyme.ParseBook(name)
	return c
}

// Marks are what stands over the characters of verse.
type Marks struct {
	marks map[[2]int]prosody.Mark
	off   map[[2]int]bool
	words *catalogue.Catalogue
}

// NewMarks returns the marks of a report; those of what had better be changed
// too, where faults are asked for.
func NewMarks(r prosody.Report, words *catalogue.Catalogue, faults bool) *Marks {
	m := &Marks{map[[2]int]prosody.Mark{}, map[[2]int]bool{}, words}
	for _, mark := range r.Marks() {
		m.marks[[2]int{mark.Line, mark.Char}] = mark
	}
	for _, f := range r.Findings {
		if f.Severity == finding.Note || !faults {
			continue
		}
		for i := range len([]rune(f.Text)) {
			m.off[[2]int{f.Line, f.Char + i}] = true
		}
	}
	return m
}

// Over returns the mark over a character of a line, both from 1, and whether
// something had better be changed there; "" where none stands.
func (m *Marks) Over(line, at int) (mark string, off bool) {
	found, ok := m.marks[[2]int{line, at}]
	switch {
	case !ok:
		return "", false
	case found.Rhymes:
		mark = "metre.mark.rhyme"
	case found.Tone == rhyme.Level:
		mark = "metre.mark.level"
	case found.Tone == rhyme.Oblique:
		mark = "metre.mark.oblique"
	default:
		mark = "metre.mark.either"
	}
	return m.words.Say(mark), m.off[[2]int{line, at}]
}

// Glyph is a character of verse with what stands over it.
type Glyph struct {
	Text, Mark string
	Off        bool
}

// Lines returns the lines of a body with the marks over their characters.
func (m *Marks) Lines(body string) (lines [][]Glyph) {
	for _, one := range verse.Lines(body) {
		var line []Glyph
		for at, r := range []rune(one.Text) {
			mark, off := m.Over(one.N, at+1)
			line = append(line, Glyph{string(r), mark, off})
		}
		lines = append(lines, line)
	}
	return lines
}

package tune

import (
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// The rules of tunes.
const (
	Length        finding.Rule = "tune_length"    // 字数
	Missing       finding.Rule = "tune_missing"   // 缺句
	Extra         finding.Rule = "tune_extra"     // 多句
	WrongTone     finding.Rule = "tune_tone"      // 平仄
	EnteringTone  finding.Rule = "entering_level" // 以入代平
	OffRhyme      finding.Rule = "tune_rhyme"     // 出韵
	NearRhyme     finding.Rule = "tune_near"      // 邻部通押
	Unrepeated    finding.Rule = "tune_repeat"    // 叠句
	EnteringRhyme finding.Rule = "entering_rhyme" // 宜押入声
	Lead          finding.Rule = "lead"           // 领字
	UnknownChar   finding.Rule = "unknown"        // 生僻字
	noRhyme                    = -1
	enteringFirst              = 89 // of 平水韵, from 0
)

// Result is what a check against a tune found.
type Result struct {
	Match
	Rhymes           []int // of the book
	RhymeOK, MetreOK bool
	Findings         []finding.Finding
	Lines            []Line // those that text and form both have
}

// Line is a clause of a form and the characters that are sung to it.
type Line struct {
	Form  Clause
	Chars []clause.Char
}

// Check compares verse with the form of a tune.
func Check(clauses []clause.Clause, m Match, book rhyme.Book) *Result {
	r := &Result{Match: m}
	r.Lines = r.lineUp(clauses)
	for _, l := range r.Lines {
		r.checkTones(l, book)
	}
	r.checkRepeats()
	r.checkRhymes(book)
	r.checkEntering(book)
	r.checkLeads()
	for _, c := range clauses {
		for _, char := range c.Chars {
			if char.Sound == nil {
				r.add(finding.At(char, UnknownChar, finding.Note, corpus.NewMessage("prosody.unknown", string(char.Rune)), corpus.Message{}))
			}
		}
	}
	r.RhymeOK = !finding.Has(r.Findings, finding.Error, OffRhyme)
	r.MetreOK = !finding.Has(r.Findings, finding.Error, Length, Missing, Extra, WrongTone)
	return r
}

func (r *Result) add(f finding.Finding) { r.Findings = append(r.Findings, f) }

// lineUp joins the clauses of the form with the text: place by place where both
// are as long, otherwise clause by clause.
func (r *Result) lineUp(clauses []clause.Clause) (lines []Line) {
	if r.Exact {
		var chars []clause.Char
		for _, c := range clauses {
			chars = append(chars, c.Chars...)
		}
		for _, c := range r.Form.Clauses {
			lines = append(lines, Line{c, chars[:len(c.Tones)]})
			chars = chars[len(c.Tones):]
		}
		return lines
	}
	form := r.Form.closest(clauses)
	for _, p := range pair(clauses, form) {
		switch {
		case p.form < 0:
			r.add(finding.Of(clauses[p.text], Extra, finding.Error, corpus.NewMessage("prosody.tune_extra", r.name()), corpus.Message{}))
		case p.text < 0:
			c := form[p.form]
			r.add(finding.Whole(Missing, finding.Error, corpus.NewMessage("prosody.tune_missing", r.name(), p.form+1, len(c.Tones)), corpus.NewMessage("prosody.line_advice", corpus.Name(Write(c)))))
		default:
			c := form[p.form]
			lines = append(lines, Line{c, clauses[p.text].Chars})
			if have, want := len(clauses[p.text].Chars), len(c.Tones); have != want {
				r.add(finding.Of(clauses[p.text], Length, finding.Error, corpus.NewMessage("prosody.tune_length", have, r.name(), want), corpus.NewMessage("prosody.line_advice", corpus.Name(Write(c)))))
			}
		}
	}
	return lines
}

func (r *Result) name() corpus.Name { return corpus.Name(r.Form.Tune.Names[0]) }

// checkTones compares the tones of a clause. Where only most songs have a tone
// another is no fault.
func (r *Result) checkTones(l Line, book rhyme.Book) {
	if len(l.Chars) != len(l.Form.Tones) {
		return
	}
	for i, char := range l.Chars {
		want := l.Form.Tones[i]
		if tonesOf(char, book)&want.Tone != 0 {
			continue
		}
		ends := i == len(l.Chars)-1 && l.Form.End != Unrhymed && l.Form.End != HalfStops
		message := corpus.NewMessage("prosody.tone", i+1, string(char.Rune), corpus.Name(want.Tone.Opposite().Chinese()), corpus.Name(want.Tone.Chinese()))
		advice := corpus.NewMessage("prosody.tone_advice", corpus.Name(want.Tone.Chinese()), corpus.Name(Write(l.Form)))
		switch {
		case want.Tone == rhyme.Level && !ends && !book.Modern() && isEntering(char):
			r.add(finding.At(char, EnteringTone, finding.Note, corpus.NewMessage("prosody.entering_level", string(char.Rune)), corpus.Message{}))
		case want.Firm || ends:
			r.add(finding.At(char, WrongTone, finding.Error, message, advice))
		default:
			r.add(finding.At(char, WrongTone, finding.Warning, message, advice))
		}
	}
}

// isEntering reports whether a character has the entering tone (入声), which
// songs take for a level one.
func isEntering(char clause.Char) bool {
	sure, _ := char.Sound.By(rhyme.Pingshui)
	return slices.ContainsFunc(sure.All(), func(group int) bool { return group >= enteringFirst })
}

// checkRepeats compares what repeats with what was sung before it.
func (r *Result) checkRepeats() {
	for i, l := range r.Lines {
		if l.Form.End != Repeats || i == 0 || len(l.Chars) != len(l.Form.Tones) {
			continue
		}
		before := r.Lines[i-1].Chars
		if len(before) < len(l.Chars) || !sameRunes(before[len(before)-len(l.Chars):], l.Chars) {
			r.add(finding.At(l.Chars[0], Unrepeated, finding.Note, corpus.NewMessage("prosody.tune_repeat", r.name()), corpus.Message{}))
		}
	}
}

func sameRunes(a, b []clause.Char) bool {
	return slices.EqualFunc(a, b, func(a, b clause.Char) bool { return a.Rune == b.Rune })
}

// Write writes the tones of a clause as 平, 仄 and 中.
func Write(c Clause) string {
	text := ""
	for _, t := range c.Tones {
		if t.Tone == rhyme.Either {
			text += "中"
			continue
		}
		text += t.Tone.Chinese()
	}
	return text
}

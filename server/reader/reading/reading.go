package reading

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
	"shiyun/corpus/script"
	"shiyun/corpus/verse"
	"shiyun/server/preferences"
	"shiyun/server/typeset"
)

// Reading is a poem as a reader wants it shown: in a script, with or without
// pinyin. What the archive holds is never changed by it.
type Reading struct {
	Poem      corpus.Poem // in the script shown
	Verse     typeset.Verse
	Converted bool   // by machine: it differs from the original
	Script    string // shown: original, hans, hant
	Among     bool   // other poems stand on the page: its lines have no address
	pinyin    string
	// Metre is what stands in the place of pinyin where the reader wants to see
	// the metre; nil otherwise.
	Metre *metreView
}

// ReadingOf returns a poem as the preferences have it shown.
func ReadingOf(p corpus.Poem, prefs preferences.Preferences) Reading {
	shown := inScript(p, prefs.Script)
	r := Reading{Poem: shown, Verse: typeset.Versify(shown), Script: prefs.Script, pinyin: prefs.Pinyin}
	r.Converted = shown.Title != p.Title || shown.Body != p.Body || shown.Preface != p.Preface || shown.Note != p.Note || shown.Tune != p.Tune
	return r
}

// Sounded reports whether pinyin stands over every character, which wants more
// room.
func (r Reading) Sounded() bool { return r.pinyin == "all" }

// glyph is a run of plain text, a stop, or a character with its pinyin.
type glyph struct {
	Text  string
	Stop  bool
	Sound string // "" for none
	Mark  string // of the metre; "" for none
	After string // the stop after a sounded character, which no line may begin with
}

// Glyphs cuts one of the clauses of a line for the page. The texts together are
// the clause.
func (r Reading) Glyphs(line typeset.Line, nth int) []glyph {
	clause := line.Clauses[nth]
	if r.Metre != nil {
		before := utf8.RuneCountInString(strings.Join(line.Clauses[:nth], ""))
		return r.Metre.glyphs(line.N, before, clause)
	}
	if r.pinyin == "none" {
		var all []glyph
		for _, s := range typeset.Stretches(clause) {
			all = append(all, glyph{Text: s.Text, Stop: s.Stop})
		}
		return all
	}
	return r.sounded(clause)
}

func (r Reading) sounded(clause string) []glyph {
	var all []glyph
	sounds := pinyin.Read(clause)
	for i, c := range []rune(clause) {
		g := glyph{Text: string(c), Stop: verse.MarkOf(c).Has(verse.Printed)}
		if r.pinyin == "all" || pinyin.Rare(c) {
			g.Sound = sounds[i].Text
		}
		switch n := len(all); {
		case n > 0 && all[n-1].Sound != "" && verse.MarkOf(c).Has(verse.EndsClause|verse.Closes):
			all[n-1].After += g.Text
		case n > 0 && g.Sound == "" && all[n-1].Sound == "" && all[n-1].Stop == g.Stop:
			all[n-1].Text += g.Text
		default:
			all = append(all, g)
		}
	}
	return all
}

// inScript is the poem with what is read at length in another script. Names
// of people and places stay: they are as their bearers write them.
func inScript(p corpus.Poem, shown string) corpus.Poem {
	into := map[string]func(string) string{"hans": script.Simplified, "hant": script.Traditional}[shown]
	if into == nil {
		return p
	}
	for _, field := range []*string{&p.Title, &p.Preface, &p.Body, &p.Note, &p.Tune} {
		*field = byClause(*field, into)
	}
	return p
}

// byClause converts clause by clause: a phrase of the converter's dictionary
// must not reach over a stop or the end of a line. A clause it cannot keep
// the length of comes back as it was, so that lines stay lines.
func byClause(text string, into func(string) string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		for _, clause := range verse.Clauses(line) {
			converted := into(clause.Text)
			if len([]rune(converted)) != len([]rune(clause.Text)) {
				converted = clause.Text
			}
			b.WriteString(converted)
		}
	}
	return b.String()
}

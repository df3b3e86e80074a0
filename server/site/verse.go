package site

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
)

// Verse is a poem's text laid out for its form.
type Verse struct {
	Shape  string // classes of the style that sets it
	Lang   string // of the text, as BCP 47 has it
	Tune   string // to stand above; "" where the title names it
	Groups []group
}

// group is a couplet, a stanza, a paragraph or one side of a pair, by shape.
type group struct {
	Lines []verseLine
	// Parting is set where a stanza begins that is not the first.
	Parting bool
}

// verseLine is a line with its clauses, which fall below each other where the
// screen is too narrow for the whole.
type verseLine struct {
	N       int
	Clauses []string
}

// The shapes. Each has its rules in the styles.
const (
	shapeCouplets = "couplets"  // regulated verse, two lines to a couplet
	shapeStanzas  = "stanzas"   // 词, 曲, 古风: by stanza
	shapeProse    = "prose"     // 辞赋: paragraphs
	shapePair     = "pair"      // 楹联: two sides
	shapeHung     = "pair hung" // its sides upright beside each other, as on a door
	shapeFree     = "free"      // 新诗: its own breaks and indents
)

var shapes = map[corpus.Form]string{
	"五绝": shapeCouplets, "七绝": shapeCouplets, "五律": shapeCouplets, "七律": shapeCouplets, "排律": shapeCouplets,
	"古风": shapeStanzas, "词": shapeStanzas, "曲": shapeStanzas, "辞赋": shapeProse, "楹联": shapePair,
}

// Versify lays a poem out.
func Versify(p corpus.Poem) Verse {
	v := Verse{Shape: shapes[p.Form], Lang: LangOf(p.Body)}
	if v.Shape == "" {
		v.Shape = shapeFree
	}
	v.Groups = byStanza(p.Lines())
	switch v.Shape {
	case shapeCouplets:
		v.Groups = couplets(v.Groups)
	case shapePair:
		if v.Groups = sides(v.Groups); canHang(v.Groups) {
			v.Shape = shapeHung
		}
	}
	if !strings.Contains(p.Title, p.Tune) {
		v.Tune = p.Tune
	}
	return v
}

// longestSide is what stands upright on the screen of a phone in large type,
// in characters. Longer sides, which would be read in many columns, lie.
const longestSide = 13

func canHang(sides []group) bool {
	for _, side := range sides {
		if len(side.Lines) != 1 || utf8.RuneCountInString(strings.Join(side.Lines[0].Clauses, "")) > longestSide {
			return false
		}
	}
	return len(sides) == 2
}

func byStanza(lines []corpus.Line) []group {
	var groups []group
	for i, line := range lines {
		if i == 0 || line.Stanza != lines[i-1].Stanza {
			groups = append(groups, group{Parting: i > 0})
		}
		last := &groups[len(groups)-1]
		last.Lines = append(last.Lines, verseLine{N: line.N, Clauses: Clauses(line.Text)})
	}
	return groups
}

// The marks that end a clause, and those that go with it after them.
const (
	Stops   = "，。；？！,;?!"
	Closing = "”’』」）…—"
)

// Clauses cuts a line after its commas and stops, with what closes a
// quotation there. The pieces together are the line.
func Clauses(text string) []string {
	var parts []string
	start, stopped := 0, false
	for i, r := range text {
		stop := strings.ContainsRune(Stops, r)
		if stopped && !stop && !strings.ContainsRune(Closing, r) {
			parts, start = append(parts, text[start:i]), i
		}
		stopped = stop || stopped && start != i
	}
	return append(parts, text[start:])
}

// couplets pairs lines, except where a line already holds both halves, as
// texts copied from books often do.
func couplets(stanzas []group) []group {
	var groups []group
	for _, stanza := range stanzas {
		for start := 0; start < len(stanza.Lines); {
			end := start + 1
			if len(stanza.Lines[start].Clauses) == 1 && end < len(stanza.Lines) {
				end++
			}
			groups = append(groups, group{Lines: stanza.Lines[start:end], Parting: stanza.Parting && start == 0})
			start = end
		}
	}
	return groups
}

// sides parts a couplet into its upper and lower side: two stanzas are the
// sides, otherwise the halves of its lines.
func sides(stanzas []group) []group {
	if len(stanzas) != 1 || len(stanzas[0].Lines) < 2 {
		return stanzas
	}
	lines := stanzas[0].Lines
	half := (len(lines) + 1) / 2
	return []group{{Lines: lines[:half]}, {Lines: lines[half:]}}
}

// stretch is a part of verse, or of its punctuation, which is shown paler
// than the words. It is text like any other to those who copy or hear it.
type stretch struct {
	Text string
	Stop bool
}

// Punctuation is what of a text is shown paler.
const Punctuation = Stops + Closing + "“‘『「（、：:·《》〈〉"

// Stretches cuts a text at its punctuation. The parts together are the text.
func Stretches(text string) []stretch {
	var all []stretch
	start, last := 0, false
	for i, r := range text {
		stop := strings.ContainsRune(Punctuation, r)
		if stop != last && i > start {
			all, start = append(all, stretch{text[start:i], last}), i
		}
		last = stop
	}
	if start < len(text) {
		all = append(all, stretch{text[start:], last})
	}
	return all
}

// longTitle holds for titles that would fill a phone's screen at their usual
// size.
func longTitle(title string) bool { return utf8.RuneCountInString(title) > 24 }

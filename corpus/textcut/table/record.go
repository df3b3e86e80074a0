package table

import (
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
	"shiyun/corpus/verse"
)

// tableRecord is what a table says of one poem, or of several whose texts
// stand in one cell.
type tableRecord struct {
	entries []tableEntry
	body    []manuscript.Line
	quiet   bool // what is not used has been named before
	signed  bool // a name stands under every title in the cells of verse
}

// tableEntry is what stands under, or beside, one name.
type tableEntry struct {
	field intake.Field
	name  string
	lines []manuscript.Line
}

func (r *tableRecord) put(f intake.Field, name string, lines []manuscript.Line) {
	if manuscript.FilledLines(lines) > 0 {
		r.entries = append(r.entries, tableEntry{f, name, lines})
	}
}

func (r *tableRecord) has(f intake.Field) bool {
	for _, e := range r.entries {
		if e.field == f {
			return true
		}
	}
	return false
}

// poems are the labelled lines of the record: what the row says, the verse,
// the notes. A title that stands above the verse in its cell is taken from
// there, and several of them part several poems.
func (r *tableRecord) poems() []manuscript.Line {
	if r.has(intake.FieldTitle) {
		return r.poem(tableEntry{}, r.body)
	}
	var lines []manuscript.Line
	parts := splitTitled(r.body)
	for i, part := range parts {
		one := *r
		one.quiet = r.quiet || i > 0
		if !r.has(intake.FieldAuthor) && part.title.name != "" {
			one.entries = append(slices.Clone(r.entries), part.takeAuthor(r.signed)...)
		}
		lines = append(lines, one.poem(part.title, part.body)...)
	}
	return lines
}

func (r *tableRecord) poem(title tableEntry, body []manuscript.Line) []manuscript.Line {
	var lines []manuscript.Line
	titled := false
	for _, e := range append([]tableEntry{title}, r.entries...) {
		if e.field == intake.FieldTitle && len(e.lines) > 0 {
			lines, titled = append(lines, e.labelled()), true
		}
	}
	body, more := splitBody(body, r.has(intake.FieldDate))
	var notes []manuscript.Line
	for _, e := range append(r.entries, more...) {
		switch e.field {
		case intake.FieldTitle:
		case intake.FieldNote:
			notes = append(notes, e.section(manuscript.LabelNote)...)
		case intake.FieldPreface:
			lines = append(lines, e.section(manuscript.LabelPreface)...)
		case intake.FieldNone, intake.FieldPrivate:
			lines = append(lines, e.leftOut(r.quiet))
		default:
			lines = append(lines, e.labelled())
		}
	}
	lines = append(append(lines, verseLines(body, titled)...), notes...)
	return append(lines, manuscript.Line{Label: manuscript.LabelDropped})
}

// labelled is the entry as a labelled line.
func (e tableEntry) labelled() manuscript.Line {
	h := &manuscript.Head{Field: e.field, Name: e.name, Value: joinLines(e.lines, " ")}
	return withNotes(manuscript.Line{Text: e.name + "：" + h.Value, Head: h, Label: h.Label()}, e.lines)
}

// section are the lines of a note or preface.
func (e tableEntry) section(label byte) []manuscript.Line {
	var lines []manuscript.Line
	for _, line := range e.lines {
		if !line.Blank() {
			line.Label, line.Head = label, &manuscript.Head{Field: e.field, Name: e.name, Value: strings.TrimSpace(line.Content())}
			lines = append(lines, line)
		}
	}
	return lines
}

// leftOut is an entry that is not used. What is private in it is not even
// shown.
func (e tableEntry) leftOut(quiet bool) manuscript.Line {
	h := &manuscript.Head{Field: e.field, Name: e.name, Value: joinLines(e.lines, " ")}
	if e.field == intake.FieldPrivate {
		h.Value = intake.Mask
	}
	line := manuscript.Line{Text: e.name + "：" + h.Value, Label: manuscript.LabelDropped, Head: h}
	if quiet {
		line.Head = &manuscript.Head{Front: true}
	}
	return line
}

// unused is a line of a table that is of no poem.
func unused(text string) manuscript.Line {
	return manuscript.Line{Text: text, Label: manuscript.LabelDropped}
}

// withNotes is a line with the footnotes that are anchored in others.
func withNotes(line manuscript.Line, others []manuscript.Line) manuscript.Line {
	for _, other := range others {
		line.Notes = append(line.Notes, other.Notes...)
		line.Commented = line.Commented || other.Commented
	}
	return line
}

// verseLines are the lines of a body.
func verseLines(body []manuscript.Line, titled bool) []manuscript.Line {
	var lines []manuscript.Line
	blank := false
	for _, line := range body {
		if line.Blank() {
			blank = len(lines) > 0
			continue
		}
		if blank {
			lines = append(lines, manuscript.Line{Label: manuscript.LabelStanza})
		}
		blank = false
		line.Label, line.Head, line.Heading = manuscript.LabelBody, nil, false
		if len(lines) == 0 && !titled {
			line.Label = manuscript.LabelFirst
		}
		lines = append(lines, line)
	}
	return lines
}

// splitBody parts what else stands in a cell of verse from it: a note that
// says it is one, and a date below the last line.
func splitBody(lines []manuscript.Line, dated bool) (body []manuscript.Line, more []tableEntry) {
	for i, line := range lines {
		if i > 0 && manuscript.NoteWord.MatchString(strings.TrimSpace(line.Content())) {
			more = append(more, tableEntry{intake.FieldNote, intake.FieldNote.Label(), lines[i:]})
			lines = lines[:i]
			break
		}
	}
	end := len(lines)
	for end > 0 && lines[end-1].Blank() {
		end--
	}
	if text := strings.TrimSpace(joinLines(lines[max(0, end-1):end], "")); end > 1 && !dated && len(text) <= manuscript.MaxLook && manuscript.DateLine.MatchString(text) {
		more = append(more, tableEntry{intake.FieldDate, intake.FieldDate.Label(), []manuscript.Line{{Text: manuscript.TrimDate(text)}}})
		end--
	}
	return lines[:end], more
}

// titledBody is one of the poems in a cell.
type titledBody struct {
	title tableEntry
	body  []manuscript.Line
}

// splitTitled parts the poems in a cell by the titles above them. A first line
// is a title for certain in 《》, or where it is short and without a mark above
// lines that all end with one.
func splitTitled(lines []manuscript.Line) []titledBody {
	var parts []titledBody
	for _, line := range lines {
		text := strings.TrimSpace(line.Content())
		if strings.HasPrefix(text, "《") && strings.Contains(text, "》") && manuscript.IsShort(text) && !strings.ContainsAny(text, "，。；？！") {
			title := tableEntry{intake.FieldTitle, intake.FieldTitle.Label(), []manuscript.Line{line}}
			parts = append(parts, titledBody{title: title})
			continue
		}
		if len(parts) == 0 {
			parts = append(parts, titledBody{})
		}
		parts[len(parts)-1].body = append(parts[len(parts)-1].body, line)
	}
	if len(parts) > 1 && manuscript.FilledLines(parts[0].body) == 0 && parts[0].title.name == "" {
		parts = parts[1:]
	}
	if len(parts) == 1 && parts[0].title.name == "" {
		parts[0].takeFirstLine()
	}
	return parts
}

// takeAuthor takes the author who stands between the title and the verse. A
// line that may be verse itself is no name.
func (b *titledBody) takeAuthor(signed bool) []tableEntry {
	at := slices.IndexFunc(b.body, func(line manuscript.Line) bool { return !line.Blank() })
	if at < 0 || manuscript.FilledLines(b.body) < 2 {
		return nil
	}
	text := strings.TrimSpace(b.body[at].Content())
	name := manuscript.ReadAuthor(text)
	signed = signed || manuscript.AuthorWord.MatchString(text)
	known := manuscript.StartsWithSurname(name) || manuscript.IsNickname(name) || b.body[at+1].Blank()
	if !manuscript.IsPenName(name) || !signed && !known {
		return nil
	}
	b.body = b.body[at+1:]
	return []tableEntry{{intake.FieldAuthor, intake.FieldAuthor.Label(), []manuscript.Line{{Text: name}}}}
}

// takeFirstLine takes the title that stands above the verse.
func (b *titledBody) takeFirstLine() {
	first := -1
	for i, line := range b.body {
		switch {
		case line.Blank():
		case first < 0:
			first = i
			if s := verse.ShapeOf(manuscript.Clip(line.Content())); s.Ended || s.Marked || utf8.RuneCountInString(strings.TrimSpace(line.Content())) > 16 {
				return
			}
		case !verse.ShapeOf(manuscript.Clip(line.Content())).Ended:
			return
		}
	}
	if first >= 0 && manuscript.FilledLines(b.body) > 1 {
		b.title = tableEntry{intake.FieldTitle, intake.FieldTitle.Label(), b.body[first : first+1]}
		b.body = b.body[first+1:]
	}
}

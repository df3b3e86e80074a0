package textcut

import (
	"strings"

	"shiyun/corpus/intake"
)

// tableRecord is what a table says of one poem, or of several whose texts
// stand in one cell.
type tableRecord struct {
	entries []tableEntry
	body    []Line
	quiet   bool // what is not used has been named before
}

// tableEntry is what stands under, or beside, one name.
type tableEntry struct {
	field intake.Field
	name  string
	lines []Line
}

func (r *tableRecord) put(f intake.Field, name string, lines []Line) {
	if filledLines(lines) > 0 {
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
func (r *tableRecord) poems() []Line {
	if r.has(intake.FieldTitle) {
		return r.poem(tableEntry{}, r.body)
	}
	var lines []Line
	parts := splitTitled(r.body)
	for i, part := range parts {
		one := *r
		one.quiet = r.quiet || i > 0
		lines = append(lines, one.poem(part.title, part.body)...)
	}
	return lines
}

func (r *tableRecord) poem(title tableEntry, body []Line) []Line {
	var lines []Line
	titled := false
	for _, e := range append([]tableEntry{title}, r.entries...) {
		if e.field == intake.FieldTitle && len(e.lines) > 0 {
			lines, titled = append(lines, e.labelled()), true
		}
	}
	body, more := splitBody(body, r.has(intake.FieldDate))
	var notes []Line
	for _, e := range append(r.entries, more...) {
		switch e.field {
		case intake.FieldTitle:
		case intake.FieldNote:
			notes = append(notes, e.section(labelNote)...)
		case intake.FieldPreface:
			lines = append(lines, e.section(labelPreface)...)
		case intake.FieldNone, intake.FieldPrivate:
			lines = append(lines, e.leftOut(r.quiet))
		default:
			lines = append(lines, e.labelled())
		}
	}
	lines = append(append(lines, verseLines(body, titled)...), notes...)
	return append(lines, Line{label: labelDropped})
}

// labelled is the entry as a labelled line.
func (e tableEntry) labelled() Line {
	h := &head{field: e.field, name: e.name, value: joinLines(e.lines, " ")}
	return withNotes(Line{Text: e.name + "：" + h.value, head: h, label: labelOfHead(h, roleOfHead(h))}, e.lines)
}

// section are the lines of a note or preface.
func (e tableEntry) section(label byte) []Line {
	var lines []Line
	for _, line := range e.lines {
		if !line.Blank() {
			line.label, line.head = label, &head{field: e.field, name: e.name, value: strings.TrimSpace(line.content())}
			lines = append(lines, line)
		}
	}
	return lines
}

// leftOut is an entry that is not used. What is private in it is not even
// shown.
func (e tableEntry) leftOut(quiet bool) Line {
	h := &head{field: e.field, name: e.name, value: joinLines(e.lines, " ")}
	if e.field == intake.FieldPrivate {
		h.value = intake.Mask
	}
	line := Line{Text: e.name + "：" + h.value, label: labelDropped, head: h}
	if quiet {
		line.head = &head{front: true}
	}
	return line
}

// unused is a line of a table that is of no poem.
func unused(text string) Line {
	return Line{Text: text, label: labelDropped}
}

// withNotes is a line with the footnotes that are anchored in others.
func withNotes(line Line, others []Line) Line {
	for _, other := range others {
		line.Notes = append(line.Notes, other.Notes...)
		line.Commented = line.Commented || other.Commented
	}
	return line
}

// verseLines are the lines of a body.
func verseLines(body []Line, titled bool) []Line {
	var lines []Line
	blank := false
	for _, line := range body {
		if line.Blank() {
			blank = len(lines) > 0
			continue
		}
		if blank {
			lines = append(lines, Line{label: labelStanza})
		}
		blank = false
		line.label, line.head, line.Heading = labelBody, nil, false
		if len(lines) == 0 && !titled {
			line.label = labelFirst
		}
		lines = append(lines, line)
	}
	return lines
}

// splitBody parts what else stands in a cell of verse from it: a note that
// says it is one, and a date below the last line.
func splitBody(lines []Line, dated bool) (body []Line, more []tableEntry) {
	for i, line := range lines {
		if i > 0 && noteWord.MatchString(strings.TrimSpace(line.content())) {
			more = append(more, tableEntry{intake.FieldNote, intake.FieldNote.Label(), lines[i:]})
			lines = lines[:i]
			break
		}
	}
	end := len(lines)
	for end > 0 && lines[end-1].Blank() {
		end--
	}
	if text := strings.TrimSpace(joinLines(lines[max(0, end-1):end], "")); end > 1 && !dated && len(text) <= maxLook && dateLine.MatchString(text) {
		more = append(more, tableEntry{intake.FieldDate, intake.FieldDate.Label(), []Line{{Text: trimDate(text)}}})
		end--
	}
	return lines[:end], more
}

// titledBody is one of the poems in a cell.
type titledBody struct {
	title tableEntry
	body  []Line
}

// splitTitled parts the poems in a cell by the titles above them. A first line
// is a title for certain in 《》, or where it is short and without a mark above
// lines that all end with one.
func splitTitled(lines []Line) []titledBody {
	var parts []titledBody
	for _, line := range lines {
		text := strings.TrimSpace(line.content())
		if strings.HasPrefix(text, "《") && strings.Contains(text, "》") && isShort(text) && !strings.ContainsAny(text, "，。；？！") {
			title := tableEntry{intake.FieldTitle, intake.FieldTitle.Label(), []Line{line}}
			parts = append(parts, titledBody{title: title})
			continue
		}
		if len(parts) == 0 {
			parts = append(parts, titledBody{})
		}
		parts[len(parts)-1].body = append(parts[len(parts)-1].body, line)
	}
	if len(parts) > 1 && filledLines(parts[0].body) == 0 && parts[0].title.name == "" {
		parts = parts[1:]
	}
	if len(parts) == 1 && parts[0].title.name == "" {
		parts[0].takeFirstLine()
	}
	return parts
}

// takeFirstLine takes the title that stands above the verse.
func (b *titledBody) takeFirstLine() {
	first := -1
	for i, line := range b.body {
		switch {
		case line.Blank():
		case first < 0:
			first = i
			if f := look(line); f.Ended || f.Marked || f.runes > 16 {
				return
			}
		case !look(line).Ended:
			return
		}
	}
	if first >= 0 && filledLines(b.body) > 1 {
		b.title = tableEntry{intake.FieldTitle, intake.FieldTitle.Label(), b.body[first : first+1]}
		b.body = b.body[first+1:]
	}
}

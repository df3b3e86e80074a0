package table

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

// isForm reports whether the table is filled in as a form: names of fields,
// and beside or below each what belongs to it.
func (t Table) isForm() bool {
	seen := map[intake.Field]bool{}
	rows, named := 0, 0
	for _, row := range t {
		cells := filled(row)
		if len(cells) == 0 || len(cells) == 1 && cells[0].field() == intake.FieldNone {
			continue
		}
		rows++
		if cells[0].field() != intake.FieldNone {
			named++
		}
		beside := own(row)
		for i, c := range beside {
			if f := c.field(); f != intake.FieldNone && (i+1 < len(beside) && beside[i+1].field() == intake.FieldNone || len(cells) == 1) {
				seen[f] = true
			}
		}
	}
	return len(seen) >= 2 && (seen[intake.FieldTitle] || seen[intake.FieldBody]) && named*2 > rows
}

// tableForm reads a form, row by row.
type tableForm struct {
	lines   []manuscript.Line
	record  *tableRecord
	author  *tableEntry // of the poem before
	waiting tableEntry  // a name with nothing beside it
	bodies  bool        // some poem has its text in the form
}

// form makes the lines of a form. Where the verse is not in it, it is the head
// of what stands below the table.
func (t Table) form() []manuscript.Line {
	f := &tableForm{record: &tableRecord{}}
	for _, row := range t {
		f.take(row)
	}
	f.end()
	if !f.bodies {
		for i := range f.lines {
			if f.lines[i].Label = 0; f.lines[i].Head == nil && !f.lines[i].Blank() {
				f.lines[i].Head = &manuscript.Head{Front: true}
			}
		}
	}
	return f.lines
}

func (f *tableForm) take(row []Cell) {
	cells := own(row)
	for i := 0; i < len(cells); i++ {
		c := cells[i]
		field, name := c.field(), c.name()
		switch {
		case c.Above: // its name was read with the first of its rows
			continue
		case field == intake.FieldNone && f.waiting.name != "" && !c.blank():
			f.put(f.waiting, c.Lines)
		case c.blank():
			continue
		case i+1 < len(cells) && cells[i+1].field() == intake.FieldNone && (field != intake.FieldNone || isNameLike(c)):
			f.waiting = tableEntry{}
			f.put(tableEntry{field: field, name: name}, cells[i+1].Lines)
			i++
		case field != intake.FieldNone:
			f.waiting = tableEntry{field: field, name: name}
		case manuscript.FilledLines(c.Lines) > 1 && len(f.record.body) == 0:
			f.put(tableEntry{field: intake.FieldBody}, c.Lines)
		default:
			f.lines = append(f.lines, unused(c.text()))
		}
	}
}

// own are the cells of a row, those that are part of another left out.
func own(row []Cell) []Cell {
	var cells []Cell
	for _, c := range row {
		if !c.Beside {
			cells = append(cells, c)
		}
	}
	return cells
}

// isNameLike reports whether a cell may name what stands beside it, though the
// archive has no field of the name.
func isNameLike(c Cell) bool {
	name := c.name()
	return manuscript.FilledLines(c.Lines) == 1 && utf8.RuneCountInString(name) <= 12 && !strings.ContainsAny(name, "，。；？！、")
}

// put adds what stands beside a name. A title or a text that comes again is
// of another poem, by the same author unless the form says otherwise.
func (f *tableForm) put(e tableEntry, lines []manuscript.Line) {
	f.waiting = tableEntry{}
	if manuscript.FilledLines(lines) == 0 {
		return
	}
	again := e.field == intake.FieldTitle && f.record.has(e.field) || e.field == intake.FieldBody && len(f.record.body) > 0 && !intake.IsPart(e.name)
	if again {
		f.end()
	}
	if e.field == intake.FieldBody {
		if len(f.record.body) > 0 && isStanza(e.name) {
			f.record.body = append(f.record.body, manuscript.Line{})
		}
		f.record.body = append(f.record.body, lines...)
		return
	}
	if e.field != intake.FieldNone && e.field != intake.FieldPrivate && f.record.has(e.field) {
		f.putAgain(e, lines)
		return
	}
	f.record.put(e.field, e.name, lines)
}

// putAgain takes the second of two entries of a field: a pen name in place of
// the name of the person.
func (f *tableForm) putAgain(e tableEntry, lines []manuscript.Line) {
	for i, has := range f.record.entries {
		if has.field != e.field {
			continue
		}
		if strings.Contains(e.name, "笔名") || strings.Contains(e.name, "筆名") {
			f.record.entries[i] = tableEntry{e.field, e.name, lines}
			e.name, lines = has.name, []manuscript.Line{{Text: intake.Mask}}
		}
		break
	}
	f.record.put(intake.FieldNone, e.name, lines)
}

// end ends a poem of the form.
func (f *tableForm) end() {
	if f.author != nil && !f.record.has(intake.FieldAuthor) && len(f.record.body) > 0 {
		f.record.entries = append(f.record.entries, *f.author)
	}
	if len(f.record.entries) > 0 || len(f.record.body) > 0 {
		f.bodies = f.bodies || len(f.record.body) > 0
		f.lines = append(f.lines, f.record.poems()...)
	}
	for _, e := range f.record.entries {
		if e.field == intake.FieldAuthor {
			f.author = &e
		}
	}
	f.record = &tableRecord{}
}

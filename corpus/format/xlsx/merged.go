package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"shiyun/corpus/format/source"
	"shiyun/corpus/intake"
)

// maxMerged bounds the merged cells looked at in one sheet.
const maxMerged = 100_000

// down is a cell merged with those below it.
type down struct {
	column      int // from 0
	first, last int // rows, from 1
	text        string
}

// mergedCells are those of one sheet that reach downwards, by their first row.
type mergedCells struct {
	by   map[int][]down
	open []down // those that reach over the row being read
}

// shared are the fields that a cell merged over several rows gives to each of
// them. A title or a text is one poem's, and a number too.
var shared = []intake.Field{intake.FieldAuthor, intake.FieldAliases, intake.FieldForm, intake.FieldTune, intake.FieldPlace, intake.FieldDate, intake.FieldTags, intake.FieldCollection, intake.FieldSource}

// fill writes into a row what cells merged from above say of it. Rows come in
// their order.
func (m *mergedCells) fill(t *intake.TableRows, number int, texts []string) []string {
	m.open = slices.DeleteFunc(m.open, func(d down) bool { return d.last < number })
	for _, d := range m.open {
		if len(texts) > d.column && strings.TrimSpace(texts[d.column]) == "" {
			texts[d.column] = d.text
		} else if len(texts) <= d.column {
			texts = append(append(texts, make([]string, d.column-len(texts))...), d.text)
		}
	}
	for _, d := range m.by[number] {
		if d.column < len(texts) && slices.Contains(shared, t.FieldOf(d.column)) {
			d.text = texts[d.column]
			m.open = append(m.open, d)
		}
	}
	return texts
}

// layout is what the parts of a workbook say beside the cells: those merged
// downwards by their first row, and the columns that are hidden.
type layout struct {
	merged map[string]map[int][]down
	hidden map[string][]int // columns, from 0
}

// keep notes the layout of a part while it is vetted.
func (l layout) keep(part string) func(xml.StartElement) {
	m, n := l.merged, 0
	return func(e xml.StartElement) {
		if e.Name.Local == "col" && isOn(source.Attribute(e, "hidden")) {
			l.hideColumns(part, source.Attribute(e, "min"), source.Attribute(e, "max"))
		}
		if e.Name.Local != "mergeCell" || n == maxMerged {
			return
		}
		n++
		from, to, _ := strings.Cut(source.Attribute(e, "ref"), ":")
		column, first, err := excelize.CellNameToCoordinates(from)
		_, last, broken := excelize.CellNameToCoordinates(to)
		if err != nil || broken != nil || last <= first || column > intake.MaxColumns {
			return
		}
		if m[part] == nil {
			m[part] = map[int][]down{}
		}
		m[part][first] = append(m[part][first], down{column: column - 1, first: first, last: last})
	}
}

func isOn(value string) bool { return value == "1" || value == "true" }

func (l layout) hideColumns(part, from, to string) {
	first, err := strconv.Atoi(from)
	last, broken := strconv.Atoi(to)
	if err != nil || broken != nil {
		return
	}
	for column := max(first, 1); column <= min(last, intake.MaxColumns); column++ {
		l.hidden[part] = append(l.hidden[part], column-1)
	}
}

// sheetParts are the parts of the sheets of a workbook by their names, and
// which of the sheets are hidden.
func sheetParts(s *source.Source) (names map[string]string, hidden map[string]bool, err error) {
	z, err := s.Archive(maxXLSX)
	if err != nil {
		return nil, nil, err
	}
	targets := map[string]string{}
	names, hidden = map[string]string{}, map[string]bool{}
	err = errors.Join(
		eachElement(z, "xl/_rels/workbook.xml.rels", func(e xml.StartElement) {
			targets[source.Attribute(e, "Id")] = source.Attribute(e, "Target")
		}),
		eachElement(z, "xl/workbook.xml", func(e xml.StartElement) {
			if e.Name.Local == "sheet" {
				name, state := source.Attribute(e, "name"), source.Attribute(e, "state")
				names[name], hidden[name] = source.Attribute(e, "id"), state == "hidden" || state == "veryHidden"
			}
		}))
	for name, id := range names {
		target := targets[id]
		if !strings.HasPrefix(target, "/") {
			target = "xl/" + target
		}
		names[name] = strings.TrimPrefix(path.Clean(target), "/")
	}
	return names, hidden, err
}

func eachElement(z *zip.Reader, name string, each func(xml.StartElement)) error {
	in, err := z.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // the library may know where else it is
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	return errors.Join(elements(in, each), in.Close())
}

// elements reads XML to its end. A document type is refused: no spreadsheet
// writes one, and entities are how a small one becomes a large one.
func elements(r io.Reader, each func(xml.StartElement)) error {
	d := xml.NewDecoder(r)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.Directive:
			return errors.New("document type in a workbook")
		case xml.StartElement:
			each(e)
		}
	}
}

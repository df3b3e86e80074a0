package intake

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
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
var shared = []Field{FieldAuthor, FieldAliases, FieldForm, FieldTune, FieldPlace, FieldDate, FieldTags, FieldCollection, FieldSource}

// fill writes into a row what cells merged from above say of it. Rows come in
// their order.
func (m *mergedCells) fill(t *tableRows, number int, texts []string) []string {
	m.open = slices.DeleteFunc(m.open, func(d down) bool { return d.last < number })
	for _, d := range m.open {
		if len(texts) > d.column && strings.TrimSpace(texts[d.column]) == "" {
			texts[d.column] = d.text
		} else if len(texts) <= d.column {
			texts = append(append(texts, make([]string, d.column-len(texts))...), d.text)
		}
	}
	for _, d := range m.by[number] {
		if d.column < len(texts) && slices.Contains(shared, t.fieldOf(d.column)) {
			d.text = texts[d.column]
			m.open = append(m.open, d)
		}
	}
	return texts
}

// fieldOf is the field of a column as the file counts them.
func (t *tableRows) fieldOf(column int) Field {
	if i := slices.Index(t.own, column); i >= 0 {
		return t.Mapping[i]
	}
	return FieldNone
}

// keepMerged notes the merged cells of a part of a workbook while it is
// vetted.
func (s *source) keepMerged(part string) func(xml.StartElement) {
	n := 0
	return func(e xml.StartElement) {
		if e.Name.Local != "mergeCell" || n == maxMerged {
			return
		}
		n++
		from, to, _ := strings.Cut(attribute(e, "ref"), ":")
		column, first, err := excelize.CellNameToCoordinates(from)
		_, last, broken := excelize.CellNameToCoordinates(to)
		if err != nil || broken != nil || last <= first || column > maxColumns {
			return
		}
		if s.merged[part] == nil {
			s.merged[part] = map[int][]down{}
		}
		s.merged[part][first] = append(s.merged[part][first], down{column: column - 1, first: first, last: last})
	}
}

// sheetParts are the parts of the sheets of a workbook, by their names.
func (s *source) sheetParts() (map[string]string, error) {
	z, err := s.archive(maxXLSX)
	if err != nil {
		return nil, err
	}
	targets, names := map[string]string{}, map[string]string{}
	err = errors.Join(
		eachElement(z, "xl/_rels/workbook.xml.rels", func(e xml.StartElement) {
			targets[attribute(e, "Id")] = attribute(e, "Target")
		}),
		eachElement(z, "xl/workbook.xml", func(e xml.StartElement) {
			if e.Name.Local == "sheet" {
				names[attribute(e, "name")] = attribute(e, "id")
			}
		}))
	for name, id := range names {
		target := targets[id]
		if !strings.HasPrefix(target, "/") {
			target = "xl/" + target
		}
		names[name] = strings.TrimPrefix(path.Clean(target), "/")
	}
	return names, err
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

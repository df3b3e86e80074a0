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

// merges are the merged cells of a workbook, by part and first row.
type merges map[string]map[int][]down

// keep notes the merged cells of a part while it is vetted.
func (m merges) keep(part string) func(xml.StartElement) {
	n := 0
	return func(e xml.StartElement) {
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

// sheetParts are the parts of the sheets of a workbook, by their names.
func sheetParts(s *source.Source) (map[string]string, error) {
	z, err := s.Archive(maxXLSX)
	if err != nil {
		return nil, err
	}
	targets, names := map[string]string{}, map[string]string{}
	err = errors.Join(
		eachElement(z, "xl/_rels/workbook.xml.rels", func(e xml.StartElement) {
			targets[source.Attribute(e, "Id")] = source.Attribute(e, "Target")
		}),
		eachElement(z, "xl/workbook.xml", func(e xml.StartElement) {
			if e.Name.Local == "sheet" {
				names[source.Attribute(e, "name")] = source.Attribute(e, "id")
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

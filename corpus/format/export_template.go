package format

import (
	"errors"
	"fmt"
	"io"

	"shiyun/corpus"
	"shiyun/corpus/format/xlsx"
	"shiyun/corpus/intake"
)

// templateFields are the columns of a template: what a curator fills in.
var templateFields = []struct {
	field   intake.Field
	example string
	note    corpus.Message
}{
	{intake.FieldRef, intake.ExampleRef, corpus.NewMessage("intake.template.ref")},
	{intake.FieldTitle, "春晓", corpus.NewMessage("intake.template.title")},
	{intake.FieldAuthor, "孟浩然", corpus.NewMessage("intake.template.author")},
	{intake.FieldPreface, "", corpus.NewMessage("intake.template.preface")},
	{intake.FieldBody, "春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。", corpus.NewMessage("intake.template.body")},
	{intake.FieldNote, "", corpus.NewMessage("intake.template.note")},
	{intake.FieldForm, "五绝", corpus.NewMessage("intake.template.form")},
	{intake.FieldTune, "", corpus.NewMessage("intake.template.tune")},
	{intake.FieldPlace, "东亭社区/梧桐里", corpus.NewMessage("intake.template.place")},
	{intake.FieldDate, "2019-03-01", corpus.NewMessage("intake.template.date")},
	{intake.FieldTags, "春；山水", corpus.NewMessage("intake.template.tags")},
	{intake.FieldCollection, "", corpus.NewMessage("intake.template.collection")},
	{intake.FieldSource, "", corpus.NewMessage("intake.template.source")},
}

// WriteTemplate writes an empty sheet for curators to fill in, as CSV or
// XLSX: the headings and one example row, which Read skips. The workbook has
// a second sheet that explains what goes where, in the words of render.
// tempDir is as in NewXLSX.
func WriteTemplate(w io.Writer, f intake.Format, tempDir string, render func(corpus.Message) string) error {
	var header, example []string
	widths := make([]float64, len(templateFields))
	for i, t := range templateFields {
		header, example = append(header, t.field.Label()), append(example, t.example)
		widths[i] = poemWidth(t.field)
		if t.field == intake.FieldNote {
			example[i] = render(corpus.NewMessage("intake.template.example"))
		}
	}
	sheet, err := newSheet(w, f, tempDir, "诗", widths)
	if err != nil {
		return err
	}
	if err = errors.Join(sheet.Write(header), sheet.Write(example)); err == nil {
		if book, ok := sheet.(*xlsx.Sheet); ok {
			err = book.AddPage(render(corpus.NewMessage("intake.template.page")), templateNotes(render))
		}
	}
	if err = errors.Join(err, sheet.Close()); err != nil {
		return fmt.Errorf("write template: %w", err)
	}
	return nil
}

// templateNotes are the rows of the second sheet.
func templateNotes(render func(corpus.Message) string) [][2]string {
	notes := [][2]string{{render(corpus.NewMessage("intake.template.column")), render(corpus.NewMessage("intake.template.how"))}}
	for _, t := range templateFields {
		notes = append(notes, [2]string{t.field.Label(), render(t.note)})
	}
	return notes
}

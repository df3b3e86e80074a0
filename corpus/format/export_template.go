package format

import (
	"errors"
	"fmt"
	"io"

	"shiyun/corpus/format/xlsx"
	"shiyun/corpus/intake"
)

// templateFields are the columns of a template: what a curator fills in.
var templateFields = []struct {
	field         intake.Field
	example, note string
}{
	{intake.FieldRef, intake.ExampleRef, "自己的编号，可不填。填了以后，改好的表再导入一次，会更新同一编号的诗。"},
	{intake.FieldTitle, "春晓", "诗题，可不填。"},
	{intake.FieldAuthor, "孟浩然", "作者的名字或笔名，可不填。"},
	{intake.FieldPreface, "", "诗前的小序，可不填。"},
	{intake.FieldBody, "春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。", "诗文，必填。一句一行，在格子里换行按 Alt+Enter；段落之间空一行。"},
	{intake.FieldNote, "这一行是示例，导入时会跳过，可以删去", "作者的注，可不填。"},
	{intake.FieldForm, "五绝", "五绝、七绝、五律、七律、排律、古风、词、曲、辞赋、楹联、新诗、其他。可不填。"},
	{intake.FieldTune, "", "词牌或曲牌，如：浣溪沙。"},
	{intake.FieldPlace, "东亭社区/梧桐里", "写作的地方，大的在前，用 / 隔开。"},
	{intake.FieldDate, "2019-03-01", "2019、2019-03、2019-03-01 或“辛丑年重阳”都可以。"},
	{intake.FieldTags, "春；山水", "几个标签用分号隔开。"},
	{intake.FieldCollection, "", "收在哪本诗集，几本用分号隔开。"},
	{intake.FieldSource, "", "从哪里抄来的，如：社区诗刊第三期。"},
}

// WriteTemplate writes an empty sheet for curators to fill in, as CSV or
// XLSX: the headings and one example row, which Read skips. The workbook has
// a second sheet, 说明, that says what goes where. tempDir is as in NewXLSX.
func WriteTemplate(w io.Writer, f intake.Format, tempDir string) error {
	var header, example []string
	widths := make([]float64, len(templateFields))
	for i, t := range templateFields {
		header, example = append(header, t.field.Label()), append(example, t.example)
		widths[i] = poemWidth(t.field)
	}
	sheet, err := newSheet(w, f, tempDir, "诗", widths)
	if err != nil {
		return err
	}
	if err = errors.Join(sheet.Write(header), sheet.Write(example)); err == nil {
		if book, ok := sheet.(*xlsx.Sheet); ok {
			err = book.AddPage("说明", templateNotes())
		}
	}
	if err = errors.Join(err, sheet.Close()); err != nil {
		return fmt.Errorf("write template: %w", err)
	}
	return nil
}

// templateNotes are the rows of the second sheet.
func templateNotes() [][2]string {
	notes := [][2]string{{"栏目", "怎么填"}}
	for _, t := range templateFields {
		notes = append(notes, [2]string{t.field.Label(), t.note})
	}
	return notes
}

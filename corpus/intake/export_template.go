package intake

import (
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

// templateFields are the columns of a template: what a curator fills in.
var templateFields = []struct {
	field         Field
	example, note string
}{
	{FieldRef, exampleRef, "自己的编号，可不填。填了以后，改好的表再导入一次，会更新同一编号的诗。"},
	{FieldTitle, "春晓", "诗题，可不填。"},
	{FieldAuthor, "孟浩然", "作者的名字或笔名，可不填。"},
	{FieldPreface, "", "诗前的小序，可不填。"},
	{FieldBody, "春眠不觉晓，处处闻啼鸟。\n夜来风雨声，花落知多少。", "诗文，必填。一句一行，在格子里换行按 Alt+Enter；段落之间空一行。"},
	{FieldNote, "这一行是示例，导入时会跳过，可以删去", "作者的注，可不填。"},
	{FieldForm, "五绝", "五绝、七绝、五律、七律、排律、古风、词、曲、辞赋、楹联、新诗、其他。可不填。"},
	{FieldTune, "", "词牌或曲牌，如：浣溪沙。"},
	{FieldPlace, "东亭社区/梧桐里", "写作的地方，大的在前，用 / 隔开。"},
	{FieldDate, "2019-03-01", "2019、2019-03、2019-03-01 或“辛丑年重阳”都可以。"},
	{FieldTags, "春；山水", "几个标签用分号隔开。"},
	{FieldCollection, "", "收在哪本诗集，几本用分号隔开。"},
	{FieldSource, "", "从哪里抄来的，如：社区诗刊第三期。"},
}

// WriteTemplate writes an empty sheet for curators to fill in, as CSV or
// XLSX: the headings and one example row, which Read skips. The workbook has
// a second sheet, 说明, that says what goes where. tempDir is as in NewXLSX.
func WriteTemplate(w io.Writer, f Format, tempDir string) error {
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
	if err = errors.Join(sheet.write(header), sheet.write(example)); err == nil {
		if x, ok := sheet.(*xlsxSheet); ok {
			err = x.explain()
		}
	}
	if err = errors.Join(err, sheet.close()); err != nil {
		return fmt.Errorf("write template: %w", err)
	}
	return nil
}

// explain adds the sheet of notes.
func (x *xlsxSheet) explain() error {
	const sheet = "说明"
	if _, err := x.file.NewSheet(sheet); err != nil {
		return err
	}
	err := errors.Join(
		x.file.SetColWidth(sheet, "A", "A", 12), x.file.SetColWidth(sheet, "B", "B", 80),
		x.file.SetCellStr(sheet, "A1", "栏目"), x.file.SetCellStr(sheet, "B1", "怎么填"),
	)
	for i, t := range templateFields {
		row := i + 2
		err = errors.Join(err, x.file.SetCellStr(sheet, fmt.Sprintf("A%d", row), t.field.Label()),
			x.file.SetCellStr(sheet, fmt.Sprintf("B%d", row), t.note))
	}
	last, nameErr := excelize.CoordinatesToCellName(2, len(templateFields)+1)
	return errors.Join(err, nameErr, x.file.SetCellStyle(sheet, "A1", last, x.wrap))
}

package format_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"shiyun/corpus/format/formattest"
	"shiyun/corpus/intake"
)

// fillMerged makes one cell of the author and the place of several poems, and
// of what is one poem's alone.
func fillMerged(f *excelize.File) error {
	for i, cells := range [][]any{{"编号", "作者", "正文", "地点"}, {"1", "张三", "山", "亭"}, {nil, nil, "水", "阁"}, {nil, nil, "月"}, {"2", "李四", "花"}} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			return err
		}
	}
	return errors.Join(f.MergeCell("Sheet1", "A2", "A4"), f.MergeCell("Sheet1", "B2", "B4"), f.MergeCell("Sheet1", "D3", "D5"))
}

func TestMergedCells(t *testing.T) {
	rows, err := formattest.ReadRows("诗.xlsx", bytes.NewReader(made(excelize.Options{}, fillMerged)(t)), intake.Auto)
	if err != nil {
		t.Fatal(err)
	}
	var got [][4]string
	for _, r := range rows {
		got = append(got, [4]string{r.Draft.Ref, *r.Draft.Author, *r.Draft.Body, *r.Draft.Place})
	}
	want := [][4]string{{"1", "张三", "山", "亭"}, {"", "张三", "水", "阁"}, {"", "张三", "月", "阁"}, {"2", "李四", "花", "阁"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

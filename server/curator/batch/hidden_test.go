package batch_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/server/servertest"
)

// spreadsheet is an ODS file with a sheet that is seen, one of whose columns is
// hidden, and one that is not.
func spreadsheet(t *testing.T) string {
	row := func(cells ...string) string {
		return `<table:table-row><table:table-cell><text:p>` + strings.Join(cells, `</text:p></table:table-cell><table:table-cell><text:p>`) + `</text:p></table:table-cell></table:table-row>`
	}
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for _, part := range [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml",
		`<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles><style:style style:name="gone"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>` +
			`<table:table table:name="诗"><table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/>` + row("标题", "作者", "正文", "地点") + row("看鹤", "老周", crane, "旧居") + `</table:table>` +
			`<table:table table:name="旧稿" table:style-name="gone">` + row("标题", "作者", "正文") + row("采荷", "汀兰", lotus) + `</table:table></office:spreadsheet></office:body></office:document-content>`}} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = io.WriteString(w, part[1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

// A sheet that a workbook hides is read once it is ticked, and the check says
// what became of it either way.
func TestHiddenSheetIsTicked(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	v.Open("/curator/batches")
	v.Upload("/curator/batches", servertest.File("files", "诗稿.ods", spreadsheet(t)))
	v.WantText("这些工作表在文件里是隐藏的", "旧稿", "隐藏的列")
	v.Press("act=check", nil)
	v.Await(corpus.BatchChecked)
	v.WantText("工作表“旧稿”是隐藏的，没有读入", "“地点”这一列是隐藏的，没有读入")
	if n := count(v, "新增"); n != "1" {
		t.Errorf("%s new without the hidden sheet", n)
	}
	v.Open(v.At + "?edit=1")
	v.Press("act=check", map[string]string{"hidden": "0", "c.3": "place"})
	v.Await(corpus.BatchChecked)
	v.WantText("工作表“旧稿”是隐藏的，也读入了", "“地点”这一列是隐藏的，照你选的读入了")
	if n := count(v, "新增"); n != "2" {
		t.Errorf("%s new with the hidden sheet", n)
	}
	v.Open(v.At + "?edit=1")
	v.Press("act=check", map[string]string{"hidden": ""})
	v.Await(corpus.BatchChecked)
	v.WantText("工作表“旧稿”是隐藏的，没有读入")
}

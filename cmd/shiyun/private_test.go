package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"shiyun/cmd/shiyun/command"
)

// privates are numbers and addresses as people write them into what they send,
// and what of each may be found nowhere.
var privates = []struct{ text, secret string }{
	{"电话13900005678", "13900005678"}, {"139-0000-5678", "0000-5678"}, {"微信号：qiaotou_wu66", "qiaotou_wu66"}, {"身份证 110101196003074512", "110101196003074512"},
	{"芭蕉苑7栋3单元602室", "3单元602"}, {"qiaotouwu@example.cn", "qiaotouwu"}, {"QQ：998877665", "998877665"}, {"０１０－６５５５８８９９", "６５５５"},
}

// privateFiles are files of every format with something private in each.
func privateFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for i, p := range privates {
		title, verse := fmt.Sprintf("听雨之%c", '甲'+rune(i)), fmt.Sprintf("雨打芭蕉夜第%d声。\n灯摇小巷人。", i)
		line := strings.ReplaceAll(verse, "\n", "")
		files[fmt.Sprintf("column%d.csv", i)] = fmt.Appendf(nil, "标题,作者,联系方式,正文\n%s列,桥头老吴,%s,%s列\n", title, p.text, line)
		files[fmt.Sprintf("cell%d.csv", i)] = fmt.Appendf(nil, "标题,作者,地点,正文\n%s格,桥头老吴 %s,%s,\"%s格\n%s\"\n", title, p.text, p.text, verse, p.text)
		files[fmt.Sprintf("member%d.jsonl", i)] = fmt.Appendf(nil, `{"title":"%s员","author":"桥头老吴","phone":"%s","note":"%s","tags":["雨","%s"],"body":"%s员"}`+"\n", title, p.text, p.text, p.text, line)
		files[fmt.Sprintf("head%d.txt", i)] = fmt.Appendf(nil, "标题：%s头\n作者：桥头老吴\n联系方式：%s\n\n%s\n%s\n", title, p.text, verse, p.text)
		files[fmt.Sprintf("mark%d.md", i)] = fmt.Appendf(nil, "# %s记\n\n%s\n\n%s\n", title, verse, p.text)
	}
	chat := "桥头老吴 2023-05-01 20:01:02\n《听雨》\n雨打芭蕉夜，灯摇小巷人。谁家收晒被，隔壁借柴薪。\n电话13900005678\n\n桥头老吴 2023-05-01 20:03:04\n我的微信号：qiaotou_wu66\n"
	files["chat.txt"] = []byte(chat)
	book := excelize.NewFile()
	for i, cells := range [][]any{{"标题", "作者", "手机", "正文"}, {"看雪", "桥头老吴 13900005678", "13900005678", "雪满一条街，谁家门不开。"}} {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var sheet bytes.Buffer
	if err := book.Write(&sheet); err != nil {
		t.Fatal(err)
	}
	files["sheet.xlsx"] = sheet.Bytes()
	cell := func(text string) string { return "<w:tc><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:tc>" }
	form := "<w:tbl>"
	for _, pair := range [][2]string{{"标题", "等车"}, {"作者", "桥头老吴"}, {"电话", "13900005678"}, {"住址", "芭蕉苑7栋3单元602室"}, {"正文", "站牌下的风，吹老了一班车。"}} {
		form += "<w:tr>" + cell(pair[0]) + cell(pair[1]) + "</w:tr>"
	}
	files["form.docx"] = packed(t, map[string]string{"[Content_Types].xml": "<Types/>",
		"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + form + "</w:tbl></w:body></w:document>"})
	files["bundle.zip"] = packed(t, map[string]string{"桥头老吴/买菜.txt": "买菜\n\n两把青菜一把葱，\n桥头风里过匆匆。\n\n电话：13900005678\n",
		"表.csv": "标题,作者,微信,正文\n补伞,桥头老吴,qiaotou_wu66,一把旧伞补三回，雨里人来雨里归。\n"})
	addOtherFormats(t, files)
	return files
}

// addOtherFormats adds arrays of JSON, front matter, tables of Markdown, and
// what LibreOffice and readers of books save.
func addOtherFormats(t *testing.T, files map[string][]byte) {
	t.Helper()
	files["array.json"] = []byte(`[{"title":"数组","authorName":"桥头老吴","mobile":"13900005678","address":"芭蕉苑7栋3单元602室","paragraphs":["一树蝉声落，","半桥人语凉。"]}]`)
	files["front.md"] = []byte("---\ntitle: 前言\nauthor: 桥头老吴\nphone: 13900005678\nwechat: qiaotou_wu66\n---\n\n一灯照两家，\n隔壁也开花。\n")
	files["table.md"] = []byte("| 标题 | 作者 | 电话 | 正文 |\n|---|---|---|---|\n| 挑水 | 桥头老吴 | 13900005678 | 一担摇摇过石桥，两头都是月光挑。 |\n")
	cells := func(texts ...string) string {
		row := ""
		for _, text := range texts {
			row += "<table:table-cell><text:p>" + text + "</text:p></table:table-cell>"
		}
		return "<table:table-row>" + row + "</table:table-row>"
	}
	rows := `<table:table table:name="诗">` + cells("标题", "作者", "微信号", "正文") + cells("修桥", "桥头老吴", "qiaotou_wu66", "一石一石垒，一年一年低。") + `</table:table>`
	spaces := `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"`
	for name, kind := range map[string]string{"sheet.ods": "spreadsheet", "table.odt": "text"} {
		files[name] = packed(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument." + kind,
			"content.xml": `<office:document-content ` + spaces + `><office:body><office:` + kind + `>` + rows + `</office:` + kind + `></office:body></office:document-content>`})
	}
	files["book.epub"] = packed(t, map[string]string{"mimetype": "application/epub+zip",
		"META-INF/container.xml": `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>`,
		"a.opf":                  `<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`,
		"a.xhtml":                `<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>送饭</h1><p>作者：桥头老吴</p><p>电话：13900005678</p><p>一只竹篮三碗热，桥头望到夕阳低。</p></body></html>`})
}

func packed(t *testing.T, entries map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range entries {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestNothingPrivateIsKept imports files of every format that hold telephone
// numbers, accounts and addresses, and fails if one of them is in an export, the
// report or any file of the archive.
func TestNothingPrivateIsKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data := filepath.Join(dir, "archive")
	args := []string{"import", "--data", data, "--publish", "--json"}
	files := privateFiles(t)
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	status, out, said := runCommand(t, args...)
	if status != command.StatusPartial {
		t.Errorf("status %d", status)
	}
	for _, format := range []string{"jsonl", "csv"} {
		export := []byte(shiyun(t, "export", "--data", data, "--format", format))
		if poems := bytes.Count(export, []byte("听雨之")); poems < 30 {
			t.Errorf("%s: only %d poems of %d files went in", format, poems, len(files))
		}
		for _, line := range []string{"一树蝉声落", "一灯照两家", "一担摇摇过石桥", "一石一石垒", "一只竹篮三碗热"} {
			if !bytes.Contains(export, []byte(line)) {
				t.Errorf("%s: %s did not go in", format, line)
			}
		}
		lookForPrivate(t, "the export", export)
	}
	lookForPrivate(t, "the report", []byte(out+said))
	err := filepath.WalkDir(data, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		lookForPrivate(t, path, content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func lookForPrivate(t *testing.T, where string, content []byte) {
	t.Helper()
	for _, p := range privates {
		if len(p.secret) > 4 && bytes.Contains(content, []byte(p.secret)) {
			at := bytes.Index(content, []byte(p.secret))
			t.Errorf("%s is in %s: …%q…", p.secret, where, content[max(0, at-80):min(len(content), at+40)])
		}
	}
}

package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
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
	return files
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

// TestNothingPrivateIsKept brings in what people send with their numbers in it,
// in every format, and looks for these in all that the archive keeps or says.
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
	said, _ := exec.CommandContext(t.Context(), "shiyun", args...).CombinedOutput() // some are refused
	for _, format := range []string{"jsonl", "csv"} {
		export, err := exec.CommandContext(t.Context(), "shiyun", "export", "--data", data, "--format", format).Output()
		if err != nil {
			t.Fatal(err)
		}
		if poems := bytes.Count(export, []byte("听雨之")); poems < 30 {
			t.Errorf("%s: only %d poems of %d files went in", format, poems, len(files))
		}
		lookForPrivate(t, "the export", export)
	}
	lookForPrivate(t, "the report", said)
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

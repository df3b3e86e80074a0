package main

import (
	"archive/zip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"shiyun/corpus/format/formattest"
)

// Folders of modern poems and a Word table, as people send them in, from
// upload to publication: what was left out is on the page before anything is
// published, and a telephone number is nowhere.
func TestBrowserImportsTexts(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	s := serve(t, "serve", data)
	await(t, "there is a link for the first account", func() bool { return invitation.MatchString(s.out.String()) })
	ctx := openBrowser(t)
	heard := listen(t, ctx)
	j := journey{t, ctx, 1024}
	j.do("a desk", chromedp.EmulateViewport(1024, 1500))
	j.signIn(s.url, invitation.FindString(s.out.String()))
	j.importTexts(s, writeFolder(t, map[string]string{
		"陈汉生/渡口的灯.txt": "船走以后\n灯还亮着，照一截空的缆绳\n\n有人回来取忘下的伞\n灯就多亮了一会儿",
		"刘桂芳/补鞋.md":    "---\ntitle: 补鞋\nauthor: 刘桂芳\ncover: /img/a.png\n---\n\n他说这双还能走  \n走路的人自己不知道",
		"投稿.txt":       "题目：十七路\n姓名：归雁\n联系电话：13900003333\n\n六角亭\n上来一个卖花的\n\n积玉桥\n都下去了",
	}), "folder")
	j.importTexts(s, writeWordTable(t), "table")
	for _, line := range []string{"照一截空的缆绳", "走路的人自己不知道", "上来一个卖花的", "铃声一串过千门"} {
		j.soonFinds(s, line, 1)
	}
	j.soonFinds(s, "13900003333", 0)
	heard.check(t, s.url)
}

// importTexts uploads a file, checks it, sees what is left out of it and
// publishes the rest.
func (j journey) importTexts(s *site, path, name string) {
	j.t.Helper()
	j.do("upload", chromedp.Navigate(s.url+"/curator/batches"), chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{path}),
		chromedp.Click(chromedp.CSS(".drop ~ button")), chromedp.WaitVisible(chromedp.CSS("button[value=check]")))
	j.look(name + "-plan")
	j.do("check", chromedp.Click(chromedp.CSS("input[name=publish][value=now]")), chromedp.Click(chromedp.CSS("button[value=check]")),
		chromedp.WaitVisible(chromedp.CSS(".begin")))
	j.look(name + "-checked")
	if said := strings.Join(j.texts("#warnings"), ""); !strings.Contains(said, "电话") || strings.Contains(said, "1390000") {
		j.t.Errorf("left out of %s: %q", name, said)
	}
	j.do("import", chromedp.Click(chromedp.CSS("button[value=start]")), chromedp.WaitVisible(chromedp.CSS(`a[href$="/undo"]`)))
	j.look(name + "-done")
}

// writeFolder writes files packed as they lie in their folders.
func writeFolder(t *testing.T, files map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "诗稿.zip")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(file)
	for name, text := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if z.Close() != nil || file.Close() != nil {
		t.Fatal("the archive could not be written")
	}
	return path
}

// writeWordTable writes a Word table with a column of telephone numbers.
func writeWordTable(t *testing.T) string {
	t.Helper()
	row := func(cells ...string) string {
		var b strings.Builder
		for _, text := range cells {
			b.WriteString("<w:tc>" + formattest.Paragraphs(text) + "</w:tc>")
		}
		return "<w:tr>" + b.String() + "</w:tr>"
	}
	table := "<w:tbl>" + row("序号", "作者", "题目", "电话", "作品") +
		row("1", "高大山", "送报", "13900004444", "铃声一串过千门，\n墨味犹新带露痕。\n天下大风和大雨，\n卷成一卷递黄昏。") +
		row("2", "高大山", "扫街", "13900004444", "帚声先我醒，\n落叶为谁停。\n扫到东方白，\n留些给晓星。") + "</w:tbl>"
	path := filepath.Join(t.TempDir(), "诗词统计表.docx")
	if err := os.WriteFile(path, formattest.Word(t, table), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

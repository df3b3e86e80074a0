package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

var invitation = regexp.MustCompile(`http://\S+/curator/welcome/\S+`)

// What the curators' side is for, in a real browser: a sheet from somebody's
// old Excel comes in, is mended and taken back, and a resident's poem is
// published and withdrawn.
func TestBrowserCurators(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	s := serve(t, "serve", data)
	await(t, "there is a link for the first account", func() bool { return invitation.MatchString(s.out.String()) })
	ctx := openBrowser(t)
	heard := listen(t, ctx)
	j := journey{t, ctx, 1440}
	j.do("a desk", chromedp.EmulateViewport(1440, 900))
	j.signIn(s.url, invitation.FindString(s.out.String()))
	j.importSheet(s, writeSheet(t, "旧作.csv", "题目|作者|正文", "采荷|汀兰|荷叶田田照晚塘，清风送我满身香。"), "")
	j.do("a phone", chromedp.EmulateViewport(390, 844))
	j.width = 390
	j.importSheet(s, writeSheet(t, "诗稿.csv", "题目|谁写的|诗文|页码", "采荷又一稿|汀兰|荷叶田田映晚塘，清风送我满身香。|1", "无文|汀兰||2",
		"看鹤|老周|白鹤飞来又飞去，青山依旧对斜阳。|3", "看鹤再稿|老周|白鹤飞来又飞去，远山依旧对斜阳。|4", "空|老周||5",
		"港|老周|港口汽笛一声长，渔灯点点入沧浪。|6", "也空|老周||7"), "谁写的")
	j.mendAndUndo(s)
	j.resident(s)
	heard.check(t, s.url)
}

// signIn uses the link for the first account, leaves and comes in by the form.
func (j journey) signIn(home, link string) {
	j.t.Helper()
	const password = "一句自己记得住的长长的话"
	j.do("the first account", chromedp.Navigate(link), chromedp.SendKeys(chromedp.CSS("#name"), "王老师"),
		chromedp.SendKeys(chromedp.CSS("#password"), password), chromedp.SendKeys(chromedp.CSS("#again"), password),
		chromedp.Click(chromedp.CSS("main form button")), chromedp.WaitVisible(chromedp.CSS(".desk-cards")))
	j.do("sign out", chromedp.Navigate(home+"/curator/me"), chromedp.Click(chromedp.CSS(`form[action="/curator/sign-out"] button`)))
	j.until("signed out", `!document.querySelector(".desk")`)
	j.do("sign in", chromedp.Navigate(home+"/curator/batches"), chromedp.SendKeys(chromedp.CSS("#name"), "王老师"),
		chromedp.SendKeys(chromedp.CSS("#password"), password), chromedp.Click(chromedp.CSS("main form button")), chromedp.WaitVisible(chromedp.CSS("#files")))
	j.look("batches")
}

// writeSheet writes a table as an old Excel saves it: in GBK.
func writeSheet(t *testing.T, name string, rows ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(simplifiedchinese.GBK.NewEncoder().Writer(file))
	for _, row := range rows {
		if err := w.Write(strings.Split(row, "|")); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	if err := file.Close(); err != nil || w.Error() != nil {
		t.Fatal(err, w.Error())
	}
	return path
}

// importSheet uploads, maps a column by hand where one is named, checks,
// decides and imports.
func (j journey) importSheet(s *site, path, column string) {
	j.t.Helper()
	button := func(act string) chromedp.Action[chromedp.Void] {
		return chromedp.Click(chromedp.CSS(fmt.Sprintf("button[value=%q]", act)))
	}
	j.do("upload", chromedp.Navigate(s.url+"/curator/batches"), chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{path}),
		chromedp.Click(chromedp.CSS(".drop ~ button")), chromedp.WaitVisible(chromedp.CSS(".heads")))
	j.look("plan")
	if column != "" {
		if names := j.texts(".heads label"); len(names) < 2 || names[1] != column {
			j.t.Fatalf("columns %q", names)
		}
		j.do("map a column", chromedp.SetValue(chromedp.CSS("#c-1"), "author"))
	}
	j.do("check", chromedp.Click(chromedp.CSS("input[name=publish][value=now]")), button("check"), chromedp.WaitVisible(chromedp.CSS(".begin")))
	j.look("checked")
	if column != "" {
		if lit := strings.Join(j.texts(".nearly mark.differs"), ""); !strings.Contains(lit, "映") || !strings.Contains(lit, "远") || len(j.texts("#problems .row")) != 3 {
			j.t.Errorf("lit: %q; problems: %q", lit, j.texts("#problems .row"))
		}
		j.do("merge both", chromedp.Click(chromedp.CSS(".near .all button")), chromedp.WaitVisible(chromedp.CSS(".begin button")))
	}
	j.do("import", button("start"), chromedp.WaitVisible(chromedp.CSS(`a[href$="/undo"]`)))
	j.look("done")
}

// mendAndUndo mends the rows that were refused, brings them in, and takes the
// batch back.
func (j journey) mendAndUndo(s *site) {
	j.t.Helper()
	sheet, err := chromedp.Run(j.ctx, chromedp.Evaluate[string](`fetch(document.querySelector('a[href$="/sheet.csv"]').href).then(r => r.text())`, chromedp.EvalAwaitPromise))
	if err != nil || strings.Count(sheet, "没有诗文") != 3 {
		j.t.Fatalf("the sheet to mend is %q, %v", sheet, err)
	}
	for from, to := range map[string]string{"无文,汀兰,,2": "无文,汀兰,新月如钩照小楼,2", "空,老周,,5": "空,老周,旧雨敲窗一夜秋,5", "也空,老周,,7": "也空,老周,何处笛声催柳绿,7"} {
		sheet = strings.Replace(sheet, from, to, 1)
	}
	path := filepath.Join(j.t.TempDir(), "改好.csv")
	if err := os.WriteFile(path, []byte(sheet), 0o600); err != nil {
		j.t.Fatal(err)
	}
	j.do("continue", chromedp.SetUploadFiles(chromedp.CSS("#files"), []string{path}), chromedp.Click(chromedp.CSS("form.sending button")))
	j.until("all rows are in", `document.querySelector(".counts") && !document.querySelector("#problems, [data-events]")`)
	j.soonFinds(s, "旧雨敲窗一夜秋", 1)
	j.do("undo", chromedp.Click(chromedp.CSS(`a[href$="/undo"]`)), chromedp.WaitVisible(chromedp.CSS(".will")))
	j.look("undo")
	j.do("yes", chromedp.Click(chromedp.CSS(`form[action$="/undo"] button`)))
	j.until("it is undone", `document.querySelector(".batch") && !document.querySelector("[data-events], .will")`)
	j.look("undone")
	j.soonFinds(s, "旧雨敲窗一夜秋", 0)
	j.soonFinds(s, "荷叶田田照晚塘", 1)
}

// until waits for something that no single element shows.
func (j journey) until(what, condition string) {
	j.t.Helper()
	await(j.t, what, func() bool {
		met, err := chromedp.Run(j.ctx, chromedp.Evaluate[bool]("!!("+condition+")"))
		return err == nil && met // an error: between two pages
	})
}

// soonFinds waits until a search finds so many poems with these characters.
func (j journey) soonFinds(s *site, q string, poems int) {
	j.t.Helper()
	await(j.t, "the search knows", func() bool {
		result, err := s.find(`"` + q + `"`)
		return err == nil && len(result.Hits) == poems
	})
}

// resident sends a poem in; it is accepted, found, withdrawn and not found.
func (j journey) resident(s *site) {
	j.t.Helper()
	const line = "石榴红透小楼西"
	j.do("submit", chromedp.Navigate(s.url+"/submit"), chromedp.SendKeys(chromedp.CSS("#title"), "石榴"), chromedp.SendKeys(chromedp.CSS("#author"), "东亭老李"),
		chromedp.SendKeys(chromedp.CSS("#body"), line), chromedp.Click(chromedp.CSS("input[name=consent]")))
	time.Sleep(2100 * time.Millisecond) // a form that is sent any faster was filled in by a program
	j.do("send", chromedp.Click(chromedp.CSS("main form button[type=submit]")), chromedp.WaitVisible(chromedp.CSS(".state")))
	receipt, err := chromedp.Run(j.ctx, chromedp.Location())
	if err != nil || !strings.Contains(receipt, "/receipt/") {
		j.t.Fatalf("the receipt is at %q, %v", receipt, err)
	}
	waiting := j.texts(".state")
	j.do("accept", chromedp.Navigate(s.url+"/curator/review?text="+escape("石榴")), chromedp.Click(chromedp.CSS(".queue a")),
		chromedp.WaitVisible(chromedp.CSS("button[value=accept]")), chromedp.Click(chromedp.CSS("button[value=accept]")), chromedp.WaitVisible(chromedp.CSS(".notice")))
	j.soonFinds(s, line, 1)
	j.do("follow the receipt", chromedp.Navigate(receipt), chromedp.WaitVisible(chromedp.CSS(".state")))
	if accepted := j.texts(".state"); slices.Equal(waiting, accepted) {
		j.t.Errorf("the receipt says %q before and after", accepted)
	}
	j.do("withdraw", chromedp.Navigate(receipt+"/withdraw"), chromedp.Click(chromedp.CSS("main form button")))
	j.soonFinds(s, line, 0)
}

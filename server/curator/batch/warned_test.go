package batch_test

import (
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/server/servertest"
)

// What of a sheet is not read, and what looks amiss, stands on the page of the
// check and of the batch that is done; the counts follow what is decided.
func TestWarningsOfASheet(t *testing.T) {
	t.Parallel()
	v := servertest.NewCurator(t)
	servertest.Import(t, v.Store, true, servertest.Draft("", "采荷", "汀兰", lotus))
	v.Open("/curator/batches")
	v.Upload("/curator/batches", servertest.File("files", "诗稿.csv", "标题,作者,正文,印数,联系电话,日期\n"+
		"采荷又一稿,汀兰,"+lotusRevised+",1,13900005678,2021-13-45\n看鹤,老周 13900005678,"+crane+",2,,\n"))
	v.Press("act=check", map[string]string{"publish": "now"})
	v.Await(corpus.BatchChecked)
	v.WantText("2 行有要留意的地方", "“印数”这一列没有用到", "“联系电话”是私人信息", "“2021-13-45”不像日期", "“作者”里的电话、住址一类私人信息已经去掉")
	if strings.Contains(v.Answer.Body.String(), "13900005678") {
		t.Error("the number is on the page")
	}
	if n := count(v, "新增"); n != "2" {
		t.Errorf("%s new before it was decided", n)
	}
	v.Press("decision=skip", nil)
	if n, skipped := count(v, "新增"), count(v, "跳过"); n != "1" || skipped != "1" {
		t.Errorf("%s new and %s skipped after it was decided", n, skipped)
	}
	v.Press("act=start", nil)
	v.Await(corpus.BatchDone)
	v.WantText("“印数”这一列没有用到", "“作者”里的电话、住址一类私人信息已经去掉")
}

// count is the number on the page under a word.
func count(v *servertest.Curator, word string) string {
	_, after, _ := strings.Cut(v.Answer.Body.String(), "<dt>"+word+"</dt><dd>")
	n, _, _ := strings.Cut(after, "<")
	return n
}

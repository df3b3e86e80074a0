package words_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/server/servertest"
)

// A curator sees what a word would find, saves it, finds it at once and takes it
// back.
func TestThemesDesk(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t,
		servertest.Draft("T-1", "堤上", "楚凤散人", "沙袋压堤脚，\n一夜未合眼。"),
		servertest.Draft("T-2", "听荷", "汀兰", "荷叶如钱又似船。"))
	desk := "/curator/words/themes"
	w.WantText(desk, "全部题材", "抗洪", "!补过词")
	w.WantText(desk+"?theme=抗洪&word=合眼", `name="strong" value="合眼"`, "防汛", "现在找得到")
	w.WantText(desk+"?theme=防汛", "题材：抗洪") // by another name
	tried := servertest.Post(t, w.Site, desk, url.Values{"theme": {"摇橹人"}, "names": {"船工"}, "strong": {"似船 合眼"}, "try": {"1"}}, "Cookie", w.Cookie).Body.String()
	servertest.CheckPage(t, tried)
	for _, want := range []string{"现在 0 首，改了以后 2 首", "听荷", "堤上", `value="似船 合眼"`} {
		if !strings.Contains(tried, want) {
			t.Errorf("the trial does not say %q", want)
		}
	}
	w.WantText(desk, "!摇橹人")
	w.WantText("/search?q=题材:摇橹人", "!<mark>似船")

	saved := desk + "?" + url.Values{"saved": {"1"}, "theme": {"摇橹人"}}.Encode()
	w.Post(desk, saved, "theme", "摇橹人", "names", "船工", "strong", "似船")
	w.Await()
	w.WantText("/search?q=写船工的诗", "听荷", "题材")
	w.WantText(desk+"?theme=船工", "题材：摇橹人", "现在找得到 1 首", "撤回最近一次改动")
	if act := w.LastAct(); act.By != "王老师" || act.Verb != corpus.ActWords || !strings.Contains(act.Detail, "似船") {
		t.Errorf("act %+v", act)
	}
	w.Post(desk+"/1/undo", desk)
	w.Await()
	w.WantText("/search?q=题材:摇橹人", "!<mark>似船")
	w.Post(desk+"/1/undo", desk)
	w.Await()
	w.WantText("/search?q=题材:摇橹人", "<mark>似船")
}

func TestThemesDeskRefuses(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	for name, form := range map[string]url.Values{
		"no name":  {"theme": {" "}, "strong": {"月"}},
		"marks":    {"theme": {"抗洪"}, "strong": {"沙。袋"}},
		"too long": {"theme": {"抗洪"}, "weak": {strings.Repeat("长", 21)}},
		"too many": {"theme": {"抗洪"}, "weak": {manyWords()}},
	} {
		if rec := servertest.Post(t, w.Site, "/curator/words/themes", form, "Cookie", w.Cookie); rec.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", name, rec.Code)
		}
	}
}

func manyWords() string {
	var b strings.Builder
	for i := range 300 {
		b.WriteRune(rune('一' + i))
		b.WriteString("字 ")
	}
	return b.String()
}

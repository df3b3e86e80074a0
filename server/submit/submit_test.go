package submit_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
	"shiyun/server/paths"
	"shiyun/server/servertest"
)

func TestResidentSubmitsAndFollows(t *testing.T) {
	r := servertest.NewResident(t)
	receipt := r.WantReceipt(r.Submit("whose", "other", "relation", "孙女", "contact", "138 0000 0000", "message", "请指正"))
	if got := r.State(receipt); got != "待审" {
		t.Errorf("state %q", got)
	}
	page := servertest.Get(t, r.Site, receipt)
	servertest.CheckPage(t, page.Body.String())
	for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"} {
		if got := page.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if body := page.Body.String(); strings.Contains(body, "138 0000") || !strings.Contains(body, "http://example.com"+receipt) {
		t.Error("the page shows the contact, or not the whole link")
	}
	items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueSubmitted}, "", 10)
	if err != nil || len(items) != 1 {
		t.Fatalf("queue %v, %v", items, err)
	}
	sub, p := items[0].Submission, items[0].Poem
	if sub.Proxy != "孙女" || sub.Consent != "v2" || !sub.Contact || sub.Message != "请指正" || p.Title != "新荷" || p.Author.Name != "荷风" {
		t.Errorf("sent in: %+v, %+v", sub, p)
	}
	// Changed while waiting.
	edit := servertest.Set(r.Form(receipt+"/edit"), "body", "一片新荷\n满池月")
	r.WantReceipt(servertest.Post(t, r.Site, receipt+"/edit", edit))
	if p, err := r.Store.Poem(t.Context(), p.ID); err != nil || p.Body != "一片新荷\n满池月" {
		t.Errorf("the poem is %q, %v", p.Body, err)
	}
	// Published, then a correction by the same hand.
	if _, err := r.Store.Accept(t.Context(), poems.Edit{By: "王老师"}, items[0].Key(), 0); err != nil {
		t.Fatal(err)
	}
	if got := r.State(receipt); !strings.Contains(got, "已发布") {
		t.Errorf("state %q", got)
	}
	correction := servertest.Set(r.Form(receipt+"/edit"), "body", "一片新荷\n满池星")
	r.Clock.Advance(time.Minute)
	second := r.WantReceipt(servertest.Post(t, r.Site, receipt+"/edit", correction))
	if second == receipt {
		t.Error("the correction has the poem's receipt")
	}
	if items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueCorrection}, "", 10); err != nil || len(items) != 1 || !items[0].Submission.Own {
		t.Errorf("queue %+v, %v", items, err)
	}
	// Withdrawn: asked once, and gone at once.
	if rec := servertest.Get(t, r.Site, receipt+"/withdraw"); rec.Code != http.StatusOK {
		t.Errorf("asking: %d", rec.Code)
	}
	if rec := servertest.Get(t, r.Site, paths.Poem(p.ID)); rec.Code != http.StatusOK {
		t.Errorf("before: %d", rec.Code)
	}
	r.WantReceipt(servertest.Post(t, r.Site, receipt+"/withdraw", nil))
	for _, target := range []string{paths.Poem(p.ID), "/api/v1/poems/" + fmt.Sprint(p.ID)} {
		if rec := servertest.Get(t, r.Site, target); rec.Code != http.StatusGone {
			t.Errorf("%s after: %d", target, rec.Code)
		}
	}
	if got := r.State(receipt); !strings.Contains(got, "已撤回") {
		t.Errorf("state %q", got)
	}
}

func TestClickedTwiceIsSentOnce(t *testing.T) {
	r := servertest.NewResident(t)
	form := servertest.Set(r.Form("/submit"), "title", "新荷", "body", "一片新荷", "consent", "1")
	r.Clock.Advance(time.Minute)
	receipts := make([]string, 6)
	var all sync.WaitGroup
	for i := range receipts {
		all.Go(func() { receipts[i] = servertest.Post(t, r.Site, "/submit", form).Header().Get("Location") })
	}
	all.Wait()
	if receipts[0] == "" || len(slices.Compact(receipts)) != 1 {
		t.Errorf("receipts %q", receipts)
	}
	counts, err := r.Store.QueueCounts(t.Context(), curation.QueueFilter{})
	if err != nil || counts[curation.QueueSubmitted] != 1 {
		t.Errorf("waiting %v, %v", counts, err)
	}
	again := r.Submit("title", "新荷", "body", "一片新荷", "author", "")
	if again.Code != http.StatusConflict || again.Header().Get("Location") != "" {
		t.Errorf("the same poem in another form: %d", again.Code)
	}
	other := r.Submit("title", "又一首", "body", "另一首", "author", "")
	if r.WantReceipt(other) == receipts[0] {
		t.Error("two poems share a receipt")
	}
}

func TestRefusedFormsKeepWhatWasWritten(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pairs []string
		said  string
	}{
		"no title":          {[]string{"title", ""}, "诗题还空着"},
		"no text":           {[]string{"body", " \n "}, "诗文还空着"},
		"no consent":        {[]string{"consent", ""}, "打勾"},
		"long title":        {[]string{"title", strings.Repeat("长", 1001)}, "1000"},
		"long text":         {[]string{"body", strings.Repeat("长", 20_001)}, "20000"},
		"control character": {[]string{"body", "一\x01二"}, "控制字符"},
		"forged direction":  {[]string{"title", "一\u202e二"}, "控制字符"},
		"no relation":       {[]string{"whose", "other"}, "什么人"},
		"nobody's proxy":    {[]string{"whose", "other", "relation", "孙女", "author", ""}, "作者的名字"},
		"long contact":      {[]string{"contact", strings.Repeat("1", 101)}, "101"},
		"no such form":      {[]string{"form", "打油诗"}, "体裁"},
		"trap":              {[]string{"website", "http://spam.example"}, "再点一次"},
		"no ticket":         {[]string{"ticket", ""}, "再点一次"},
		"forged ticket":     {[]string{"ticket", "1:AAAA"}, "再点一次"},
	} {
		t.Run(name, func(t *testing.T) {
			r := servertest.NewResident(t)
			rec := r.Submit(append([]string{"message", "留言在此"}, c.pairs...)...)
			if rec.Code != http.StatusUnprocessableEntity || !strings.Contains(servertest.Problems(t, rec), c.said) {
				t.Fatalf("%d, %q; want it to say %q", rec.Code, servertest.Problems(t, rec), c.said)
			}
			kept := servertest.FieldsOf(t, rec)
			for _, field := range []string{"title", "body", "author", "message"} {
				want := map[string]string{"title": "新荷", "body": "一片新荷\n半池月", "author": "荷风", "message": "留言在此"}[field]
				for i := 0; i+1 < len(c.pairs); i += 2 {
					if c.pairs[i] == field {
						want = c.pairs[i+1]
					}
				}
				if got := kept.Get(field); got != want && !strings.ContainsAny(want, "\x01") && strings.TrimSpace(want) != "" {
					t.Errorf("%s is %.20q, was %.20q", field, got, want)
				}
			}
			if counts, err := r.Store.QueueCounts(t.Context(), curation.QueueFilter{Kind: curation.QueueSubmitted}); err != nil || counts[curation.QueueSubmitted] != 0 {
				t.Errorf("something went in: %v, %v", counts, err)
			}
		})
	}
}

func TestFormsHaveTheirTime(t *testing.T) {
	r := servertest.NewResident(t)
	form := servertest.Set(r.Form("/submit"), "title", "新荷", "body", "一片新荷", "consent", "1")
	if rec := servertest.Post(t, r.Site, "/submit", form); rec.Code != http.StatusUnprocessableEntity {
		t.Errorf("sent at once: %d", rec.Code)
	}
	r.Clock.Advance(25 * time.Hour)
	old := servertest.Post(t, r.Site, "/submit", form)
	if old.Code != http.StatusUnprocessableEntity {
		t.Errorf("a day later: %d", old.Code)
	}
	r.Clock.Advance(time.Minute)
	r.WantReceipt(servertest.Post(t, r.Site, "/submit", servertest.Set(servertest.FieldsOf(t, old), "consent", "1"))) // the page shown again works
}

func TestOneAddressHasItsLimit(t *testing.T) {
	r := servertest.NewResident(t)
	forms := make([]url.Values, 25)
	for i := range forms {
		forms[i] = servertest.Set(r.Form("/submit"), "title", fmt.Sprint("诗", i), "body", fmt.Sprint("文", i), "consent", "1")
	}
	r.Clock.Advance(time.Minute)
	taken := 0
	for i, form := range forms {
		req := httptest.NewRequest(http.MethodPost, "/submit", strings.NewReader(form.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.RemoteAddr = "203.0.113.9:1"
		rec := servertest.Serve(r.Site, req)
		if rec.Code == http.StatusSeeOther {
			taken++
		} else if !strings.Contains(servertest.Problems(t, rec), "太多") || servertest.FieldsOf(t, rec).Get("title") != fmt.Sprint("诗", i) {
			t.Errorf("refused without a word: %q", servertest.Problems(t, rec))
		}
	}
	if taken != 20 {
		t.Errorf("%d of 25 taken in", taken)
	}
}

// Each change of what was sent in is a revision that stays.
func TestChangingOnesOwnHasItsLimit(t *testing.T) {
	r := servertest.NewResident(t)
	receipt := r.WantReceipt(r.Submit())
	form := r.Form(receipt + "/edit")
	for i := range 25 {
		servertest.Set(form, "body", fmt.Sprint("一片新荷", i), "revision", fmt.Sprint(i+1))
		req := httptest.NewRequest(http.MethodPost, receipt+"/edit", strings.NewReader(form.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.RemoteAddr = "203.0.113.9:1"
		rec := servertest.Serve(r.Site, req)
		if rec.Code == http.StatusSeeOther {
			continue
		}
		if i != 20 || !strings.Contains(servertest.Problems(t, rec), "太多") || servertest.FieldsOf(t, rec).Get("body") != form.Get("body") {
			t.Errorf("change %d: %d, %q", i, rec.Code, servertest.Problems(t, rec))
		}
		return
	}
	t.Error("no limit")
}

func TestAnotherReceiptOpensNothing(t *testing.T) {
	r := servertest.NewResident(t)
	mine := r.WantReceipt(r.Submit())
	for name, token := range map[string]string{"changed": mine[:len(mine)-1] + "0", "cut": mine[:len(mine)-1], "upper": strings.ToUpper(mine), "pattern": "/receipt/%25"} {
		for _, page := range []string{"", "/edit", "/withdraw"} {
			if rec := servertest.Get(t, r.Site, token+page); rec.Code != http.StatusNotFound {
				t.Errorf("%s%s: %d", name, page, rec.Code)
			}
		}
		if rec := servertest.Post(t, r.Site, token+"/withdraw", nil); rec.Code != http.StatusNotFound {
			t.Errorf("withdrawing by a token %s: %d", name, rec.Code)
		}
	}
	if got := r.State(mine); got != "待审" {
		t.Errorf("state %q", got)
	}
	if rec := servertest.Post(t, r.Site, mine+"/withdraw", nil, "Sec-Fetch-Site", "cross-site"); rec.Code != http.StatusForbidden {
		t.Errorf("from another site: %d", rec.Code)
	}
}

func TestReturnedIsSaidAndMended(t *testing.T) {
	r := servertest.NewResident(t)
	mine := r.WantReceipt(r.Submit())
	items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueSubmitted}, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Store.Return(t.Context(), poems.Edit{By: "王老师", Reason: corpus.OwnWords("第二句缺字 <b>")}, items[0].Key(), 0); err != nil {
		t.Fatal(err)
	}
	if body := servertest.Get(t, r.Site, mine).Body.String(); !strings.Contains(body, "第二句缺字 &lt;b&gt;") {
		t.Error("the reason is not said")
	}
	r.WantReceipt(servertest.Post(t, r.Site, mine+"/edit", servertest.Set(r.Form(mine+"/edit"), "body", "一片新荷\n半池明月")))
	if got := r.State(mine); got != "待审" {
		t.Errorf("state %q", got)
	}
}

func TestCorrectionOfAPoem(t *testing.T) {
	r := servertest.NewResident(t)
	form := r.Form("/poems/1/correct")
	r.Clock.Advance(time.Minute)
	if rec := servertest.Post(t, r.Site, "/poems/1/correct", form); rec.Code != http.StatusUnprocessableEntity || !strings.Contains(servertest.Problems(t, rec), "没有改动") {
		t.Errorf("nothing changed: %d, %q", rec.Code, servertest.Problems(t, rec))
	}
	receipt := r.WantReceipt(servertest.Post(t, r.Site, "/poems/1/correct", servertest.Set(form, "body", "一湖春水，半岸芦花。", "message", "错字")))
	if got := r.State(receipt); got != "待审" {
		t.Errorf("state %q", got)
	}
	if p, err := r.Store.Published(t.Context(), 1); err != nil || strings.Contains(p.Body, "春水") {
		t.Errorf("the poem changed at once: %q, %v", p.Body, err)
	}
	items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueCorrection}, "", 1)
	if err != nil || len(items) != 1 || items[0].Submission.Proposal.Title != nil {
		t.Fatalf("queue %+v, %v", items, err)
	}
	for _, id := range []string{servertest.Withdrawn, servertest.InReview} {
		if rec := servertest.Post(t, r.Site, "/poems/"+id+"/correct", form); rec.Code != http.StatusGone && rec.Code != http.StatusNotFound {
			t.Errorf("of poem %s: %d", id, rec.Code)
		}
	}
	if rec := servertest.Post(t, r.Site, "/submit", url.Values{"body": {strings.Repeat("a", 300<<10)}}); rec.Code != http.StatusUnprocessableEntity {
		t.Errorf("300 KB: %d", rec.Code)
	}
}

func TestSubmittedPoemsHaveTheirForm(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, title, body, chosen, form, tune string }{
		{"told from the text", "晚渡", "潮退沙痕阔，云归塔影低。\n隔江灯数点，知是武昌西。", "", "五绝", ""},
		{"as chosen", "晚渡", "潮退沙痕阔，云归塔影低。\n隔江灯数点，知是武昌西。", "古风", "古风", ""},
		{"by its tune", "如梦令·晚渡", "昨夜渡头灯暗，何处一声长笛。\n风起满江秋，吹落半船寒碧。\n无迹，无迹，水上月痕犹湿。", "", "词", "如梦令"},
		{"free", "晚渡", "船走以后\n灯还亮着，照一截空的缆绳", "", "其他", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := servertest.NewResident(t)
			r.WantReceipt(r.Submit("title", tt.title, "body", tt.body, "form", tt.chosen))
			items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueSubmitted}, "", 10)
			if err != nil || len(items) != 1 {
				t.Fatalf("queue %v, %v", items, err)
			}
			if p := items[0].Poem; string(p.Form) != tt.form || p.Tune != tt.tune {
				t.Errorf("form %q, tune %q, want %q and %q", p.Form, p.Tune, tt.form, tt.tune)
			}
		})
	}
}

func TestSubmittedTextReachesNobody(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	if got := r.Submit("body", "船走以后\n有事请打 13900005555 找我"); got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), "联系方式") {
		t.Errorf("status %d", got.Code)
	}
}

// A browser that says nothing of where forms are from is known by its cookie
// and the token of its page. One whose cookie is another by now gets what was
// written shown again, with a token that holds.
func TestFormOfASilentBrowser(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	shown := servertest.Get(t, r.Site, "/submit")
	cookie := servertest.CookieOf(shown, "shiyun_form")
	form := servertest.Set(servertest.FieldsOf(t, shown), "title", "新荷", "body", "一片新荷\n半池月", "author", "荷风", "consent", "1")
	if cookie == "" || form.Get("form_token") == "" {
		t.Fatalf("cookie %q, fields %v", cookie, form)
	}
	r.Clock.Advance(time.Minute)
	lost := servertest.Post(t, r.Site, "/submit", form, "Sec-Fetch-Site", "", "Cookie", "shiyun_form=ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	again := servertest.FieldsOf(t, lost)
	if lost.Code != http.StatusBadRequest || again.Get("body") != form.Get("body") {
		t.Fatalf("with another cookie: %d, shown again %v", lost.Code, again)
	}
	r.WantReceipt(servertest.Post(t, r.Site, "/submit", again, "Sec-Fetch-Site", "", "Cookie", "shiyun_form=ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	r.WantReceipt(servertest.Post(t, r.Site, "/submit", form, "Sec-Fetch-Site", "", "Cookie", cookie))
	for _, page := range []string{"/", "/poems/1"} {
		if rec := servertest.Get(t, r.Site, page); rec.Header().Get("Set-Cookie") != "" || strings.Contains(rec.Body.String(), "form_token") {
			t.Errorf("%s, which may be kept, has a token", page)
		}
	}
}

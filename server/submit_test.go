package server_test

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

	"golang.org/x/net/html"

	"shiyun/corpus/store"
	"shiyun/server"
)

// clock is a clock that tests turn.
type clock struct {
	mu  sync.Mutex
	now time.Time // guarded by mu
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// resident is a visitor with a browser and time.
type resident struct {
	t     testing.TB
	site  *server.Server
	store *store.Store
	clock *clock
}

func newResident(t testing.TB) resident {
	t.Helper()
	at := &clock{now: noon()}
	st := archive(t)
	return resident{t, newSite(t, st, func(c *server.Config) { c.Now = at.Now }), st, at}
}

// form opens a page with a form and reads the fields as they stand there.
func (r resident) form(target string) url.Values {
	r.t.Helper()
	rec := get(r.t, r.site, target)
	if rec.Code != http.StatusOK {
		r.t.Fatalf("%s: %d", target, rec.Code)
	}
	return fieldsOf(r.t, rec)
}

func fieldsOf(t testing.TB, rec *httptest.ResponseRecorder) url.Values {
	t.Helper()
	p := parse(t, rec.Body.String())
	values := url.Values{}
	for _, n := range p.all("input", "textarea") {
		name := attr(n, "name")
		switch kind := attr(n, "type"); {
		case name == "" || name == "q":
		case kind == "checkbox" || kind == "radio":
			if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "checked" }) {
				values.Add(name, attr(n, "value"))
			}
		case n.Data == "textarea":
			var b strings.Builder
			for d := range n.Descendants() {
				b.WriteString(d.Data)
			}
			values.Add(name, b.String())
		default:
			values.Add(name, attr(n, "value"))
		}
	}
	return values
}

func set(values url.Values, pairs ...string) url.Values {
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Set(pairs[i], pairs[i+1])
	}
	return values
}

// submits fills in the form and sends it after a while.
func (r resident) submits(pairs ...string) *httptest.ResponseRecorder {
	r.t.Helper()
	form := set(r.form("/submit"), append([]string{"title", "新荷", "body", "一片新荷\n半池月", "author", "荷风", "consent", "1"}, pairs...)...)
	r.clock.pass(time.Minute)
	return send(r.t, r.site, "/submit", form)
}

// receipt is where a form led to.
func (r resident) receipt(rec *httptest.ResponseRecorder) string {
	r.t.Helper()
	to := rec.Header().Get("Location")
	if rec.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/receipt/") {
		r.t.Fatalf("answer %d, to %q: %s", rec.Code, to, problemsIn(r.t, rec))
	}
	return to
}

func problemsIn(t testing.TB, rec *httptest.ResponseRecorder) string {
	t.Helper()
	var said []string
	for _, n := range parse(t, rec.Body.String()).elements {
		if attr(n, "role") == "alert" {
			said = append(said, text(n))
		}
	}
	return strings.Join(said, " | ")
}

func (r resident) stateAt(receipt string) string {
	r.t.Helper()
	rec := get(r.t, r.site, receipt)
	states := parse(r.t, rec.Body.String()).classed("state")
	if rec.Code != http.StatusOK || len(states) != 1 {
		r.t.Fatalf("%s: %d", receipt, rec.Code)
	}
	return text(states[0])
}

func TestResidentSubmitsAndFollows(t *testing.T) {
	r := newResident(t)
	receipt := r.receipt(r.submits("whose", "other", "relation", "孙女", "contact", "138 0000 0000", "message", "请指正"))
	if got := r.stateAt(receipt); got != "待审" {
		t.Errorf("state %q", got)
	}
	page := get(t, r.site, receipt)
	checkPage(t, page.Body.String())
	for name, want := range map[string]string{"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"} {
		if got := page.Header().Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if body := page.Body.String(); strings.Contains(body, "138 0000") || !strings.Contains(body, "http://example.com"+receipt) {
		t.Error("the page shows the contact, or not the whole link")
	}
	items, _, err := r.store.Queue(t.Context(), store.QueueFilter{Kind: store.QueueSubmitted}, "", 10)
	if err != nil || len(items) != 1 {
		t.Fatalf("queue %v, %v", items, err)
	}
	sub, p := items[0].Submission, items[0].Poem
	if sub.Proxy != "孙女" || sub.Consent != "v1" || !sub.Contact || sub.Message != "请指正" || p.Title != "新荷" || p.Author.Name != "荷风" {
		t.Errorf("sent in: %+v, %+v", sub, p)
	}
	// Changed while waiting.
	edit := set(r.form(receipt+"/edit"), "body", "一片新荷\n满池月")
	r.receipt(send(t, r.site, receipt+"/edit", edit))
	if p, err := r.store.Poem(t.Context(), p.ID); err != nil || p.Body != "一片新荷\n满池月" {
		t.Errorf("the poem is %q, %v", p.Body, err)
	}
	// Published, then a correction by the same hand.
	if _, err := r.store.Accept(t.Context(), store.Edit{By: "王老师"}, items[0].Key(), 0); err != nil {
		t.Fatal(err)
	}
	if got := r.stateAt(receipt); !strings.Contains(got, "已发布") {
		t.Errorf("state %q", got)
	}
	correction := set(r.form(receipt+"/edit"), "body", "一片新荷\n满池星")
	r.clock.pass(time.Minute)
	second := r.receipt(send(t, r.site, receipt+"/edit", correction))
	if second == receipt {
		t.Error("the correction has the poem's receipt")
	}
	if items, _, err := r.store.Queue(t.Context(), store.QueueFilter{Kind: store.QueueCorrection}, "", 10); err != nil || len(items) != 1 || !items[0].Submission.Own {
		t.Errorf("queue %+v, %v", items, err)
	}
	// Withdrawn: asked once, and gone at once.
	if rec := get(t, r.site, receipt+"/withdraw"); rec.Code != http.StatusOK {
		t.Errorf("asking: %d", rec.Code)
	}
	if rec := get(t, r.site, server.PoemPath(p.ID)); rec.Code != http.StatusOK {
		t.Errorf("before: %d", rec.Code)
	}
	r.receipt(send(t, r.site, receipt+"/withdraw", nil))
	for _, target := range []string{server.PoemPath(p.ID), "/api/v1/poems/" + fmt.Sprint(p.ID)} {
		if rec := get(t, r.site, target); rec.Code != http.StatusGone {
			t.Errorf("%s after: %d", target, rec.Code)
		}
	}
	if got := r.stateAt(receipt); !strings.Contains(got, "已撤回") {
		t.Errorf("state %q", got)
	}
}

func TestClickedTwiceIsSentOnce(t *testing.T) {
	r := newResident(t)
	form := set(r.form("/submit"), "title", "新荷", "body", "一片新荷", "consent", "1")
	r.clock.pass(time.Minute)
	receipts := make([]string, 6)
	var all sync.WaitGroup
	for i := range receipts {
		all.Go(func() { receipts[i] = send(t, r.site, "/submit", form).Header().Get("Location") })
	}
	all.Wait()
	if receipts[0] == "" || len(slices.Compact(receipts)) != 1 {
		t.Errorf("receipts %q", receipts)
	}
	counts, err := r.store.QueueCounts(t.Context(), store.QueueFilter{})
	if err != nil || counts[store.QueueSubmitted] != 1 {
		t.Errorf("waiting %v, %v", counts, err)
	}
	again := r.submits("title", "新荷", "body", "一片新荷", "author", "")
	if again.Code != http.StatusConflict || again.Header().Get("Location") != "" {
		t.Errorf("the same poem in another form: %d", again.Code)
	}
	other := r.submits("title", "又一首", "body", "另一首", "author", "")
	if r.receipt(other) == receipts[0] {
		t.Error("two poems share a receipt")
	}
}

func TestRefusedFormsKeepWhatWasWritten(t *testing.T) {
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
			r := newResident(t)
			rec := r.submits(append([]string{"message", "留言在此"}, c.pairs...)...)
			if rec.Code != http.StatusUnprocessableEntity || !strings.Contains(problemsIn(t, rec), c.said) {
				t.Fatalf("%d, %q; want it to say %q", rec.Code, problemsIn(t, rec), c.said)
			}
			kept := fieldsOf(t, rec)
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
			if counts, err := r.store.QueueCounts(t.Context(), store.QueueFilter{Kind: store.QueueSubmitted}); err != nil || counts[store.QueueSubmitted] != 0 {
				t.Errorf("something went in: %v, %v", counts, err)
			}
		})
	}
}

func TestFormsHaveTheirTime(t *testing.T) {
	r := newResident(t)
	form := set(r.form("/submit"), "title", "新荷", "body", "一片新荷", "consent", "1")
	if rec := send(t, r.site, "/submit", form); rec.Code != http.StatusUnprocessableEntity {
		t.Errorf("sent at once: %d", rec.Code)
	}
	r.clock.pass(25 * time.Hour)
	old := send(t, r.site, "/submit", form)
	if old.Code != http.StatusUnprocessableEntity {
		t.Errorf("a day later: %d", old.Code)
	}
	r.clock.pass(time.Minute)
	r.receipt(send(t, r.site, "/submit", set(fieldsOf(t, old), "consent", "1"))) // the page shown again works
}

func TestOneAddressHasItsLimit(t *testing.T) {
	r := newResident(t)
	last := 0
	for i := range 25 {
		form := set(r.form("/submit"), "title", fmt.Sprint("诗", i), "body", fmt.Sprint("文", i), "consent", "1")
		r.clock.pass(time.Minute)
		req := httptest.NewRequest(http.MethodPost, "/submit", strings.NewReader(form.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.RemoteAddr = "203.0.113.9:1"
		rec := serve(r.site, req)
		if last = rec.Code; last != http.StatusSeeOther {
			if !strings.Contains(problemsIn(t, rec), "太多") || fieldsOf(t, rec).Get("title") != fmt.Sprint("诗", i) {
				t.Errorf("refused without a word: %q", problemsIn(t, rec))
			}
			break
		}
	}
	if last == http.StatusSeeOther {
		t.Error("no limit")
	}
}

// Each change of what was sent in is a revision that stays.
func TestChangingOnesOwnHasItsLimit(t *testing.T) {
	r := newResident(t)
	receipt := r.receipt(r.submits())
	form := r.form(receipt + "/edit")
	for i := range 25 {
		set(form, "body", fmt.Sprint("一片新荷", i), "revision", fmt.Sprint(i+1))
		req := httptest.NewRequest(http.MethodPost, receipt+"/edit", strings.NewReader(form.Encode()))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.RemoteAddr = "203.0.113.9:1"
		rec := serve(r.site, req)
		if rec.Code == http.StatusSeeOther {
			continue
		}
		if i < 5 || !strings.Contains(problemsIn(t, rec), "太多") || fieldsOf(t, rec).Get("body") != form.Get("body") {
			t.Errorf("change %d: %d, %q", i, rec.Code, problemsIn(t, rec))
		}
		return
	}
	t.Error("no limit")
}

func TestAnotherReceiptOpensNothing(t *testing.T) {
	r := newResident(t)
	mine := r.receipt(r.submits())
	for name, token := range map[string]string{"changed": mine[:len(mine)-1] + "0", "cut": mine[:len(mine)-1], "upper": strings.ToUpper(mine), "pattern": "/receipt/%25"} {
		for _, page := range []string{"", "/edit", "/withdraw"} {
			if rec := get(t, r.site, token+page); rec.Code != http.StatusNotFound {
				t.Errorf("%s%s: %d", name, page, rec.Code)
			}
		}
		if rec := send(t, r.site, token+"/withdraw", nil); rec.Code != http.StatusNotFound {
			t.Errorf("withdrawing by a token %s: %d", name, rec.Code)
		}
	}
	if got := r.stateAt(mine); got != "待审" {
		t.Errorf("state %q", got)
	}
	if rec := send(t, r.site, mine+"/withdraw", nil, "Sec-Fetch-Site", "cross-site"); rec.Code != http.StatusForbidden {
		t.Errorf("from another site: %d", rec.Code)
	}
}

func TestReturnedIsSaidAndMended(t *testing.T) {
	r := newResident(t)
	mine := r.receipt(r.submits())
	items, _, err := r.store.Queue(t.Context(), store.QueueFilter{Kind: store.QueueSubmitted}, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.store.Return(t.Context(), store.Edit{By: "王老师", Reason: "第二句缺字 <b>"}, items[0].Key(), 0); err != nil {
		t.Fatal(err)
	}
	if body := get(t, r.site, mine).Body.String(); !strings.Contains(body, "第二句缺字 &lt;b&gt;") {
		t.Error("the reason is not said")
	}
	r.receipt(send(t, r.site, mine+"/edit", set(r.form(mine+"/edit"), "body", "一片新荷\n半池明月")))
	if got := r.stateAt(mine); got != "待审" {
		t.Errorf("state %q", got)
	}
}

func TestCorrectionOfAPoem(t *testing.T) {
	r := newResident(t)
	form := r.form("/poems/1/correct")
	r.clock.pass(time.Minute)
	if rec := send(t, r.site, "/poems/1/correct", form); rec.Code != http.StatusUnprocessableEntity || !strings.Contains(problemsIn(t, rec), "没有改动") {
		t.Errorf("nothing changed: %d, %q", rec.Code, problemsIn(t, rec))
	}
	receipt := r.receipt(send(t, r.site, "/poems/1/correct", set(form, "body", "一湖春水，半岸芦花。", "message", "错字")))
	if got := r.stateAt(receipt); got != "待审" {
		t.Errorf("state %q", got)
	}
	if p, err := r.store.Published(t.Context(), 1); err != nil || strings.Contains(p.Body, "春水") {
		t.Errorf("the poem changed at once: %q, %v", p.Body, err)
	}
	items, _, err := r.store.Queue(t.Context(), store.QueueFilter{Kind: store.QueueCorrection}, "", 1)
	if err != nil || len(items) != 1 || items[0].Submission.Proposal.Title != nil {
		t.Fatalf("queue %+v, %v", items, err)
	}
	for _, id := range []string{withdrawn, inReview} {
		if rec := send(t, r.site, "/poems/"+id+"/correct", form); rec.Code != http.StatusGone && rec.Code != http.StatusNotFound {
			t.Errorf("of poem %s: %d", id, rec.Code)
		}
	}
	if rec := send(t, r.site, "/submit", url.Values{"body": {strings.Repeat("a", 300<<10)}}); rec.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("300 KB: %d", rec.Code)
	}
}

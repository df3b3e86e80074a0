package review_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
	"shiyun/server/servertest"
)

// teacher is a curator with a browser, who sees to what residents send in.
type teacher struct {
	servertest.Resident
	cookie string
}

func newTeacher(t testing.TB) teacher {
	t.Helper()
	r := servertest.NewResident(t)
	return teacher{r, servertest.SignIn(t, r.Store, "王老师", corpus.RoleCurator)}
}

func (w teacher) open(target string) *httptest.ResponseRecorder {
	w.T.Helper()
	rec := servertest.Get(w.T, w.Site, target, "Cookie", w.cookie)
	if rec.Code != http.StatusOK {
		w.T.Fatalf("%s: %d", target, rec.Code)
	}
	return rec
}

func (w teacher) send(target string, form url.Values, status int) *httptest.ResponseRecorder {
	w.T.Helper()
	rec := servertest.Post(w.T, w.Site, target, form, "Cookie", w.cookie)
	if rec.Code != status {
		w.T.Fatalf("%s: %d, want %d: %s", target, rec.Code, status, servertest.Problems(w.T, rec))
	}
	return rec
}

func (w teacher) poem(id corpus.PoemID) corpus.Poem {
	w.T.Helper()
	p, err := w.Store.Poem(w.T.Context(), id)
	if err != nil {
		w.T.Fatal(err)
	}
	return p
}

// waiting are the keys of what the queue's page lists.
func waiting(t testing.TB, rec *httptest.ResponseRecorder) []string {
	t.Helper()
	var keys []string
	for _, a := range servertest.Parse(t, rec.Body.String()).All("a") {
		u, err := url.Parse(servertest.Attr(a, "href"))
		if err == nil && u.Path == "/curator/review" && u.Query().Get("item") != "" && !slices.Contains(keys, u.Query().Get("item")) {
			keys = append(keys, u.Query().Get("item"))
		}
	}
	return keys
}

// latest is the key of the last poem sent in.
func (w teacher) latest(kind curation.QueueKind) curation.QueueItem {
	w.T.Helper()
	items, _, err := w.Store.Queue(w.T.Context(), curation.QueueFilter{Kind: kind}, "", 50)
	if err != nil || len(items) == 0 {
		w.T.Fatalf("queue %v, %v", items, err)
	}
	return items[len(items)-1]
}

func decision(item curation.QueueItem, act, reason string) url.Values {
	return url.Values{"key": {item.Key().String()}, "revision": {fmt.Sprint(item.Poem.Revision)}, "act": {act}, "reason": {reason}, "here": {"/curator/review"}}
}

func TestReviewQueueByHand(t *testing.T) {
	t.Parallel()
	w := newTeacher(t)
	receipt := w.WantReceipt(w.Submit("contact", "微信：荷风"))
	page := w.open("/curator/review")
	servertest.CheckPage(t, page.Body.String())
	item := w.latest(curation.QueueSubmitted)
	if keys := waiting(t, page); len(keys) != 2 || !slices.Contains(keys, "p3") || !slices.Contains(keys, item.Key().String()) {
		t.Fatalf("waiting %q", keys)
	}
	if strings.Contains(page.Body.String(), "微信：荷风") {
		t.Error("the contact is open on the page")
	}
	contact := w.send(fmt.Sprintf("/curator/review/contact/%d", item.Submission.ID), nil, http.StatusOK)
	if !strings.Contains(contact.Body.String(), "微信：荷风") || servertest.Verbs(t, w.Store, 1) != "read_contact" {
		t.Errorf("contact: %s, %s", servertest.Verbs(t, w.Store, 1), servertest.Text(servertest.Parse(t, contact.Body.String()).Node))
	}
	// Returned without a reason, with one, and taken back.
	w.send("/curator/review", decision(item, "return", " "), http.StatusConflict)
	to := w.send("/curator/review", decision(item, "return", "缺一个字"), http.StatusSeeOther).Header().Get("Location")
	if got := w.State(receipt); !strings.Contains(got, "退回") {
		t.Errorf("state %q", got)
	}
	did := w.open(to)
	servertest.CheckPage(t, did.Body.String())
	undo := servertest.FieldsOf(t, did)
	w.send("/curator/review", url.Values{"key": {undo.Get("key")}, "revision": {undo["revision"][0]}, "act": {"undo"}}, http.StatusSeeOther)
	if got := w.State(receipt); got != "待审" {
		t.Errorf("state %q", got)
	}
	// Accepted by the form as it stands on the page.
	item = w.latest(curation.QueueSubmitted)
	w.send("/curator/review", decision(item, "accept", ""), http.StatusSeeOther)
	if rec := servertest.Get(t, w.Site, "/poems/"+fmt.Sprint(item.Poem.ID)); rec.Code != http.StatusOK {
		t.Errorf("accepted and not there: %d", rec.Code)
	}
	again := w.send("/curator/review", decision(item, "accept", ""), http.StatusConflict)
	if !strings.Contains(again.Body.String(), "已经有人处理过") {
		t.Error("who comes second is not told")
	}
	for name, form := range map[string]url.Values{"no key": {"act": {"accept"}}, "no such": {"key": {"p999999"}, "act": {"accept"}}, "no act": {"key": {"p3"}, "act": {"burn"}}} {
		if rec := servertest.Post(t, w.Site, "/curator/review", form, "Cookie", w.cookie); rec.Code != http.StatusNotFound {
			t.Errorf("%s: %d", name, rec.Code)
		}
	}
}

func TestReviewShowsCorrectionsAndTwins(t *testing.T) {
	t.Parallel()
	w := newTeacher(t)
	form := w.Form("/poems/1/correct")
	w.Clock.Advance(time.Minute)
	w.WantReceipt(servertest.Post(t, w.Site, "/poems/1/correct", servertest.Set(form, "body", "一湖春水，半岸芦花。\n\n两行雁字，一叶扁舟。")))
	item := w.latest(curation.QueueCorrection)
	p := servertest.Parse(t, w.open("/curator/review?item="+item.Key().String()).Body.String())
	var lit []string
	for _, n := range p.Classed("differs") {
		lit = append(lit, servertest.Text(n))
	}
	if !slices.Equal(lit, []string{"秋", "春"}) {
		t.Errorf("lit %q", lit)
	}
	w.WantReceipt(w.Submit("title", "雨后", "body", "一湖秋水，半岸芦花。\n\n两行雁字，一叶小舟。"))
	twin := servertest.Parse(t, w.open("/curator/review?item="+w.latest(curation.QueueSubmitted).Key().String()).Body.String()).Classed("twin")
	if len(twin) != 1 || !strings.Contains(servertest.Text(twin[0]), "鹧鸪天·雨后") {
		t.Errorf("%d twins", len(twin))
	}
	// Changed meanwhile: said on the page, and refused from the old page.
	if _, err := w.Store.Revise(t.Context(), poems.Edit{By: "李老师"}, 1, 1, corpus.Draft{Title: servertest.Ptr("鹧鸪天")}); err != nil {
		t.Fatal(err)
	}
	w.send("/curator/review", decision(item, "accept", ""), http.StatusConflict)
	page := w.open("/curator/review?item=" + item.Key().String()).Body.String()
	if !strings.Contains(page, "又改过") {
		t.Error("the change meanwhile is not said")
	}
	w.send("/curator/review", decision(w.latest(curation.QueueCorrection), "accept", ""), http.StatusSeeOther)
	if p := w.poem(1); p.Title != "鹧鸪天" || !strings.Contains(p.Body, "春水") {
		t.Errorf("the poem is %+v", p)
	}
}

func TestManyAreAcceptedAtOnce(t *testing.T) {
	t.Parallel()
	w := newTeacher(t)
	w.send("/curator/review/accept", url.Values{}, http.StatusUnprocessableEntity)
	w.WantReceipt(w.Submit())
	w.send("/curator/review/accept", url.Values{"key": {"p3", "c1", "nonsense"}}, http.StatusOK)
	if w.poem(3).Status != corpus.StatusPublished || w.latest(curation.QueueSubmitted).Poem.Status != corpus.StatusInReview {
		t.Error("not those that were chosen")
	}
	w.send("/curator/review/accept", url.Values{"all": {"1"}, "here": {"/curator/review?kind=import"}}, http.StatusUnprocessableEntity)
	w.send("/curator/review/accept", url.Values{"all": {"1"}, "here": {"/curator/review?kind=poem"}}, http.StatusOK)
	if counts, err := w.Store.QueueCounts(t.Context(), curation.QueueFilter{}); err != nil || counts[curation.QueueSubmitted] != 0 {
		t.Errorf("still waiting %v, %v", counts, err)
	}
}

func TestPoemIsEditedByHand(t *testing.T) {
	t.Parallel()
	w := newTeacher(t)
	page := w.open("/curator/poems/1")
	servertest.CheckPage(t, page.Body.String())
	form := servertest.Set(servertest.FieldsOf(t, page), "form", "词", "body", "一湖冬水")
	preview := w.send("/curator/poems/1", servertest.Set(form, "act", "preview"), http.StatusOK)
	if !strings.Contains(preview.Body.String(), "一湖冬水") || w.poem(1).Revision != 1 {
		t.Error("the preview is missing, or was saved")
	}
	fragment := w.send("/curator/poems/1/preview", form, http.StatusOK).Body.String()
	if !strings.Contains(fragment, "一湖冬水") || strings.Contains(fragment, "<html") {
		t.Errorf("fragment %.100q", fragment)
	}
	w.send("/curator/poems/1", servertest.Set(form, "act", "save", "reason", "对照原稿"), http.StatusSeeOther)
	late := w.send("/curator/poems/1", servertest.Set(form, "body", "一湖夏水"), http.StatusConflict)
	if !strings.Contains(late.Body.String(), "王老师") || servertest.FieldsOf(t, late).Get("body") != "一湖夏水" {
		t.Error("who was faster is not said, or what was written is lost")
	}
	w.send("/curator/poems/1", servertest.Set(servertest.FieldsOf(t, late), "form", "词"), http.StatusSeeOther) // knowingly
	if p := w.poem(1); p.Body != "一湖夏水" || p.Revision != 3 {
		t.Errorf("poem %+v", p)
	}
	for _, target := range []string{"/curator/poems/1/history", "/curator/poems/1/compare", "/curator/poems/1/compare?a=1&b=3", "/curator/poems?text=湖", "/curator/poems/1/merge?into=4"} {
		servertest.CheckPage(t, w.open(target).Body.String())
	}
	w.send("/curator/poems/1/restore", url.Values{"number": {"1"}}, http.StatusSeeOther)
	if p := w.poem(1); !strings.Contains(p.Body, "一湖秋水") || p.Revision != 4 {
		t.Errorf("restored %+v", p)
	}
	w.send("/curator/poems/1/status", url.Values{"status": {"withdrawn"}}, http.StatusSeeOther)
	for _, target := range []string{"/poems/1", "/api/v1/poems/1"} {
		if rec := servertest.Get(t, w.Site, target); rec.Code != http.StatusGone {
			t.Errorf("%s withdrawn: %d", target, rec.Code)
		}
	}
	w.send("/curator/poems/1/status", url.Values{"status": {"published"}}, http.StatusSeeOther)
	for target, form := range map[string]url.Values{"/curator/poems/1": {"body": {""}, "revision": {"6"}}, "/curator/poems/4": {"body": {"x"}}} {
		w.send(target, form, http.StatusUnprocessableEntity)
	}
	w.send("/curator/poems/1/status", url.Values{"status": {"burnt"}}, http.StatusNotFound)
	w.send("/curator/poems/1/restore", url.Values{"number": {"99"}}, http.StatusNotFound)
}

func TestMergedAddressesLeadOn(t *testing.T) {
	t.Parallel()
	w := newTeacher(t)
	w.send("/curator/poems/4/merge", url.Values{"into": {"1"}}, http.StatusSeeOther)
	leads := func(target, want string, status int) {
		t.Helper()
		rec := servertest.Get(t, w.Site, target)
		if rec.Code != status || rec.Header().Get("Location") != want {
			t.Errorf("%s: %d to %q, want %d to %q", target, rec.Code, rec.Header().Get("Location"), status, want)
		}
	}
	leads("/poems/4", "/poems/1", http.StatusMovedPermanently)
	leads("/api/v1/poems/4", "/api/v1/poems/1", http.StatusMovedPermanently)
	w.send("/curator/poems/1/status", url.Values{"status": {"withdrawn"}}, http.StatusSeeOther)
	leads("/poems/4", "", http.StatusGone)
	w.send("/curator/poems/1/status", url.Values{"status": {"published"}}, http.StatusSeeOther)
	author := w.poem(1).Author.ID
	path := fmt.Sprintf("/curator/authors/%d", w.poem(5).Author.ID)
	servertest.CheckPage(t, w.open(path).Body.String())
	from := w.poem(5).Author
	ask := w.send(path+"/merge", url.Values{"into": {"楚凤散人"}}, http.StatusOK)
	servertest.CheckPage(t, ask.Body.String())
	if w.poem(5).Author.ID != from.ID {
		t.Error("merged before it was confirmed")
	}
	w.send(path+"/merge", url.Values{"into": {fmt.Sprint(author)}, "sure": {"1"}}, http.StatusSeeOther)
	leads(fmt.Sprintf("/authors/%d", from.ID), fmt.Sprintf("/authors/%d", author), http.StatusMovedPermanently)
	w.send(fmt.Sprintf("/curator/authors/%d/merge", author), url.Values{"into": {"没有这个人"}}, http.StatusUnprocessableEntity)
	w.send(fmt.Sprintf("/curator/authors/%d", author), url.Values{"name": {"楚凤"}, "keep": {"1"}, "aliases": {"凤老"}}, http.StatusSeeOther)
	if a, err := w.Store.Author(t.Context(), author); err != nil || a.Name != "楚凤" || !slices.Contains(a.Aliases, "楚凤散人") {
		t.Errorf("author %+v, %v", a, err)
	}
}

func TestMergeIntoWhatIsNotThere(t *testing.T) {
	t.Parallel()
	w := newTeacher(t)
	for into, want := range map[string]string{"4": "这就是它自己", "999999": "没有号码是“999999”的诗", "湖": "没有号码是“湖”的诗"} {
		rec := servertest.Get(t, w.Site, "/curator/poems/4/merge?into="+url.QueryEscape(into), "Cookie", w.cookie)
		if rec.Code != http.StatusUnprocessableEntity || !strings.Contains(rec.Body.String(), want) {
			t.Errorf("into %s: %d, want 422 and %s", into, rec.Code, want)
		}
		servertest.CheckPage(t, rec.Body.String())
	}
}

func TestBulkEditByHand(t *testing.T) {
	t.Parallel()
	w := newTeacher(t)
	page := w.open("/curator/bulk?q=" + url.QueryEscape("湖"))
	servertest.CheckPage(t, page.Body.String())
	form := servertest.Set(servertest.FieldsOf(t, page), "add_tags", "湖、水", "new_place", "东亭社区")
	w.send("/curator/bulk/run", servertest.Set(url.Values{}, "from", form.Get("from")), http.StatusUnprocessableEntity)
	done := w.send("/curator/bulk/run", form, http.StatusOK)
	servertest.CheckPage(t, done.Body.String())
	if p := w.poem(1); !slices.Contains(p.Tags, "湖") || p.Place.Path != "东亭社区" {
		t.Errorf("poem %+v", p)
	}
	servertest.CheckPage(t, w.send("/curator/bulk", url.Values{"id": {"1", "4"}}, http.StatusOK).Body.String())
	w.send("/curator/bulk/run", url.Values{"id": {"4"}, "remove_tags": {"没有"}, "new_form": {"七绝"}}, http.StatusOK)
	if p := w.poem(4); p.Form != "七绝" {
		t.Errorf("poem %+v", p)
	}
	for _, target := range []string{"/curator/bulk", "/curator/bulk?q=" + url.QueryEscape("没有这样的诗")} {
		if body := w.open(target).Body.String(); !strings.Contains(body, "没有选中") {
			t.Errorf("%s offers to change nothing", target)
		}
	}
}

// What residents and curators write stays text on every page that shows it.
func TestNastyTextStaysText(t *testing.T) {
	t.Parallel()
	w := newTeacher(t)
	receipt := w.WantReceipt(w.Submit("title", servertest.Nasty, "body", servertest.Nasty, "author", servertest.Nasty, "message", servertest.Nasty, "whose", "other", "relation", servertest.Nasty[:30], "contact", servertest.Nasty, "date", servertest.Nasty[:60]))
	correction := w.Form("/poems/4/correct")
	w.Clock.Advance(time.Minute)
	second := w.WantReceipt(servertest.Post(t, w.Site, "/poems/4/correct", servertest.Set(correction, "title", "题"+servertest.Nasty, "body", "改"+servertest.Nasty, "message", servertest.Nasty)))
	sub, fix := w.latest(curation.QueueSubmitted), w.latest(curation.QueueCorrection)
	if _, err := w.Store.Revise(t.Context(), poems.Edit{By: "李老师", Reason: corpus.OwnWords(servertest.Nasty)}, 4, 1, corpus.Draft{Note: servertest.Ptr(servertest.Nasty + "改")}); err != nil {
		t.Fatal(err)
	}
	pages := []string{receipt, receipt + "/edit", receipt + "/withdraw", second, second + "/edit", "/poems/4/correct",
		"/curator/review?item=" + sub.Key().String(), "/curator/review?item=" + fix.Key().String(), "/curator/poems/4", "/curator/poems/4/history",
		"/curator/poems/4/compare", "/curator/poems/4/merge?into=" + fmt.Sprint(sub.Poem.ID), "/curator/poems?text=" + url.QueryEscape(servertest.Nasty),
		fmt.Sprintf("/curator/authors/%d", sub.Poem.Author.ID), "/curator/bulk?text=" + url.QueryEscape(servertest.Nasty), "/curator/review?text=" + url.QueryEscape(servertest.Nasty)}
	for _, target := range pages {
		body := w.open(target).Body.String()
		servertest.CheckPage(t, body)
		if strings.Contains(body, "<script>alert") || strings.Contains(body, "<img src=x") {
			t.Errorf("%s: unescaped", target)
		}
	}
	for _, value := range servertest.HostileValues {
		v := url.QueryEscape(value)
		for _, target := range []string{"/curator/review?item=" + v, "/curator/review?after=" + v + "&did=" + v, "/curator/review?kind=" + v + "&batch=" + v,
			"/curator/poems?before=" + v + "&text=" + v, "/curator/poems/" + url.PathEscape(value), "/curator/poems/1/compare?a=" + v + "&b=" + v,
			"/curator/poems/1/merge?into=" + v, "/curator/bulk?q=" + v, "/receipt/" + url.PathEscape(value), "/curator/poems?status=" + v + "&form=" + v} {
			if rec := servertest.Get(t, w.Site, target, "Cookie", w.cookie); rec.Code >= 500 {
				t.Errorf("%.60s: %d", target, rec.Code)
			}
		}
	}
}

func TestCuratorsSeeEditOnPublicPages(t *testing.T) {
	t.Parallel()
	w := newTeacher(t)
	if body := w.open("/poems/1").Body.String(); !strings.Contains(body, "/curator/poems/1") {
		t.Error("no way to edit for a curator")
	}
	rec := servertest.Get(t, w.Site, "/poems/1")
	if strings.Contains(rec.Body.String(), "/curator/") || !strings.Contains(rec.Body.String(), "/poems/1/correct") || !strings.Contains(rec.Body.String(), `href="/submit"`) {
		t.Error("what a visitor sees")
	}
}

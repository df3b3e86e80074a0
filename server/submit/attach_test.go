package submit_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/servertest"
)

// manuscript is a photograph, and voice a recording of three frames of MP3.
func manuscript(t testing.TB) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 60, 80))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func voice() string { return strings.Repeat("\xff\xfb\x90\x00"+strings.Repeat("\x00", 413), 3) }

// sendFiles fills in the form of a page a minute after it was opened.
func sendFiles(r servertest.Resident, target string, fields map[string]string, files ...servertest.Part) *httptest.ResponseRecorder {
	r.T.Helper()
	form := r.Form(target)
	r.Clock.Advance(time.Minute)
	for name := range form {
		if _, set := fields[name]; !set && name != "q" && name != "look" {
			fields[name] = form.Get(name)
		}
	}
	parts := files
	for name, value := range fields {
		parts = append(parts, servertest.File(name, "", value))
	}
	body, kind := servertest.Multipart(r.T, parts...)
	req := httptest.NewRequest(http.MethodPost, target, bytes.NewReader(body))
	req.Header.Set("Content-Type", kind)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	return servertest.Serve(r.Site, req)
}

func kept(t testing.TB, r servertest.Resident) int {
	t.Helper()
	files, err := os.ReadDir(r.Store.MediaDir())
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return len(files)
}

// An elder's photograph and voice are nobody's before a curator has chosen, and
// gone from the disk when they are taken back.
func TestPhotoAndVoiceWaitForACurator(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	cookie := servertest.SignIn(t, r.Store, "王老师", corpus.RoleCurator)
	fields := func() map[string]string {
		return map[string]string{"title": "新荷", "body": "一片新荷\n半池月", "author": "荷风", "consent": "1", "whose": "own"}
	}
	receipt := r.WantReceipt(sendFiles(r, "/submit", fields(), servertest.File("photo", "a.png", manuscript(t)), servertest.File("voice", "b.mp3", voice())))
	page := servertest.Get(t, r.Site, receipt)
	servertest.CheckPage(t, page.Body.String())
	if !strings.Contains(page.Body.String(), "手稿、朗诵") || kept(t, r) != 2 {
		t.Errorf("the receipt does not name both, or %d files are kept", kept(t, r))
	}
	items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueSubmitted}, "", 50)
	if err != nil || len(items) == 0 {
		t.Fatalf("%v, %v", items, err)
	}
	item := items[len(items)-1]
	sent, err := r.Store.MediaSent(t.Context(), item.Submission.ID)
	if err != nil || len(sent) != 2 {
		t.Fatalf("%+v, %v", sent, err)
	}
	review := servertest.Get(t, r.Site, "/curator/review?item="+item.Key().String(), "Cookie", cookie)
	servertest.CheckPage(t, review.Body.String())
	var paths []string
	for _, m := range sent {
		path := fmt.Sprintf("/media/%d/%s", m.ID, m.File)
		paths = append(paths, path)
		if !strings.Contains(review.Body.String(), path) {
			t.Errorf("the review does not show %s", path)
		}
		seen := func(want int, head ...string) {
			t.Helper()
			if rec := servertest.Get(t, r.Site, path, head...); rec.Code != want {
				t.Errorf("%s: %d, want %d", path, rec.Code, want)
			}
		}
		seen(http.StatusNotFound)
		seen(http.StatusOK, "Cookie", cookie)
	}
	decide := url.Values{"key": {item.Key().String()}, "revision": {"1"}, "act": {"accept"}, "show": {fmt.Sprint(sent[1].ID)}}
	if rec := servertest.Post(t, r.Site, "/curator/review", decide, "Cookie", cookie); rec.Code != http.StatusSeeOther {
		t.Fatalf("accept: %d", rec.Code)
	}
	poem := servertest.Get(t, r.Site, fmt.Sprintf("/poems/%d", item.Poem.ID)).Body.String()
	_, poem, _ = strings.Cut(poem, "<h1")
	if !strings.Contains(poem, paths[1]) || strings.Contains(poem, paths[0]) || strings.Index(poem, paths[1]) > strings.Index(poem, "半池月") {
		t.Error("not the recording that was chosen, above the verse, and it alone")
	}
	if rec := servertest.Get(t, r.Site, paths[0]); rec.Code != http.StatusNotFound {
		t.Errorf("not chosen and there: %d", rec.Code)
	}
	show := fmt.Sprintf("/curator/poems/%d/media/%d/show", item.Poem.ID, sent[0].ID)
	if rec := servertest.Post(t, r.Site, show, nil, "Cookie", cookie); rec.Code != http.StatusSeeOther {
		t.Errorf("show later: %d", rec.Code)
	}
	if rec := servertest.Get(t, r.Site, paths[0]); rec.Code != http.StatusOK {
		t.Errorf("shown later and not there: %d", rec.Code)
	}
	servertest.Post(t, r.Site, receipt+"/withdraw", nil)
	for _, path := range paths {
		if rec := servertest.Get(t, r.Site, path, "Cookie", cookie); rec.Code != http.StatusNotFound {
			t.Errorf("%s withdrawn: %d", path, rec.Code)
		}
	}
	if n := kept(t, r); n != 0 {
		t.Errorf("%d files are left", n)
	}
}

// What is no picture or no recording is refused beside its field, with all that
// was written; nothing is left on the disk.
func TestFilesOfAnotherKindAreRefused(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	fields := map[string]string{"title": "新荷", "body": "一片新荷\n半池月", "author": "荷风", "consent": "1", "whose": "own"}
	rec := sendFiles(r, "/submit", fields, servertest.File("photo", "a.jpg", "<script>alert(1)</script>"), servertest.File("voice", "b.mp3", voice()))
	page := servertest.CheckPage(t, rec.Body.String())
	if rec.Code != http.StatusUnprocessableEntity || len(page.Classed("wrong")) != 2 || servertest.FieldsOf(t, rec).Get("title") != "新荷" {
		t.Errorf("%d: %s", rec.Code, servertest.Problems(t, rec))
	}
	rec = sendFiles(r, "/submit", map[string]string{"title": "新荷"}, servertest.File("photo", "a.jpg", strings.Repeat("x", 31<<20)))
	if rec.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: %d", rec.Code)
	}
	if n := kept(t, r); n != 0 {
		t.Errorf("%d files are left", n)
	}
}

// The same form sent twice is one submission with one set of files.
func TestFormWithFilesSentTwice(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	form := r.Form("/poems/1/recite")
	fields := map[string]string{"name": "石榴阿姨", "consent": "1", "ticket": form.Get("ticket")}
	first := r.WantReceipt(sendFiles(r, "/poems/1/recite", fields, servertest.File("voice", "b.mp3", voice())))
	if again := r.WantReceipt(sendFiles(r, "/poems/1/recite", fields, servertest.File("voice", "b.mp3", voice()))); again != first || kept(t, r) != 1 {
		t.Errorf("%s and %s, %d files", first, again, kept(t, r))
	}
}

// A neighbour's recitation is reviewed, stands above the verse with their name,
// and can be taken back.
func TestRecitationIsHeardAboveThePoem(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	cookie := servertest.SignIn(t, r.Store, "王老师", corpus.RoleCurator)
	empty := sendFiles(r, "/poems/1/recite", map[string]string{})
	if servertest.CheckPage(t, empty.Body.String()); empty.Code != http.StatusUnprocessableEntity {
		t.Errorf("empty: %d", empty.Code)
	}
	receipt := r.WantReceipt(sendFiles(r, "/poems/1/recite", map[string]string{"name": "石榴阿姨", "consent": "1"}, servertest.File("voice", "b.mp3", voice())))
	if got := r.State(receipt); got != "待审" {
		t.Errorf("state %q", got)
	}
	review := servertest.Get(t, r.Site, "/curator/review?kind=recitation", "Cookie", cookie)
	servertest.CheckPage(t, review.Body.String())
	items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueRecitation}, "", 50)
	if err != nil || len(items) != 1 || !strings.Contains(review.Body.String(), "<audio") {
		t.Fatalf("%v, %v", items, err)
	}
	if strings.Contains(servertest.Get(t, r.Site, "/poems/1").Body.String(), "石榴阿姨") {
		t.Error("heard before it was decided on")
	}
	decide := url.Values{"key": {items[0].Key().String()}, "revision": {fmt.Sprint(items[0].Poem.Revision)}, "act": {"accept"}}
	if rec := servertest.Post(t, r.Site, "/curator/review", decide, "Cookie", cookie); rec.Code != http.StatusSeeOther {
		t.Fatalf("accept: %d", rec.Code)
	}
	page := servertest.CheckPage(t, servertest.Get(t, r.Site, "/poems/1").Body.String())
	if heard := page.Classed("heard"); len(heard) != 1 || !strings.Contains(servertest.Text(heard[0]), "石榴阿姨 诵") {
		t.Errorf("%d are heard", len(heard))
	}
	if got := r.State(receipt); !strings.Contains(got, "都能听到") {
		t.Errorf("state %q", got)
	}
	servertest.CheckPage(t, servertest.Get(t, r.Site, receipt+"/withdraw").Body.String())
	servertest.Post(t, r.Site, receipt+"/withdraw", nil)
	if strings.Contains(servertest.Get(t, r.Site, "/poems/1").Body.String(), "石榴阿姨") || kept(t, r) != 0 {
		t.Error("withdrawn and still heard")
	}
}

package submit_test

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/servertest"
)

// An elder sends a poem in, finds it again by the number alone, and is told.
func TestReceiptIsFoundByItsNumber(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	cookie := servertest.SignIn(t, r.Store, "王老师", corpus.RoleCurator)
	receipt := r.WantReceipt(r.Submit())
	shown := servertest.CheckPage(t, servertest.Get(t, r.Site, receipt).Body.String()).Classed("code")
	if len(shown) != 1 || len(servertest.Text(shown[0])) != 14 {
		t.Fatalf("%d numbers are shown", len(shown))
	}
	code := servertest.Text(shown[0])
	picture := servertest.Get(t, r.Site, receipt+"/picture")
	if _, err := png.Decode(bytes.NewReader(picture.Body.Bytes())); err != nil || picture.Code != http.StatusOK || !strings.Contains(picture.Header().Get("Cache-Control"), "no-store") {
		t.Errorf("the picture: %d, %v, %v", picture.Code, err, picture.Header())
	}
	servertest.CheckPage(t, servertest.Get(t, r.Site, "/receipt").Body.String())
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", " ", "－").Replace(code)
	for typed, want := range map[string]int{code: http.StatusSeeOther, wide: http.StatusSeeOther, "123": http.StatusUnprocessableEntity, "": http.StatusUnprocessableEntity, "0000 0000 0000": http.StatusNotFound} {
		if rec := servertest.Post(t, r.Site, "/receipt", url.Values{"code": {typed}}); rec.Code != want {
			t.Errorf("%q: %d, want %d", typed, rec.Code, want)
		}
	}
	found := servertest.Post(t, r.Site, "/receipt", url.Values{"code": {code}}).Header().Get("Location")
	if got := r.State(found); got != "待审" {
		t.Errorf("state %q", got)
	}
	items, _, err := r.Store.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueSubmitted}, "", 50)
	if err != nil || len(items) == 0 {
		t.Fatalf("%v, %v", items, err)
	}
	item := items[len(items)-1]
	decide := url.Values{"key": {item.Key().String()}, "revision": {"1"}, "act": {"accept"}}
	done := servertest.Post(t, r.Site, "/curator/review", decide, "Cookie", cookie)
	page := servertest.CheckPage(t, servertest.Get(t, r.Site, done.Header().Get("Location"), "Cookie", cookie).Body.String())
	tell := page.Classed("tell")
	if len(tell) != 1 || !strings.Contains(servertest.Text(tell[0]), fmt.Sprintf("/poems/%d", item.Poem.ID)) {
		t.Errorf("nothing to send on: %d", len(tell))
	}
	if got := r.State(found); !strings.Contains(got, "已发布") {
		t.Errorf("state %q", got)
	}
}

// Numbers are few enough to be tried one after the other, so they cannot be;
// links are not held up.
func TestNumbersOfReceiptsAreNotTriedOut(t *testing.T) {
	t.Parallel()
	r := servertest.NewResident(t)
	receipt := r.WantReceipt(r.Submit())
	try := func(path, from string) int {
		return servertest.Serve(r.Site, servertest.NewRequest(path, from+":1000")).Code
	}
	for i := range 20 {
		if got := try(fmt.Sprintf("/receipt/%012d", i), "10.0.0.1"); got != http.StatusNotFound {
			t.Fatalf("try %d: %d", i, got)
		}
	}
	for _, path := range []string{"/receipt/000000000099", "/receipt/000000000099/withdraw", "/receipt/000000000099/edit", "/receipt/000000000099/picture"} {
		if got := try(path, "10.0.0.1"); got != http.StatusTooManyRequests {
			t.Errorf("%s: %d", path, got)
		}
	}
	if got := try(receipt, "10.0.0.1"); got != http.StatusOK {
		t.Errorf("the link: %d", got)
	}
	refused := 0
	for i := range 100 {
		if try(fmt.Sprintf("/receipt/%012d", i), fmt.Sprintf("10.1.0.%d", i+1)) == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused < 40 {
		t.Errorf("%d of 100 visitors were held up together", refused)
	}
}

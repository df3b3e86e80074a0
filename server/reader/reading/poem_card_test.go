package reading_test

import (
	"bytes"
	"image/png"
	"net/http"
	"strings"
	"sync"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/servertest"
)

func TestCards(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("一湖秋水，半岸芦花。\n", 300)
	st, site := servertest.SiteOf(t, servertest.Draft("C1", "东亭雨后", "汀兰", "一湖秋水，半岸芦花。\n\n两行雁字，一叶扁舟。"),
		servertest.Draft("C2", strings.Repeat("东", 200), "Li Hua", long), servertest.Draft("C3", "𠮷", "龘", "𠮷"), servertest.Draft("C4", "", "无名", "，。"))
	for _, id := range []string{"1", "2", "3", "4"} {
		for file, height := range map[string]int{"card.png": 1440, "card-square.png": 1080} {
			rec := servertest.Get(t, site, "/poems/"+id+"/"+file)
			if rec.Code != 200 || rec.Header().Get("Content-Type") != "image/png" {
				t.Fatalf("%s of %s: %d, %s", file, id, rec.Code, rec.Header().Get("Content-Type"))
			}
			img, err := png.Decode(bytes.NewReader(rec.Body.Bytes()))
			if err != nil || img.Bounds().Dx() != 1080 || img.Bounds().Dy() != height {
				t.Errorf("%s of %s: %v", file, id, err)
			}
		}
	}
	first := servertest.Get(t, site, "/poems/1/card.png")
	if again := servertest.Get(t, site, "/poems/1/card.png?r=9", "If-None-Match", first.Header().Get("ETag")); again.Code != http.StatusNotModified {
		t.Errorf("the same once more: %d", again.Code)
	}
	if _, err := st.Revise(t.Context(), poems.Edit{By: "王老师"}, 1, 0, corpus.Draft{Title: servertest.Ptr("东亭晴后")}); err != nil {
		t.Fatal(err)
	}
	if next := servertest.Get(t, site, "/poems/1/card.png", "If-None-Match", first.Header().Get("ETag")); next.Code != 200 || bytes.Equal(next.Body.Bytes(), first.Body.Bytes()) {
		t.Errorf("after a change: %d", next.Code)
	}
	if err := st.SetStatus(t.Context(), poems.Edit{By: "王老师"}, 1, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"card.png", "card-square.png", "text", "history"} {
		if rec := servertest.Get(t, site, "/poems/1/"+file); rec.Code != http.StatusGone {
			t.Errorf("%s of a withdrawn poem: %d", file, rec.Code)
		}
	}
}

// Many who ask at once get the same picture, whoever it is drawn for.
func TestACardIsAskedForByMany(t *testing.T) {
	_, site := servertest.SiteOf(t, servertest.Draft("C1", "东亭雨后", "汀兰", "一湖秋水"))
	bodies := make([][]byte, 8)
	var all sync.WaitGroup
	for i := range bodies {
		all.Go(func() { bodies[i] = servertest.Get(t, site, "/poems/1/card-square.png").Body.Bytes() })
	}
	all.Wait()
	for i, body := range bodies {
		if len(body) == 0 || !bytes.Equal(body, bodies[0]) {
			t.Errorf("answer %d is another", i)
		}
	}
}

package stone_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	_ "image/png"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server"
	"shiyun/server/servertest"
)

func public(c *server.Config) { c.PublicURL = "https://shiyun.example/" }

// The code on the sign leads to the stone: read as a phone reads it.
func TestStoneCodeLeadsToTheStone(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t), public)
	picture, _, err := image.Decode(bytes.NewReader(servertest.Get(t, site, "/s/t1/qr.png").Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil || read.GetText() != "https://shiyun.example/s/t1" {
		t.Fatalf("read %v, %v", read, err)
	}
	if level := read.GetResultMetadata()[gozxing.ResultMetadataType_ERROR_CORRECTION_LEVEL]; level != "Q" && level != "H" {
		t.Errorf("level %v of correction", level)
	}
	for i := range picture.Bounds().Dx() { // four modules of quiet
		for j := range 4 * 24 {
			for _, at := range []image.Point{{X: i, Y: j}, {X: j, Y: i}} {
				if r, _, _, _ := picture.At(at.X, at.Y).RGBA(); r != 0xffff {
					t.Fatalf("no quiet zone at %v", at)
				}
			}
		}
	}
}

func TestStoneSVGIsTheSameCode(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t), public)
	body := servertest.Get(t, site, "/s/t1/qr.svg").Body.String()
	wellFormed(t, body)
	page := servertest.Get(t, site, "/s/t1/print").Body.String()
	_, path, _ := strings.Cut(body, `<path d="`)
	path, _, _ = strings.Cut(path, `"`)
	if path == "" || !strings.Contains(page, path) {
		t.Error("the sheet has another code than the SVG")
	}
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, text)
		}
	}
}

func TestPlanIsWellFormed(t *testing.T) {
	st := servertest.SampleArchive(t)
	for i, kind := range corpus.PlaceKinds() {
		p := corpus.Place{ID: corpus.PlaceID(5 + i), Name: strings.Repeat("长", i+1), Kind: kind, At: &corpus.Spot{X: i * 140, Y: 1000 - i*140}}
		if err := st.EditPlace(t.Context(), corpus.ActorCommand, p); err != nil {
			t.Fatal(err)
		}
	}
	body := servertest.Get(t, servertest.NewSite(t, st), "/places").Body.String()
	from, to := strings.Index(body, `<svg class="drawn"`), strings.Index(body, "<ol class=\"plan-key\"")
	if from < 0 || to < from {
		t.Fatal("no plan")
	}
	wellFormed(t, body[from:to])
	if n := strings.Count(body[from:to], "<a "); n != len(corpus.PlaceKinds())+2 { // with 听荷亭 and the stone of its own spot
		t.Errorf("%d links on the plan", n)
	}
}

func TestOldCodesLeadOn(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for asked, want := range map[string]string{
		"/s/old1": "/s/t1", "/s/T1": "/s/t1", "/s/OLD1/print": "/s/t1/print", "/s/old1/qr.svg": "/s/t1/qr.svg",
		"/s/old1/qr.png": "/s/t1/qr.png", "/s/" + url.PathEscape("ｔ１"): "/s/t1", "/s/t1%20": "/s/t1",
	} {
		rec := servertest.Get(t, site, asked)
		if rec.Code != 302 || rec.Header().Get("Location") != want || rec.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d to %q, %q", asked, rec.Code, rec.Header().Get("Location"), rec.Header().Get("Cache-Control"))
		}
	}
	for _, asked := range []string{"/s/t1%2F", "/s/..%2Ft1", "/s/t%001", "/s/т1", "/s/" + strings.Repeat("t", 13), "/s/t1.", "/s/%E8%AF%97", "/s/t1/nothing", "/s/"} {
		if rec := servertest.Get(t, site, asked); rec.Code != 404 && rec.Code != 400 {
			t.Errorf("%s: %d", asked, rec.Code)
		}
	}
}

func TestStoneKeepsWhatIsCarved(t *testing.T) {
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	p := servertest.CheckPage(t, servertest.Get(t, site, "/s/t1").Body.String())
	if got := servertest.Text(p.Classed("carved")[0]); got != "一湖秋水半岸芦花" && got != "一湖秋水 半岸芦花" {
		t.Errorf("carved %q", got)
	}
	if len(p.Classed("since")) != 0 {
		t.Error("a poem that has not changed is said to have changed")
	}
	edit := poems.Edit{By: corpus.ActorCommand}
	if _, err := st.Revise(t.Context(), edit, 1, 0, corpus.Draft{Body: servertest.Ptr("一湖秋水，半岸芦花！\n两行雁字，一叶扁舟。")}); err != nil {
		t.Fatal(err)
	}
	if p := servertest.Parse(t, servertest.Get(t, site, "/s/t1").Body.String()); len(p.Classed("since")) != 0 {
		t.Error("punctuation alone is said to be a change")
	}
	if _, err := st.Revise(t.Context(), edit, 1, 0, corpus.Draft{Body: servertest.Ptr("一湖春水，半岸芦花。")}); err != nil {
		t.Fatal(err)
	}
	p = servertest.CheckPage(t, servertest.Get(t, site, "/s/t1").Body.String())
	if since := p.Classed("since"); len(since) != 1 || !strings.Contains(servertest.Text(since[0]), "一湖春水") || len(p.Classed("differs")) != 2 {
		t.Error("the change is not shown")
	}
	if got := servertest.Text(p.Classed("carved")[0]); !strings.Contains(got, "一湖秋水") {
		t.Errorf("carved %q", got)
	}
}

// Who takes a poem back does not find it again on the page of its stone, nor
// in the font.
func TestStoneOfAWithdrawnPoemIsSilent(t *testing.T) {
	st := servertest.SampleArchive(t)
	site := servertest.NewSite(t, st)
	page := servertest.Get(t, site, "/s/t1").Body.String()
	_, font, _ := strings.Cut(page, `href="/fonts/stones/`)
	font, _, _ = strings.Cut("/fonts/stones/"+font, `"`)
	if rec := servertest.Get(t, site, font); rec.Code != 200 || rec.Header().Get("Content-Type") != "font/woff" {
		t.Fatalf("font %s: %d", font, rec.Code)
	}
	if rec := servertest.Get(t, site, strings.TrimSuffix(font, "woff")+"css"); rec.Code != 200 || !strings.Contains(rec.Body.String(), "U+") {
		t.Errorf("style of the font: %d", rec.Code)
	}
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 1, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/s/t1", "/s/t1/print"} {
		rec := servertest.Get(t, site, path)
		if rec.Code != 200 || strings.Contains(rec.Body.String(), "秋水") {
			t.Errorf("%s: %d, and the poem can be read: %v", path, rec.Code, strings.Contains(rec.Body.String(), "秋水"))
		}
	}
	if rec := servertest.Get(t, site, font); rec.Code != 404 {
		t.Errorf("font of a withdrawn poem: %d", rec.Code)
	}
	if rec := servertest.Get(t, site, "/s/gone"); strings.Contains(rec.Body.String(), "不给人看") {
		t.Error("a withdrawn stone can be read")
	}
}

func TestStoneOfAMergedPoemFollows(t *testing.T) {
	st := servertest.SampleArchive(t)
	if err := st.MergePoems(t.Context(), poems.Edit{By: corpus.ActorCommand}, 1, 5); err != nil {
		t.Fatal(err)
	}
	p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, st), "/s/t1").Body.String())
	if links := p.Classed("main"); len(links) == 0 || servertest.Attr(links[0], "href") != "/poems/5" {
		t.Error("the stone does not lead to the poem its own was merged into")
	}
}

func TestSheetHasNameCodeTextAndAddress(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t), public)
	for size, class := range map[string]string{"": "a4", "?size=a5": "a5", "?size=a0": "a4"} {
		p := servertest.CheckPage(t, servertest.Get(t, site, "/s/t1/print"+size).Body.String())
		paper := p.Classed("paper")
		if len(paper) != 1 || !strings.Contains(servertest.Attr(paper[0], "class"), class) {
			t.Fatalf("%q: not one sheet of %s", size, class)
		}
		for _, want := range []string{"诗韵石", "一湖秋水", "shiyun.example/s/t1"} {
			if !strings.Contains(servertest.Text(paper[0]), want) {
				t.Errorf("the sheet does not say %q", want)
			}
		}
	}
}

func TestCuratorsKeepStones(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	w.WantText("/curator/stones/new", `value="t1"`)
	w.Post("/curator/stones/new", "/curator/stones/1?saved=1", "code", "T1", "name", "诗韵石", "poem", "1", "writing", "columns", "state", "standing", "x", "500", "y", "250")
	if act := w.LastAct(); act.By != "王老师" || act.Verb != corpus.ActStone || act.Object != "stone/1" {
		t.Errorf("act %+v", act)
	}
	w.WantText("/curator/stones/1", "独坐诗韵东篱角", `value="500"`)
	w.WantText("/s/t1", "独坐诗韵东篱角")
	w.Post("/curator/stones/1", "/curator/stones/1?saved=1", "code", "s9", "name", "石", "text", "独坐", "poem", "1", "writing", "rows", "state", "removed")
	w.WantText("/s/s9", "已经不在原来的地方")
	w.WantText("/curator/stones/new", `value="t2"`)
	for name, form := range map[string]url.Values{
		"a code it had before":     {"code": {"t1"}, "name": {"别处"}, "text": {"字"}, "writing": {"rows"}, "state": {"standing"}},
		"no code":                  {"code": {"诗"}, "name": {"别处"}, "text": {"字"}, "writing": {"rows"}, "state": {"standing"}},
		"no name":                  {"code": {"t2"}, "text": {"字"}, "writing": {"rows"}, "state": {"standing"}},
		"no text":                  {"code": {"t2"}, "name": {"别处"}, "writing": {"rows"}, "state": {"standing"}},
		"a poem that is not there": {"code": {"t2"}, "name": {"别处"}, "poem": {"x"}, "writing": {"rows"}, "state": {"standing"}},
		"off the plan":             {"code": {"t2"}, "name": {"别处"}, "text": {"字"}, "x": {"1001"}, "y": {"2"}, "writing": {"rows"}, "state": {"standing"}},
		"half a spot":              {"code": {"t2"}, "name": {"别处"}, "text": {"字"}, "x": {"1"}, "writing": {"rows"}, "state": {"standing"}},
		"an unknown state":         {"code": {"t2"}, "name": {"别处"}, "text": {"字"}, "writing": {"rows"}, "state": {"flying"}},
	} {
		rec := servertest.Post(t, w.Site, "/curator/stones/new", form, "Cookie", w.Cookie)
		if rec.Code != 422 || len(servertest.Parse(t, rec.Body.String()).Classed("wrong")) != 1 {
			t.Errorf("%s: %d", name, rec.Code)
		}
	}
	for _, path := range []string{"/curator/stones", "/curator/stones/new", "/curator/stones/1", "/curator/stones/print", "/curator/places", "/curator/collections"} {
		servertest.CheckPage(t, w.Page(path))
	}
}

// Whoever stands before a stone types its code, however they write it.
func TestCodeOfAStoneLeadsThere(t *testing.T) {
	t.Parallel()
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	for code, want := range map[string]string{"t1": "/s/t1", " T1 ": "/s/t1", "nowhere": "", "": "", "<b>": ""} {
		rec := servertest.Get(t, site, "/stones?code="+url.QueryEscape(code))
		if got := rec.Header().Get("Location"); got != want || want == "" && rec.Code != http.StatusOK {
			t.Errorf("%q: %d to %q, want %q", code, rec.Code, got, want)
		}
	}
}

package browse_test

import (
	"strconv"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/server/servertest"
)

// A place that only waiting poems name is not there; one on the plan is, with
// what is above it.
func TestPlacesThatAreShown(t *testing.T) {
	st := servertest.SampleArchive(t)
	waiting := servertest.Draft("W", "待审", "丁", "待审的诗")
	waiting.Place = servertest.Ptr("秘密小区/某栋")
	servertest.Import(t, st, false, waiting)
	ref, err := st.AddPlace(t.Context(), corpus.ActorCommand, "西岸社区/新亭")
	if err != nil {
		t.Fatal(err)
	}
	edited := corpus.Place{ID: ref.ID, Name: "新亭", Kind: corpus.PlacePavilion, At: &corpus.Spot{X: 10, Y: 10}}
	if err := st.EditPlace(t.Context(), corpus.ActorCommand, edited); err != nil {
		t.Fatal(err)
	}
	site := servertest.NewSite(t, st)
	body := servertest.Get(t, site, "/places").Body.String()
	for name, want := range map[string]bool{"秘密": false, "某栋": false, "西岸社区": true, "新亭": true} {
		if strings.Contains(body, name) != want {
			t.Errorf("%s shown: %v, want %v", name, !want, want)
		}
	}
	p := servertest.CheckPage(t, servertest.Get(t, site, "/places/"+strconv.FormatInt(int64(ref.ID), 10)).Body.String())
	if len(p.Classed("not-yet")) != 1 || len(p.Classed("drawn")) != 1 {
		t.Error("a place without poems does not help, or has no plan")
	}
	if servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, servertest.OpenStore(t)), "/places").Body.String()).Classed("drawn") != nil {
		t.Error("a plan of nothing")
	}
}

func TestPlacePageHasItsStones(t *testing.T) {
	p := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, servertest.SampleArchive(t)), "/places/2").Body.String())
	if stones := p.Classed("stones"); len(stones) != 1 || !strings.Contains(servertest.Text(stones[0]), "诗韵石") {
		t.Error("what stands there is not on the page")
	}
	if marks := p.Classed("here"); len(marks) != 1 || !strings.Contains(servertest.Text(marks[0]), "听荷亭") {
		t.Errorf("%d marks say you are here", len(marks))
	}
}

func TestCuratorsKeepPlaces(t *testing.T) {
	t.Parallel()
	w := servertest.NewIndexedSite(t, servertest.SomeDrafts()...)
	w.Post("/curator/places", "/curator/places/2", "path", "东亭社区/听荷亭")
	w.Post("/curator/places/2", "/curator/places/2?saved=1", "name", "听雨亭", "kind", "亭", "about", "水边的亭子", "x", "100", "y", "900")
	w.WantText("/curator/places/2", "以前叫", "东亭社区/听荷亭", "水边的亭子")
	w.WantText("/places/2", "听雨亭", "水边的亭子")
	if act := w.LastAct(); act.Verb != corpus.ActPlace || act.Object != "place/2" {
		t.Errorf("act %+v", act)
	}
	moved := servertest.Draft("P", "听荷", "汀兰", "荷叶")
	moved.Place = servertest.Ptr("东亭社区/听荷亭")
	servertest.Import(t, w.Store, true, moved)
	w.Await()
	w.WantText("/places/2", "/poems/3")
	w.WantText("/search?q=地:听雨亭", "荷叶")
	servertest.CheckPage(t, w.Page("/curator/places/2"))
}

func TestCollectionIsInItsCuratorsOrder(t *testing.T) {
	t.Parallel()
	drafts := servertest.SomeDrafts()
	for i := range drafts {
		drafts[i].Collections = &[]string{"甲集"}
	}
	w := servertest.NewIndexedSite(t, drafts...)
	w.Post("/curator/collections/1", "/curator/collections/1?saved=1", "foreword", "小引一段。")
	w.Post("/curator/collections/1/move", "/curator/collections/1#p2", "poem", "2", "to", "1")
	if act := w.LastAct(); act.Verb != corpus.ActCollection {
		t.Errorf("act %+v", act)
	}
	p := servertest.CheckPage(t, w.Page("/collections/1"))
	titles := p.Classed("card-title")
	if len(titles) != 2 || servertest.Text(titles[0]) != "听荷" || !strings.Contains(servertest.Text(p.Node), "小引一段。") {
		t.Error("not in the curator's order, or without the foreword")
	}
	w.WantText("/collections", "小引一段。", "共 2 首")
	servertest.CheckPage(t, w.Page("/curator/collections/1"))
}

func TestThreadIsReadFromTheFirstOn(t *testing.T) {
	t.Parallel()
	thread := []corpus.Draft{servertest.Draft("1", "次韵楚凤散人望月亭", "汀兰", "手抄新句过秋桥。"), servertest.Draft("2", "望月亭", "楚凤散人", "湖灯一点傍疏桥。"),
		servertest.Draft("3", "再次韵望月亭", "石上松", "旧凳原来是断桥。"), servertest.Draft("4", "种豆", "菜篮子", "豆角爬满架。")}
	for i, date := range []string{"2019-10-12", "2019年秋", "2019-10", ""} {
		d := corpus.ParseDate(date)
		thread[i].Date = &d
	}
	w := servertest.NewIndexedSite(t, thread...)
	w.WantText("/threads", "/threads/2", "2 首和诗", "!/threads/4")
	p := servertest.CheckPage(t, w.Page("/threads/2"))
	var order []string
	for _, n := range p.All("h2") {
		order = append(order, servertest.Text(n))
	}
	if got := strings.Join(order, " "); got != "望月亭 次韵楚凤散人望月亭 再次韵望月亭" {
		t.Errorf("read %q", got)
	}
	if rec := servertest.Get(t, w.Site, "/threads/3"); rec.Code != 302 || rec.Header().Get("Location") != "/threads/2#p3" {
		t.Errorf("an answer: %d to %q", rec.Code, rec.Header().Get("Location"))
	}
	if alone := servertest.CheckPage(t, w.Page("/threads/4")); len(alone.Classed("not-yet")) != 1 {
		t.Error("a poem alone does not say how to answer it")
	}
	if err := w.Store.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 2, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	w.Await()
	w.WantText("/threads", "!湖灯一点")
	if rec := servertest.Get(t, w.Site, "/threads/2"); rec.Code != 410 {
		t.Errorf("a withdrawn poem's thread: %d", rec.Code)
	}
}

func TestFormsAndTunesAreExplained(t *testing.T) {
	site := servertest.NewSite(t, servertest.SampleArchive(t))
	p := servertest.CheckPage(t, servertest.Get(t, site, "/forms").Body.String())
	if strings.Contains(servertest.Text(p.Node), "form_about.") {
		t.Error("a form is not explained")
	}
	for _, form := range corpus.Forms() {
		page := servertest.CheckPage(t, servertest.Get(t, site, "/forms/"+string(form)).Body.String())
		if about := page.Classed("about-text"); len(about) != 1 || strings.Count(servertest.Text(about[0]), "。") < 2 {
			t.Errorf("%s is not explained in two sentences", form)
		}
	}
	p = servertest.CheckPage(t, servertest.Get(t, site, "/tunes/浣溪沙").Body.String())
	if about := p.Classed("about-text"); len(about) != 1 || len(p.Classed("card")) != 2 {
		t.Error("the tune is not explained, or not its poems listed")
	}
	other := servertest.Get(t, site, "/tunes/浣溪纱") // another name of it, which no poem has
	if at := other.Header().Get("Location"); other.Code != 302 || at != servertest.Get(t, site, "/tunes/減字浣溪沙").Header().Get("Location") || servertest.Get(t, site, at).Code != 200 {
		t.Errorf("another name of the tune: %d, %s", other.Code, at)
	}
	if empty := servertest.CheckPage(t, servertest.Get(t, servertest.NewSite(t, servertest.OpenStore(t)), "/forms/排律").Body.String()); len(empty.Classed("not-yet")) != 1 {
		t.Error("an empty form does not help")
	}
}

package servertest

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
)

// Poems of the test archive that routes are tried on, by what is special
// about them; sample poems follow after them.
const (
	Published = "1"
	Withdrawn = "2"
	InReview  = "3"
	Hostile   = "4"
)

// Nasty breaks a page that does not escape what it shows.
const Nasty = `<script>alert(1)</script>"'&{{.}}<img src=x onerror=alert(2)>`

// SampleArchive returns an archive of one poem of each status, one that tries to
// break pages ([Hostile]), and the samples.
func SampleArchive(t testing.TB) *store.Store {
	t.Helper()
	dir := t.TempDir()
	for name, content := range sampleFiles(t) {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return openStore(t, dir)
}

// sampleArchive is the files of the archive, which is made once and copied for
// every test: importing it took most of the time of most of them.
var sampleArchive struct {
	sync.Mutex
	files map[string][]byte // guarded by Mutex; nil until a test has made them
}

func sampleFiles(t testing.TB) map[string][]byte {
	t.Helper()
	sampleArchive.Lock()
	defer sampleArchive.Unlock()
	if sampleArchive.files != nil {
		return sampleArchive.files
	}
	dir := t.TempDir()
	st, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	fillSampleArchive(t, st)
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, entry := range entries {
		if files[entry.Name()], err = os.ReadFile(filepath.Join(dir, entry.Name())); err != nil {
			t.Fatal(err)
		}
	}
	sampleArchive.files = files
	return files
}

func fillSampleArchive(t testing.TB, st *store.Store) {
	t.Helper()
	place, tune, note := "东亭社区/听荷亭", "鹧鸪天", "自注一句。"
	date, form := corpus.ParseDate("2021年重阳"), corpus.Form("词")
	tags, collections := []string{"秋", "茶/酒"}, []string{"甲集"}
	full := Draft("T-1", "鹧鸪天·雨后", "楚凤散人", "一湖秋水，半岸芦花。\n\n两行雁字，一叶扁舟。")
	full.Place, full.Tune, full.Note, full.Date, full.Form, full.Tags, full.Collections, full.Aliases =
		&place, &tune, &note, &date, &form, &tags, &collections, []string{"凤老"}
	gone := Draft("T-2", "撤回之诗", "甲", "此诗已撤")
	Import(t, st, true, full, gone)
	Import(t, st, false, Draft("T-3", "待审之诗", "只在待审中的人", "此诗待审"))
	broken := Draft("T-4", Nasty, Nasty, Nasty+"\n"+Nasty)
	broken.Tags, broken.Note, broken.Preface, broken.Source = &[]string{Nasty}, Ptr(Nasty), Ptr(Nasty), Ptr("javascript:alert(3)")
	broken.Tune, broken.Place, broken.Collections = Ptr(Nasty), Ptr("别处/"+strings.ReplaceAll(Nasty, "/", "")), &[]string{Nasty}
	Import(t, st, true, broken)
	Import(t, st, true, SampleDrafts(t)...)
	if err := st.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 2, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	addStones(t, st)
}

// addStones puts up a stone of the first poem that was called old1 before,
// one that tries to break pages, and one that was taken down.
func addStones(t testing.TB, st *store.Store) {
	t.Helper()
	stones := []corpus.Stone{
		{Code: "old1", Name: "诗韵石", Poem: 1, Place: corpus.PlaceRef{ID: 2}, Text: "一湖秋水\n半岸芦花"},
		{Code: "bad1", Name: cutRunes(Nasty, corpus.MaxStoneName), Text: Nasty, Note: Nasty, At: &corpus.Spot{X: 0, Y: 1000}, Writing: corpus.WritingBoard},
		{Code: "gone", Name: "撤下的", Text: "不给人看", State: corpus.StoneWithdrawn},
	}
	for _, one := range stones {
		SaveStone(t, st, one)
	}
	first := stones[0]
	first.ID, first.Code = 1, "t1"
	SaveStone(t, st, first)
	if err := st.EditPlace(t.Context(), corpus.ActorCommand, corpus.Place{ID: 2, Name: "听荷亭", Kind: corpus.PlacePavilion, About: Nasty, At: &corpus.Spot{X: 400, Y: 300}}); err != nil {
		t.Fatal(err)
	}
}

// SaveStone saves a stone; it stands and is written in columns unless it says
// otherwise.
func SaveStone(t testing.TB, st *store.Store, one corpus.Stone) corpus.Stone {
	t.Helper()
	if one.Writing == "" {
		one.Writing = corpus.WritingColumns
	}
	if one.State == "" {
		one.State = corpus.StoneStanding
	}
	saved, err := st.SaveStone(t.Context(), corpus.ActorCommand, one)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func cutRunes(text string, n int) string { return string([]rune(text)[:n]) }

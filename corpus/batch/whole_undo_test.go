package batch

import (
	"os"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/corpus/media"
)

// What an undone whole export had brought in is gone, as far as it may go;
// imported again, everything is there again.
func TestWholeExportIsTakenBack(t *testing.T) {
	a := furnished(t)
	want, content := a.kept(), a.export(intake.ZIP)
	empty := newArchive(t)
	first := empty.bring("all.zip", content)
	empty.undo(first.ID)
	if left := empty.content(); len(left) != 0 {
		t.Errorf("poems left: %v", left)
	}
	if stones := must(empty.store.Stones(ctx())); len(stones) != 0 {
		t.Errorf("stones left: %+v", stones)
	}
	if files, err := os.ReadDir(empty.store.MediaDir()); err != nil || len(files) != 0 {
		t.Errorf("files left: %v, %v", files, err)
	}
	empty.bring("all.zip", content)
	got := empty.kept()
	for name, lines := range want {
		// The poems come back at a later revision, with the undoing in their
		// history, and so do the stones name them.
		if name == "poems.jsonl" || name == "revisions.jsonl" {
			continue
		}
		if got[name] != lines {
			t.Errorf("%s is\n%s\nwant\n%s", name, got[name], lines)
		}
	}
	if strings.Count(got["poems.jsonl"], "\n") != strings.Count(want["poems.jsonl"], "\n") {
		t.Errorf("poems %s", got["poems.jsonl"])
	}
	empty.undo(first.ID) // once more: what came in since is not its to take
	if stones := must(empty.store.Stones(ctx())); len(stones) != 2 {
		t.Errorf("%d stones", len(stones))
	}
}

// Into an archive with other things under the same numbers, everything finds
// the poem, the author and the place it belongs to, and nothing there is
// written over.
func TestWholeExportBesideOthers(t *testing.T) {
	content := furnished(t).export(intake.ZIP)
	a := newArchive(t)
	a.bring("others.csv", table("题|作者|正文|地点|诗集", "甲题|甲|甲的一首诗在此|西苑|甲集", "乙题|老周|乙的一首诗在此|西苑/南亭|初集"))
	a.do(a.store.SetForeword(ctx(), curator, 2, "原有的卷首语"), a.store.EditPlace(ctx(), curator, corpus.Place{ID: 1, Name: "西苑", Kind: corpus.PlaceCompound, About: "原有的"}))
	a.stone(corpus.Stone{Code: "t1", Name: "别的石", Text: "别的字", Writing: corpus.WritingRows, State: corpus.StoneStanding})
	done := a.bring("all.zip", content)
	if done.Counts.Failed > 0 {
		t.Errorf("%+v", done.Counts)
	}
	byTitle := map[string]corpus.Poem{}
	a.do(a.store.EachPoem(ctx(), 0, "", func(p corpus.Poem) error { byTitle[p.Title] = p; return nil }))
	lotus, port := byTitle["采莲"], byTitle["港"]
	if lotus.ID <= 2 || lotus.Author.Name != "汀兰" || port.Author.Name != "老周" || port.Author.ID != 2 {
		t.Errorf("poems %+v, %+v", lotus, port)
	}
	if m := must(a.store.Media(ctx(), lotus.ID)); len(m) != 1 || m[0].Alt != "诗碑正面" {
		t.Errorf("media %+v", m)
	}
	if st := must(a.store.StoneByCode(ctx(), "t1")); st.Name != "别的石" {
		t.Errorf("stone %+v", st)
	}
	if to := must(a.store.Redirect(ctx(), corpus.KindPoem, int64(byTitle["采荷（改）"].ID))); to != int64(lotus.ID) {
		t.Errorf("leads to %d, want %d", to, lotus.ID)
	}
	if c := must(a.store.Collection(ctx(), 2)); c.Foreword != "原有的卷首语" {
		t.Errorf("%+v", c)
	}
	if order := must(a.store.CollectionOrder(ctx(), 2, 9)); order[0].ID != port.ID {
		t.Errorf("order %+v", order)
	}
	if revisions := must(a.store.Revisions(ctx(), lotus.ID)); lotus.Revision != len(revisions) {
		t.Errorf("revision %d of %d", lotus.Revision, len(revisions))
	}
	for _, p := range must(a.store.Places(ctx())) {
		if p.Parent >= p.ID || p.ID == 1 && p.About != "原有的" {
			t.Errorf("place %+v", p)
		}
	}
}

// Recordings and pictures are looked at as uploads are, and those of poems
// that were not let in go nowhere.
func TestWholeExportOfBadMedia(t *testing.T) {
	page := "<!doctype html><script>alert(1)</script>"
	line := func(poem int, file, kind string) string {
		return `{"id":1,"poem":` + string(rune('0'+poem)) + `,"kind":"` + kind + `","file":"` + file + `","alt":"碑","consent":"同意","at":"2024-05-01T08:00:00Z"}` + "\n"
	}
	files := map[string]string{format.SumsName: "", "poems.jsonl": `{"id":1,"title":"采荷","body":"` + lotus + `"}` + "\n" + `{"id":2,"title":"无"}` + "\n",
		"media.jsonl": line(1, "media/1.jpg", "picture") + line(1, "media/1.mp3", "recording") + line(2, "media/2.mp3", "recording") + line(1, "media/2.mp3", "film"),
		"media/1.jpg": page, "media/1.mp3": page, "media/2.mp3": string(sound())}
	a := newArchive(t)
	id := a.upload("all.zip", zipped(t, files))
	a.wantCounts(a.check(id, keepNear), corpus.Counts{Created: 1, Failed: 5})
	a.wantCounts(a.start(id), corpus.Counts{Created: 1, Failed: 5})
	if m := must(a.store.Media(ctx(), 1)); len(m) != 0 {
		t.Errorf("media %+v", m)
	}
	if left, err := os.ReadDir(string(media.Folder(a.store.MediaDir()))); err == nil && len(left) > 0 {
		t.Errorf("files left: %v", left)
	}
}

// Wherever the import of a whole export is cut off, it goes on to the same end.
func TestWholeExportRestartsAnywhere(t *testing.T) {
	source := furnished(t)
	want, content := source.kept(), source.export(intake.ZIP)
	smallChunks(t, 3)
	whole := newArchive(t)
	all := whole.bring("all.zip", content).Counts
	cuts := 0
	for _, pace := range []int64{5, 23, 60} {
		a := newArchive(t)
		id := a.upload("all.zip", content)
		a.check(id, keepNear)
		a.must(a.desk.Start(ctx(), curator, id))
		cuts += a.finishInPieces(id, pace)
		if b := a.finish(id, corpus.BatchDone); b.Counts != all {
			t.Errorf("%d: %+v, want %+v", pace, b.Counts, all)
		}
		a.wantKept(want)
	}
	if cuts < 5 {
		t.Errorf("it was cut off %d times", cuts)
	}
}

package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

func testImportOutcomes(t *testing.T, empty Empty) {
	base := draft("A1", "望湖", "汀兰", "一湖秋水\n半岸芦花")
	place, otherPlace := "东亭社区/听荷亭", "东亭社区/望月亭"
	placed, moved := base, base
	placed.Place, moved.Place = &place, &otherPlace
	unnumbered := draft("", "望湖", "汀兰", "一湖秋水\n半岸芦花")
	revised := draft("A1", "望湖", "汀兰", "一湖春水")
	twin := draft("A2", "望湖", "汀兰", "一湖秋水\n半岸芦花")
	type drafts = []corpus.Draft
	tests := []struct {
		name          string
		first, second drafts
		opts          transfer.ImportOptions
		want          corpus.Counts
	}{
		{"same row again", drafts{base}, drafts{base}, transfer.ImportOptions{}, corpus.Counts{Read: 1, Duplicate: 1}},
		{"same ref, other text", drafts{base}, drafts{revised}, transfer.ImportOptions{}, corpus.Counts{Read: 1, Updated: 1}},
		{"same ref, other place", drafts{placed}, drafts{moved}, transfer.ImportOptions{}, corpus.Counts{Read: 1, Updated: 1}},
		{"silent column keeps what is there", drafts{placed}, drafts{base}, transfer.ImportOptions{}, corpus.Counts{Read: 1, Duplicate: 1}},
		{"no ref, same text", drafts{unnumbered}, drafts{unnumbered}, transfer.ImportOptions{}, corpus.Counts{Read: 1, Duplicate: 1}},
		{"no ref, text of a numbered poem", drafts{base}, drafts{unnumbered}, transfer.ImportOptions{}, corpus.Counts{Read: 1, Duplicate: 1}},
		{"number given to an unnumbered poem", drafts{unnumbered}, drafts{base}, transfer.ImportOptions{}, corpus.Counts{Read: 1, Updated: 1}},
		{"another ref is another poem", drafts{base}, drafts{twin}, transfer.ImportOptions{}, corpus.Counts{Read: 1, Created: 1}},
		{"thrice in one file", nil, drafts{base, base, revised}, transfer.ImportOptions{}, corpus.Counts{Read: 3, Created: 1, Duplicate: 1, Updated: 1}},
		{"thrice in one dry run", nil, drafts{base, base, revised}, transfer.ImportOptions{DryRun: true}, corpus.Counts{Read: 3, Created: 1, Duplicate: 1, Updated: 1}},
		{"publishing what was in review", drafts{base}, drafts{base}, transfer.ImportOptions{Publish: true}, corpus.Counts{Read: 1, Updated: 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, empty)
			importAll(t, s, transfer.ImportOptions{}, tt.first...)
			before := allPoems(t, s)
			if got := importAll(t, s, tt.opts, tt.second...); got != tt.want {
				t.Errorf("counts %+v, want %+v", got, tt.want)
			}
			if after := allPoems(t, s); tt.opts.DryRun && len(after) != len(before) {
				t.Errorf("a dry run wrote %d poems", len(after)-len(before))
			}
		})
	}
}

// Every sheet counts its rows from 1.
func testANumberIsNoReasonToOverwriteAnotherPoem(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, draft("1", "采荷", "汀兰", "荷叶田田照晚塘"))
	got := importAll(t, s, transfer.ImportOptions{},
		draft("1", "看鹤", "老周", "白鹤飞来又飞去"),   // another poem
		draft("1", "采荷二首", "汀兰", "荷叶田田照夜塘"), // the same, revised
		draft("1", "采荷二首", "汀兰", "莲子青青满一船"))
	if want := (corpus.Counts{Read: 3, Updated: 2, Failed: 1}); got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
	if poems := allPoems(t, s); len(poems) != 1 || poems[0].Body != "莲子青青满一船" {
		t.Errorf("poems %+v", poems)
	}
}

func testPoemKeepsEverything(t *testing.T, empty Empty) {
	form, tune, place, source := corpus.Form("词"), "鹧鸪天", "东亭社区/楚凤苑", "社刊"
	preface, note := "雨后作。", "自注：湖在东。"
	date := corpus.ParseDate("辛丑年重阳")
	tags, collections := []string{"秋", "雨"}, []string{"乙集", "甲集"}
	d := draft("C-7", "鹧鸪天·雨后", "楚凤散人", "  一行\n\n二行 <b>&\n三行𠮷'\\%?")
	d.Form, d.Tune, d.Place, d.Source, d.Preface, d.Note, d.Date, d.Tags, d.Collections =
		&form, &tune, &place, &source, &preface, &note, &date, &tags, &collections
	d.Aliases = []string{"凤老"}
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, d)
	p, err := s.Published(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(tags)
	slices.Sort(collections)
	want := corpus.Record{ID: 1, Ref: "C-7", Title: "鹧鸪天·雨后", Author: "楚凤散人", Preface: preface, Body: *d.Body, Note: note,
		Form: form, Tune: tune, Place: place, Date: "辛丑年重阳", Tags: tags, Collections: collections, Source: source}
	if diff := cmp.Diff(want, corpus.NewRecord(p)); diff != "" {
		t.Errorf("poem differs (-want +got):\n%s", diff)
	}
	author, err := s.Author(t.Context(), p.Author.ID)
	if err != nil {
		t.Fatal(err)
	}
	if author.Initial != "C" || !slices.Equal(author.Aliases, []string{"凤老"}) {
		t.Errorf("author %+v", author)
	}
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("C-8", "又", "凤老", "四行"))
	if second, err := s.Published(t.Context(), 2); err != nil || second.Author.ID != p.Author.ID {
		t.Errorf("a poem under an alias is by author %d (%v), want %d", second.Author.ID, err, p.Author.ID)
	}
	head, _ := s.Head(t.Context())
	if got := importAll(t, s, transfer.ImportOptions{Publish: true}, d); got.Duplicate != 1 {
		t.Errorf("the same row again: %+v", got)
	}
	if again, _ := s.Head(t.Context()); again != head {
		t.Errorf("the same row again moved the change log from %s to %s", head, again)
	}
}

func testPlacesFormATree(t *testing.T, empty Empty) {
	s := open(t, empty)
	for i, path := range []string{"东亭社区/梧桐里", "东亭社区", "梧桐里", "东亭社区 ／ 听荷亭"} {
		d := draft(fmt.Sprint(i), "题", "人", fmt.Sprint("诗", i))
		d.Place = &path
		importAll(t, s, transfer.ImportOptions{Publish: true}, d)
	}
	places, err := s.Places(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []corpus.Place{
		{ID: 1, Name: "东亭社区", Path: "东亭社区", Kind: corpus.PlaceCommunity, Poems: 4},
		{ID: 2, Parent: 1, Name: "梧桐里", Path: "东亭社区/梧桐里", Kind: corpus.PlaceLane, Poems: 2},
		{ID: 3, Parent: 1, Name: "听荷亭", Path: "东亭社区/听荷亭", Kind: corpus.PlacePavilion, Poems: 1},
	}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Errorf("places differ (-want +got):\n%s", diff)
	}
	if _, total, err := s.ListPublished(t.Context(), poems.Filter{Place: 1}, 0, 10); err != nil || total != 4 {
		t.Errorf("%d poems in the community (%v), want 4", total, err)
	}
}

func testEveryChangeIsLoggedAndKept(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, draft("1", "一", "甲", "第一稿"))
	importAll(t, s, transfer.ImportOptions{}, draft("1", "一", "甲", "第二稿"))
	head, err := s.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	importAll(t, s, transfer.ImportOptions{}, draft("1", "一", "甲", "第二稿"))
	for range 2 { // the second time changes nothing
		if err := s.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 1, corpus.StatusPublished); err != nil {
			t.Fatal(err)
		}
	}
	changes, err := s.ChangesAfter(t.Context(), head, 100)
	if err != nil || len(changes) != 1 || changes[0].Kind != corpus.KindPoem || changes[0].ID != 1 {
		t.Errorf("changes after two that changed nothing and one that did: %+v (%v)", changes, err)
	}
	revisions, err := s.Revisions(t.Context(), 1)
	if err != nil || len(revisions) != 3 {
		t.Fatalf("%d revisions (%v), want 3", len(revisions), err)
	}
	for i, want := range []string{"第一稿", "第二稿", "第二稿"} {
		if !strings.Contains(string(revisions[i].Content), want) || revisions[i].Number != i+1 {
			t.Errorf("revision %d is number %d: %s", i+1, revisions[i].Number, revisions[i].Content)
		}
	}
}

func testWithdrawnIsGoneAndReviewIsHidden(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("1", "一", "甲", "甲"), draft("2", "二", "甲", "乙"))
	importAll(t, s, transfer.ImportOptions{}, draft("3", "三", "甲", "丙"))
	if err := s.SetStatus(t.Context(), poems.Edit{By: corpus.ActorCommand}, 2, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[corpus.PoemID]corpus.Code{1: "", 2: corpus.Gone, 3: corpus.NotFound, 4: corpus.NotFound} {
		if _, err := s.Published(t.Context(), id); corpus.CodeOf(err) != want {
			t.Errorf("poem %d: %v, want code %q", id, err, want)
		}
	}
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("2", "二", "甲", "乙"))
	if _, err := s.Published(t.Context(), 2); corpus.CodeOf(err) != corpus.Gone {
		t.Errorf("importing a withdrawn poem again brought it back: %v", err)
	}
}

func testIdsAreKeptFromAnExportAndNeverReused(t *testing.T, empty Empty) {
	s := open(t, empty)
	asked, taken := draft("x", "题", "甲", "诗"), draft("y", "题二", "甲", "诗二")
	asked.ID, taken.ID = 40, 40
	importAll(t, s, transfer.ImportOptions{}, asked, taken, draft("z", "题三", "甲", "诗三"))
	var ids []corpus.PoemID
	for _, p := range allPoems(t, s) {
		ids = append(ids, p.ID)
	}
	if want := []corpus.PoemID{40, 41, 42}; !slices.Equal(ids, want) {
		t.Errorf("ids %v, want %v", ids, want)
	}
}

func testCountsAreCommittedWithThePoems(t *testing.T, empty Empty) {
	archive := begin(t, empty)
	s := archive.open(t)
	im, err := s.BeginImport(t.Context(), transfer.ImportOptions{Files: []string{"诗.csv"}})
	if err != nil {
		t.Fatal(err)
	}
	first := transfer.Chunk{Rows: []transfer.ImportRow{{Row: merge.Row{Draft: draft("1", "一", "甲", "甲")}}}, Refused: []corpus.BatchRow{{Number: 2, Outcome: corpus.Failed}}}
	if _, err := im.Commit(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	// The run is cut off here: the second write fails and there is no End.
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := im.Write(cancelled, []corpus.Draft{draft("2", "二", "乙", "乙")}); err == nil {
		t.Fatal("a cancelled write was acknowledged")
	}
	batches, err := archive.open(t).Batches(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := batches[0].Counts, (corpus.Counts{Read: 2, Created: 1, Failed: 1}); got != want {
		t.Errorf("batch says %+v, want %+v", got, want)
	}
	if n := len(allPoems(t, s)); n != 1 {
		t.Errorf("%d poems, want 1", n)
	}
}

func testNewerSchemaIsRefused(t *testing.T, empty Empty) {
	archive := begin(t, empty)
	archive.open(t)
	if err := archive.exec(t, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, TRUE)"); err != nil {
		t.Fatal(err)
	}
	if _, err := store.OpenOn(t.Context(), archive.dir, archive.dialect); corpus.CodeOf(err) != corpus.TooNew {
		t.Fatalf("opening a newer archive: %v, want code %q", err, corpus.TooNew)
	}
}

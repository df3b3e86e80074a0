package storetest

import (
	"slices"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

// What databases are known to answer differently.

func testLatinLettersAreFoundInEitherCase(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, draft("1", "Spring之歌", "Li Min", "一湖 Water"), draft("2", "二", "甲", "乙文"))
	for _, text := range []string{"spring", "SPRING", "WATER", "li m", "Spring之"} {
		if poems, total, err := s.FindPoems(t.Context(), poems.Criteria{Text: text}, 0, 10); err != nil || total != 1 || poems[0].ID != 1 {
			t.Errorf("find %s: %d poems, %v", text, total, err)
		}
		if items, _, err := s.Queue(t.Context(), curation.QueueFilter{Text: text}, "", 10); err != nil || len(items) != 1 {
			t.Errorf("queue %s: %d items, %v", text, len(items), err)
		}
	}
}

// A text that stands twice, published and waiting, leads to what everybody may
// read, whichever came first.
func testPublishedTwinIsNamed(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, draft("A", "望湖", "汀兰", "一湖秋水"))
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("B", "望湖", "汀兰", "一湖秋水"))
	sub, err := s.SubmitPoem(t.Context(), curation.Sent{Token: "a", Draft: draft("", "望湖", "汀兰", "一湖秋水")})
	wantCode(t, "a text the archive has", err, corpus.Conflict)
	if sub.Poem != 2 {
		t.Errorf("leads to poem %d, want the published one", sub.Poem)
	}
}

// The number of an author who was merged leads to another, so that an export
// with that number does not get it.
func testNumberThatLeadsSomewhereIsNotDealt(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, draft("1", "一", "甲", "甲文"), draft("2", "二", "乙", "乙文"))
	if err := s.MergeAuthors(t.Context(), teacher, 2, 1); err != nil {
		t.Fatal(err)
	}
	im, err := s.BeginImport(t.Context(), transfer.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	rows := []transfer.ImportRow{{Record: &corpus.AuthorRecord{ID: 2, Name: "丙"}}, {Record: &corpus.AuthorRecord{ID: 9, Name: "丁"}}}
	if _, err := im.Commit(t.Context(), transfer.Chunk{Rows: rows}); err != nil {
		t.Fatal(err)
	}
	names := map[string]corpus.AuthorID{}
	list, err := s.AuthorNames(t.Context(), nil)
	for _, a := range list {
		names[a.Name] = a.ID
	}
	if err != nil || names["丙"] == 2 || names["丙"] == 0 || names["丁"] != 9 {
		t.Errorf("authors %v, %v", names, err)
	}
	wantRedirect(t, s, corpus.KindAuthor, 2, 1)
}

// A poem that an undone import had made and a second one brought back was made
// by the second, whatever words are in it.
func testPoemBroughtBackWasMade(t *testing.T, empty Empty) {
	s := open(t, empty)
	kept := draft("1", "一", "甲", `他写道 "status":"removed" 完`)
	importAll(t, s, transfer.ImportOptions{Publish: true}, kept)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("2", "二", "甲", "乙文"))
	undo(t, s, 2)
	kept.Note = ptr("改过")
	importAll(t, s, transfer.ImportOptions{Publish: true}, kept, draft("2", "二", "甲", "乙文"), draft("3", "三", "甲", "丙文"))
	if n, err := s.UndoMade(t.Context(), 3); err != nil || n != 2 {
		t.Errorf("made %d, %v; want the one brought back and the new one", n, err)
	}
	if all, undone, err := s.UndoSize(t.Context(), 2); err != nil || all != 1 || undone != 1 {
		t.Errorf("undone %d of %d, %v", undone, all, err)
	}
}

// Text is in the order of its code points, not of a language.
func testTextIsInOrderOfItsCodePoints(t *testing.T, empty Empty) {
	s := open(t, empty)
	want := []string{"A", "Z", "a", "é", "一", "乙", "甲", "ｚ", "𠮷"}
	d := draft("1", "一", "甲", "甲文")
	d.Tags = ptr(slices.Clone(want))
	importAll(t, s, transfer.ImportOptions{Publish: true}, d)
	tags, err := s.Tags(t.Context(), 100)
	var got []string
	for _, c := range tags {
		got = append(got, c.Value)
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("tags %q, %v; want %q", got, err, want)
	}
}

// Visitors send bytes that are no text. Looking for them finds nothing, and
// keeping them is no failure.
func testBytesThatAreNoText(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("1", "一", "甲", "甲文"))
	const broken = "a\x00b\xff"
	_, err := s.AccountNamed(t.Context(), broken)
	wantCode(t, "account", err, corpus.NotFound)
	_, err = s.StoneByCode(t.Context(), broken)
	wantCode(t, "stone", err, corpus.NotFound)
	for _, f := range []poems.Criteria{{Text: broken}, {Tag: broken}, {Place: broken}, {Author: broken}} {
		if _, total, err := s.FindPoems(t.Context(), f, 0, 10); err != nil || total != 0 {
			t.Errorf("find %+v: %d, %v", f, total, err)
		}
	}
	a := addAccount(t, s, "王老师", corpus.RoleCurator)
	cred, err := s.Credentials(t.Context(), a.Name)
	if err == nil {
		_, err = s.SignIn(t.Context(), cred, 0, broken, broken)
	}
	if err == nil {
		err = s.KeepMisses(t.Context(), []corpus.Missed{{Query: "明\x00月", Day: time.Now()}, {Query: broken, Day: time.Now()}})
	}
	if err != nil {
		t.Error(err)
	}
}

package storetest

import (
	"path/filepath"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/sums"
	"shiyun/corpus/store/transfer"
)

// An archive that was only ever written by the store is whole in every respect,
// and what is changed behind its back is found by row, by hash and by text.
func testArchiveIsVerified(t *testing.T, empty Empty) {
	a := begin(t, empty)
	s := a.open(t)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "望湖", "汀兰", "一湖秋水"), draft("A2", "听雨", "晚晴", "一夜春雨"))
	body := "一湖春水"
	if _, err := s.Revise(t.Context(), teacher, 1, 0, corpus.Draft{Body: &body}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SubmitPoem(t.Context(), curation.Sent{Token: "a", Contact: s.Secrets().Seal("1380000"), Draft: draft("", "投", "稿", "来了")}); err != nil {
		t.Fatal(err)
	}
	if err := s.MergeAuthors(t.Context(), teacher, 2, 1); err != nil {
		t.Fatal(err)
	}
	for _, full := range []bool{false, true} {
		if v, err := s.Verify(t.Context(), full, nil); err != nil || !v.Sound() || v.Revisions < 4 || v.ChainHead == "" || full && v.Rows < 20 {
			t.Errorf("full %v: %+v, %v", full, v, err)
		}
	}
	link, hash, err := s.LastLink(t.Context())
	if err != nil || link < 3 || hash == "" {
		t.Errorf("last link %d %q, %v", link, hash, err)
	}
	for seq, want := range map[int64]string{link: hash, link + 1: ""} {
		if got, err := s.LinkHash(t.Context(), seq); err != nil || got != want {
			t.Errorf("link %d: %q, %v; want %q", seq, got, err, want)
		}
	}
	if found, err := s.CheckPages(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("structure: %+v, %v", found, err)
	}
	for at, ended := (sums.Position{}), false; !ended; {
		var err error
		if at, _, ended, err = s.Scrub(t.Context(), at, 1, func(f store.Finding) { t.Errorf("found %+v", f) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Copy(t.Context(), filepath.Join(t.TempDir(), "copy.db")); err != nil && corpus.CodeOf(err) != corpus.Unavailable {
		t.Errorf("copy: %v", err)
	}
	if files, err := s.MediaFiles(t.Context()); err != nil || len(files) != 0 {
		t.Errorf("files %v, %v", files, err)
	}
	// A statement of the database's own is noted and taken in, and still is not
	// what was hashed.
	if err := a.exec(t, "UPDATE revisions SET content = REPLACE(content, '秋', '冬') WHERE poem_id = 1 AND number = 1"); err != nil {
		t.Fatal(err)
	}
	if err := a.exec(t, "UPDATE poems SET body = '一夜冬雨' WHERE id = 2"); err != nil {
		t.Fatal(err)
	}
	v, err := a.open(t).Verify(t.Context(), true, nil)
	if err != nil || len(v.Findings) != 2 || v.Findings[0].Poem != 1 || v.Findings[0].Title != "望湖" || v.Findings[1].Poem != 2 {
		t.Errorf("after an alteration: %+v, %v", v, err)
	}
}

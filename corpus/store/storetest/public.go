package storetest

import (
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/transfer"
)

// The public head moves with all that a page for everyone could show, and not
// with what only waits.
func testPublicHead(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "东亭碑", "汀兰", "一湖秋水"))
	at := func() corpus.Cursor {
		t.Helper()
		head, err := s.PublicHead(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return head
	}
	was := at()
	step := func(name string, public bool, do func() error) {
		t.Helper()
		if err := do(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if now := at(); (now != was) != public {
			t.Errorf("%s: the public head went from %q to %q", name, was, now)
		}
		was = at()
	}
	step("nothing", false, func() error { return nil })
	step("a poem that waits, of an author who has no other", false, func() error {
		importAll(t, s, transfer.ImportOptions{}, draft("A2", "望湖", "新来的", "一湖春水"))
		return nil
	})
	step("published", true, func() error { return s.SetStatus(t.Context(), teacher, 2, corpus.StatusPublished) })
	step("withdrawn", true, func() error { return s.SetStatus(t.Context(), teacher, 2, corpus.StatusWithdrawn) })
	step("an alias", true, func() error { return s.AddAlias(t.Context(), "王老师", 1, "兰") })
	step("a picture", true, func() error {
		_, err := s.AddMedia(t.Context(), "王老师", corpus.Media{Poem: 1, Kind: corpus.MediaStone, File: "a.jpg", Type: "image/jpeg", Size: 9, Alt: "石碑", Consent: "作者"})
		return err
	})
	step("a picture withdrawn", true, func() error { return s.WithdrawMedia(t.Context(), "王老师", 1, 1) })
	step("a stone", true, func() error {
		_, err := s.SaveStone(t.Context(), "王老师", corpus.Stone{Code: "t1", Name: "石", Text: "秋水", Writing: corpus.Writings()[0], State: corpus.StoneStates()[0]})
		return err
	})
}

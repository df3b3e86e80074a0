package storetest

import (
	"fmt"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/transfer"
)

func photo(file string) corpus.Media {
	return corpus.Media{Kind: corpus.MediaManuscript, File: file, Type: "image/jpeg", Size: 9, Width: 4, Height: 3, By: "荷风", Consent: "v2"}
}

func voice(file string) corpus.Media {
	return corpus.Media{Kind: corpus.MediaRecording, File: file, Type: "audio/mpeg", Size: 9, By: "石榴", Consent: "r1"}
}

func shownOf(t testing.TB, s *store.Store, id corpus.PoemID) (shown, waiting int) {
	t.Helper()
	all, err := s.Media(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	waits, err := s.WaitingMedia(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return len(all), len(waits)
}

// What comes with a poem is shown once a curator says so, and is gone when the
// poem is taken back.
func testAttachedWaits(t *testing.T, empty Empty) {
	s := open(t, empty)
	sub, err := s.SubmitPoem(t.Context(), curation.Sent{Token: "t1", Draft: draft("", "新荷", "荷风", "一片新荷"), Media: []corpus.Media{photo("a.jpg"), voice("b.mp3")}})
	if err != nil {
		t.Fatal(err)
	}
	sent, err := s.MediaSent(t.Context(), sub.ID)
	if err != nil || len(sent) != 2 || !sent[0].Waiting || sent[0].Submission != sub.ID {
		t.Fatalf("%+v, %v", sent, err)
	}
	if shown, waiting := shownOf(t, s, sub.Poem); shown != 0 || waiting != 2 {
		t.Errorf("%d are shown and %d wait", shown, waiting)
	}
	if ids, err := s.WaitingPoems(t.Context(), curation.QueueFilter{}, 10); err != nil || len(ids) != 0 {
		t.Errorf("published unseen: %v, %v", ids, err)
	}
	byCode, _ := readReceipt(t, s, curation.ReceiptCode("t1"))
	if byCode.ID != sub.ID || !byCode.Coded {
		t.Errorf("by its code: %+v", byCode)
	}
	_, _, err = s.Receipt(t.Context(), curation.ReceiptCode("t2"))
	wantCode(t, "another code", err, corpus.NotFound)
	key := curation.ItemKey{ID: int64(sub.Poem)}
	if _, err := s.AcceptMended(t.Context(), teacher, key, 1, corpus.Draft{}, sent[0].ID); err != nil {
		t.Fatal(err)
	}
	if shown, waiting := shownOf(t, s, sub.Poem); shown != 1 || waiting != 1 {
		t.Errorf("accepted with one: %d are shown and %d wait", shown, waiting)
	}
	wantCode(t, "show another's", s.ShowMedia(t.Context(), "王老师", 77, sent[1].ID), corpus.NotFound)
	wantCode(t, "show", s.ShowMedia(t.Context(), "王老师", sub.Poem, sent[1].ID), "")
	if err := s.UndoDecision(t.Context(), teacher, key, 2); err != nil {
		t.Fatal(err)
	}
	if shown, waiting := shownOf(t, s, sub.Poem); shown != 0 || waiting != 2 {
		t.Errorf("taken back: %d are shown and %d wait", shown, waiting)
	}
	if err := s.WithdrawSubmission(t.Context(), curation.ReceiptCode("t1")); err != nil {
		t.Fatal(err)
	}
	if sent, err = s.MediaSent(t.Context(), sub.ID); err != nil || sent[0].Gone.IsZero() || sent[1].Gone.IsZero() {
		t.Errorf("withdrawn: %+v, %v", sent, err)
	}
}

// A recitation goes the way of a correction, and its recording with it, also
// where its poem is merged into another.
func testRecitationIsFollowed(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "望湖", "汀兰", "一湖秋水"), draft("A2", "望湖其二", "汀兰", "一湖秋水满"))
	recite := func(token string, poem corpus.PoemID, file string) (corpus.Submission, error) {
		return s.SubmitRecitation(t.Context(), curation.Sent{Token: token, Submission: corpus.Submission{Poem: poem}, Media: []corpus.Media{voice(file)}})
	}
	_, err := recite("t0", 77, "x.mp3")
	wantCode(t, "of no poem", err, corpus.NotFound)
	sub, err := recite("t1", 1, "a.mp3")
	if err != nil {
		t.Fatal(err)
	}
	key, err := s.SubmissionKey(t.Context(), sub.ID)
	if err != nil || !key.Correction {
		t.Fatalf("%+v, %v", key, err)
	}
	items, _, err := s.Queue(t.Context(), curation.QueueFilter{Kind: curation.QueueRecitation}, "", 10)
	if err != nil || len(items) != 1 || items[0].Kind != curation.QueueRecitation || items[0].Key() != key {
		t.Fatalf("%+v, %v", items, err)
	}
	if counts, err := s.QueueCounts(t.Context(), curation.QueueFilter{}); err != nil || counts[curation.QueueRecitation] != 1 || counts[curation.QueueCorrection] != 0 {
		t.Errorf("%v, %v", counts, err)
	}
	wantCode(t, "change", s.ReviseSubmission(t.Context(), "t1", 1, curation.Sent{}), corpus.Conflict)
	steps := []struct {
		name  string
		do    func() error
		state corpus.SubmissionState
		shown int
	}{
		{"return", func() error { _, err := s.Return(t.Context(), teacher, key, 1); return err }, corpus.SubmissionReturned, 0},
		{"undo", func() error { return s.UndoDecision(t.Context(), teacher, key, 1) }, corpus.SubmissionWaiting, 0},
		{"accept", func() error { _, err := s.Accept(t.Context(), teacher, key, 1); return err }, corpus.SubmissionAccepted, 1},
		{"undo again", func() error { return s.UndoDecision(t.Context(), teacher, key, 1) }, corpus.SubmissionWaiting, 0},
		{"withdraw", func() error { return s.WithdrawSubmission(t.Context(), "t1") }, corpus.SubmissionWithdrawn, 0},
	}
	for _, step := range steps {
		if err := step.do(); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		got, p := readReceipt(t, s, "t1")
		if shown, _ := shownOf(t, s, 1); got.State != step.state || shown != step.shown || p.Revision != 1 {
			t.Errorf("%s: %+v, %d are shown, revision %d", step.name, got, shown, p.Revision)
		}
	}
	if _, err := recite("t2", 1, "b.mp3"); err != nil {
		t.Fatal(err)
	}
	if err := s.MergePoems(t.Context(), teacher, 1, 2); err != nil {
		t.Fatal(err)
	}
	if _, waiting := shownOf(t, s, 2); waiting != 1 {
		t.Errorf("%d wait beside the poem merged into", waiting)
	}
	for i := range 10 {
		_, err = recite(fmt.Sprint("n", i), 2, fmt.Sprint(i, ".mp3"))
	}
	wantCode(t, "more than may wait", err, corpus.Conflict)
}

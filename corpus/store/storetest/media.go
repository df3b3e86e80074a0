package storetest

import (
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

func testMedia(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "东亭碑", "汀兰", "一湖秋水"), draft("A2", "望湖", "汀兰", "一湖春水"))
	stone := corpus.Media{Poem: 1, Kind: corpus.MediaStone, File: "a.jpg", Type: "image/jpeg", Size: 9, Width: 4, Height: 3, Alt: "石碑", By: "李敏", Consent: "作者"}
	first, err := s.AddMedia(t.Context(), "王老师", stone)
	if err != nil || first.ID != 1 || first.At.IsZero() {
		t.Fatalf("%+v, %v", first, err)
	}
	one, err := s.OneMedia(t.Context(), 1)
	if one.At.IsZero() || err != nil {
		t.Fatalf("%+v, %v", one, err)
	}
	one.At, first.At = stone.At, stone.At
	if one != first {
		t.Errorf("kept %+v, want %+v", one, first)
	}
	_, err = s.AddMedia(t.Context(), "王老师", corpus.Media{Poem: 77, File: "b.jpg"})
	wantCode(t, "no such poem", err, corpus.NotFound)
	wantCode(t, "of another poem", s.WithdrawMedia(t.Context(), "王老师", 2, 1), corpus.NotFound)
	wantCode(t, "withdraw", s.WithdrawMedia(t.Context(), "王老师", 1, 1), "")
	wantCode(t, "withdraw once more", s.WithdrawMedia(t.Context(), "王老师", 1, 1), "")
	if left, err := s.Media(t.Context(), 1); err != nil || len(left) != 0 {
		t.Errorf("left %+v, %v", left, err)
	}
	if gone, err := s.OneMedia(t.Context(), 1); err != nil || gone.Gone.IsZero() {
		t.Errorf("%+v, %v", gone, err)
	}
	acts, err := s.Acts(t.Context(), 0, 2)
	if err != nil || acts[0].Detail != "-1 stone" || acts[1].Detail != "+1 stone" || acts[1].Object != "poem/1" || acts[1].By != "王老师" {
		t.Errorf("acts %+v, %v", acts, err)
	}
	for i := range 31 {
		stone.File = string(rune('A'+i)) + ".jpg"
		_, err = s.AddMedia(t.Context(), "王老师", stone)
		if (err != nil) != (i == 30) {
			t.Fatalf("%d: %v", i, err)
		}
	}
	wantCode(t, "more than a page shows", err, corpus.Conflict)
}

func testNeighbours(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "一", "甲", "春"), draft("A2", "二", "乙", "夏"), draft("A3", "三", "甲", "秋"), draft("A4", "四", "甲", "冬"))
	if err := s.SetStatus(t.Context(), teacher, 3, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	author := poem(t, s, 1).Author.ID
	for _, tt := range []struct {
		filter           poems.Filter
		of, before, then corpus.PoemID
	}{{poems.Filter{}, 1, 0, 2}, {poems.Filter{}, 2, 1, 4}, {poems.Filter{Author: author}, 1, 0, 4}, {poems.Filter{Author: author}, 4, 1, 0}, {poems.Filter{Form: "词"}, 2, 0, 0}} {
		before, then, err := s.Neighbours(t.Context(), tt.filter, tt.of)
		if err != nil || before != tt.before || then != tt.then {
			t.Errorf("%+v of %d: %d and %d, %v; want %d and %d", tt.filter, tt.of, before, then, err, tt.before, tt.then)
		}
	}
}

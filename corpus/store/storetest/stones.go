package storetest

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

func stone(code string) corpus.Stone {
	return corpus.Stone{Code: code, Name: "石 " + code, Text: "一湖秋水", Writing: corpus.WritingColumns, State: corpus.StoneStanding}
}

func testCodesAreNeverGivenTwice(t *testing.T, empty Empty) {
	s := open(t, empty)
	rapid.Check(t, func(rt *rapid.T) {
		code := rapid.SampledFrom([]string{"a", "A", "ａ", "b", "c", "t1", "t2"}).Draw(rt, "code")
		all, err := s.Stones(t.Context())
		if err != nil {
			rt.Fatal(err)
		}
		next := stone(code)
		next.ID = corpus.StoneID(rapid.IntRange(0, len(all)).Draw(rt, "stone"))
		plain, _ := corpus.ParseStoneCode(code)
		holder, err := s.StoneByCode(t.Context(), plain)
		taken := err == nil && holder.ID != next.ID
		saved, err := s.SaveStone(t.Context(), corpus.ActorCommand, next)
		if taken != (corpus.CodeOf(err) == corpus.Conflict) || !taken && err != nil {
			rt.Fatalf("%s, held by %d, for %d: %v", code, holder.ID, next.ID, err)
		}
		for _, st := range all { // whatever led somewhere still does
			for _, old := range append(st.Former, st.Code) {
				if found, err := s.StoneByCode(t.Context(), old); err != nil || found.ID != st.ID {
					rt.Fatalf("%s leads to %d (%v), not to %d", old, found.ID, err, st.ID)
				}
			}
		}
		if err == nil && (saved.Code != plain || slices.Contains(saved.Former, plain)) {
			rt.Fatalf("saved %+v", saved)
		}
	})
}

func testStoneOfAPoem(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("1", "秋", "甲", "一湖秋水，\n半岸芦花。"), draft("2", "冬", "甲", "雪"))
	st := stone("t1")
	st.Text, st.Poem = "", 1
	saved, err := s.SaveStone(t.Context(), corpus.ActorCommand, st)
	if err != nil || saved.Text != "一湖秋水，\n半岸芦花。" || saved.Revision != 1 {
		t.Fatalf("%+v, %v", saved, err)
	}
	if _, err := s.Revise(t.Context(), poems.Edit{By: corpus.ActorCommand}, 1, 0, corpus.Draft{Body: ptr("一湖春水。")}); err != nil {
		t.Fatal(err)
	}
	if saved, err = s.SaveStone(t.Context(), corpus.ActorCommand, saved); err != nil || saved.Revision != 1 || !strings.Contains(saved.Text, "秋水") {
		t.Errorf("what is carved followed the poem: %+v, %v", saved, err)
	}
	saved.Poem = 2
	if saved, err = s.SaveStone(t.Context(), corpus.ActorCommand, saved); err != nil || saved.Revision != 1 {
		t.Errorf("%+v, %v", saved, err)
	}
	for name, spoil := range map[string]func(*corpus.Stone){
		"a poem that is not there": func(st *corpus.Stone) { st.Poem = 99 }, "a place that is not there": func(st *corpus.Stone) { st.Place.ID = 99 },
		"a stone that is not there": func(st *corpus.Stone) { st.ID, st.Code = 99, "z" },
	} {
		bad := saved
		spoil(&bad)
		_, err := s.SaveStone(t.Context(), corpus.ActorCommand, bad)
		wantCode(t, name, err, corpus.NotFound)
	}
	if code, err := s.NextStoneCode(t.Context()); err != nil || code != "t2" {
		t.Errorf("next code %q, %v", code, err)
	}
}

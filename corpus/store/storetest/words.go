package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
	"shiyun/corpus/store/words"
)

const keeper corpus.Actor = "王老师"

// kinds are the kinds of the changes after a cursor.
func kinds(t *testing.T, s *store.Store, after corpus.Cursor) []corpus.Kind {
	t.Helper()
	changes, err := s.ChangesAfter(t.Context(), after, 100)
	if err != nil {
		t.Fatal(err)
	}
	var list []corpus.Kind
	for _, c := range changes {
		list = append(list, c.Kind)
	}
	return list
}

// lastAct is the newest entry of the audit log.
func lastAct(t *testing.T, s *store.Store) corpus.Act {
	t.Helper()
	acts, err := s.Acts(t.Context(), 0, 1)
	if err != nil || len(acts) != 1 {
		t.Fatalf("acts: %v, %v", acts, err)
	}
	return acts[0]
}

func testSynonyms(t *testing.T, empty Empty) {
	type save struct {
		id    corpus.SynonymID
		words string
		want  string // of the group afterwards; "" for refused
	}
	tests := []struct {
		name  string
		saves []save
		want  []string
	}{
		{"a group", []save{{0, "东篱角 诗韵东篱角", "东篱角 诗韵东篱角"}}, []string{"东篱角 诗韵东篱角"}},
		{"the same again", []save{{0, "甲 乙", "甲 乙"}, {0, "甲 乙", "甲 乙"}}, []string{"甲 乙"}},
		{"groups that share a word become one", []save{{0, "甲 乙", "甲 乙"}, {0, "丙 丁", "丙 丁"}, {0, "乙 丙", "乙 丙 甲 丁"}}, []string{"乙 丙 甲 丁"}},
		{"a word said again in another script", []save{{0, "楚凤 楚鳳 凤社", "楚凤 凤社"}}, []string{"楚凤 凤社"}},
		{"changed", []save{{0, "甲 乙", "甲 乙"}, {1, "甲 丙", "甲 丙"}}, []string{"甲 丙"}},
		{"changed into another's words", []save{{0, "甲 乙", "甲 乙"}, {0, "丙 丁", "丙 丁"}, {2, "丙 甲", "丙 甲 乙"}}, []string{"丙 甲 乙"}},
		{"one word", []save{{0, "甲", ""}}, nil},
		{"one word in two scripts", []save{{0, "凤 鳳", ""}}, nil},
		{"nothing but marks", []save{{0, "甲 ，。", ""}}, nil},
		{"too long", []save{{0, "甲 " + strings.Repeat("长", 21), ""}}, nil},
		{"too many", []save{{0, "一 二 三 四 五 六 七 八 九 十 甲 乙 丙", ""}}, nil},
		{"no such group", []save{{7, "甲 乙", ""}}, nil},
		{"control characters", []save{{0, "甲 乙\x00", ""}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t, empty)
			for _, save := range tt.saves {
				group, err := s.SaveSynonyms(t.Context(), keeper, save.id, strings.Split(save.words, " "))
				if save.want == "" {
					if code := corpus.CodeOf(err); code != corpus.Invalid && code != corpus.NotFound {
						t.Errorf("%s: %v", save.words, err)
					}
				} else if err != nil || strings.Join(group.Words, " ") != save.want {
					t.Errorf("%s: %v, %v", save.words, group, err)
				}
			}
			groups, err := s.Synonyms(t.Context())
			var got []string
			for _, g := range groups {
				got = append(got, strings.Join(g.Words, " "))
			}
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("groups %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func testWordsAreLoggedAndAudited(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, draft("1", "一", "楚凤散人", "一"), draft("2", "二", "汀兰", "二"))
	ctx := t.Context()
	steps := []struct {
		name   string
		act    func() error
		kind   corpus.Kind // "" for no change
		object string
	}{
		{"synonyms", func() error { _, err := s.SaveSynonyms(ctx, keeper, 0, []string{"甲", "乙"}); return err }, corpus.KindSynonyms, "synonyms/1"},
		{"synonyms gone", func() error { return s.RemoveSynonyms(ctx, keeper, 1) }, corpus.KindSynonyms, "synonyms/1"},
		{"theme", func() error {
			return s.SaveTheme(ctx, keeper, corpus.ThemeWords{Theme: "抗洪", Strong: []string{"沙袋"}})
		}, corpus.KindThemes, "theme/1"},
		{"the same words", func() error {
			return s.SaveTheme(ctx, keeper, corpus.ThemeWords{Theme: "抗洪", Strong: []string{" 沙袋", "沙袋"}})
		}, "", ""},
		{"theme taken back", func() error {
			if list, err := s.Themes(ctx); err != nil || len(list) != 1 || !slices.Equal(list[0].Strong, []string{"沙袋"}) || !list[0].Undoable {
				t.Errorf("themes %+v, %v", list, err)
			}
			return s.UndoTheme(ctx, keeper, 1)
		}, corpus.KindThemes, "theme/1"},
		{"alias", func() error { return s.AddAlias(ctx, keeper, 1, " 凤老 ") }, corpus.KindAuthor, "author/1"},
		{"the same alias", func() error { return s.AddAlias(ctx, keeper, 1, "凤老") }, "", ""},
		{"their own name", func() error { return s.AddAlias(ctx, keeper, 1, "楚凤散人") }, "", ""},
		{"alias gone", func() error { return s.RemoveAlias(ctx, keeper, 1, "凤老") }, corpus.KindAuthor, "author/1"},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			before, err := s.Head(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if err := step.act(); err != nil {
				t.Fatal(err)
			}
			got := kinds(t, s, before)
			if step.kind == "" {
				if len(got) != 0 {
					t.Errorf("changes %v for nothing", got)
				}
				return
			}
			if !slices.Equal(got, []corpus.Kind{step.kind}) {
				t.Errorf("changes %v, want %s", got, step.kind)
			}
			if act := lastAct(t, s); act.By != keeper || act.Verb != corpus.ActWords || act.Object != step.object {
				t.Errorf("act %+v", act)
			}
		})
	}
	for name, tt := range map[string]struct {
		err  error
		want corpus.Code
	}{
		"another's name":  {s.AddAlias(ctx, keeper, 1, "汀兰"), corpus.Conflict},
		"no such author":  {s.AddAlias(ctx, keeper, 9, "某"), corpus.NotFound},
		"nothing":         {s.AddAlias(ctx, keeper, 1, " ，"), corpus.Invalid},
		"no such alias":   {s.RemoveAlias(ctx, keeper, 1, "某"), corpus.NotFound},
		"no such synonym": {s.RemoveSynonyms(ctx, keeper, 9), corpus.NotFound},
	} {
		if corpus.CodeOf(tt.err) != tt.want {
			t.Errorf("%s: %v, want %s", name, tt.err, tt.want)
		}
	}
}

func misses(t *testing.T, s *store.Store, f words.MissFilter) []corpus.Miss {
	t.Helper()
	list, _, err := s.Misses(t.Context(), f, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func testMisses(t *testing.T, empty Empty) {
	s := open(t, empty)
	wuhan := time.FixedZone("", 8*3600)
	monday := time.Date(2026, 5, 4, 0, 30, 0, 0, wuhan) // still Sunday in UTC
	tuesday := time.Date(2026, 5, 5, 23, 59, 0, 0, wuhan)
	day := func(n int) time.Time { return time.Date(2026, 5, n, 0, 0, 0, 0, time.UTC) }
	err := s.KeepMisses(t.Context(), []corpus.Missed{
		{Query: "东篱角", Day: monday}, {Query: "秋水", Hits: 3, Day: monday}, {Query: "东籬角？", Hits: 2, Day: tuesday}, {Query: "13971234567", Day: monday}})
	if err != nil {
		t.Fatal(err)
	}
	few := []corpus.Miss{
		{Query: "东篱角", Shown: "东籬角？", Hits: 2, Times: 2, FirstDay: day(4), LastDay: day(5)},
		{Query: "秋水", Shown: "秋水", Hits: 3, Times: 1, FirstDay: day(4), LastDay: day(4)},
	}
	if diff := cmp.Diff(few, misses(t, s, words.MissFilter{})); diff != "" {
		t.Error(diff)
	}
	if got := misses(t, s, words.MissFilter{None: true}); len(got) != 0 {
		t.Errorf("found nothing: %v", got)
	}
	if err := s.SettleMiss(t.Context(), keeper, "秋水", corpus.SettledGap); err != nil {
		t.Fatal(err)
	}
	if act := lastAct(t, s); act.Verb != corpus.ActWords || strings.Contains(act.Object+act.Detail, "秋") {
		t.Errorf("act %+v tells what was searched for", act)
	}
	if got := misses(t, s, words.MissFilter{Settled: true}); len(got) != 1 || got[0].Settled != corpus.SettledGap {
		t.Errorf("settled: %v", got)
	}
	for _, tt := range []struct {
		query   string
		settled corpus.Settled
		want    corpus.Code
	}{{"没有", corpus.SettledGap, corpus.NotFound}, {"秋水", "nonsense", corpus.Invalid}} {
		if err := s.SettleMiss(t.Context(), keeper, tt.query, tt.settled); corpus.CodeOf(err) != tt.want {
			t.Errorf("settle %s as %s: %v", tt.query, tt.settled, err)
		}
	}
}

// The table keeps what is asked for often and what has been dealt with.
func testMissesAreBounded(t *testing.T, empty Empty) {
	s := open(t, empty)
	old, late := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC), time.Date(2026, 2, 1, 12, 0, 0, 0, time.UTC)
	missed := []corpus.Missed{{Query: "常问", Day: old}, {Query: "常问", Day: old}, {Query: "不管", Day: old}, {Query: "旧事", Day: old}}
	if err := s.KeepMisses(t.Context(), missed); err != nil {
		t.Fatal(err)
	}
	if err := s.SettleMiss(t.Context(), keeper, "不管", corpus.SettledIgnored); err != nil {
		t.Fatal(err)
	}
	missed = nil
	for i := range 5_000 {
		missed = append(missed, corpus.Missed{Query: fmt.Sprintf("新%d", i), Day: late})
	}
	if err := s.KeepMisses(t.Context(), missed); err != nil {
		t.Fatal(err)
	}
	kept := map[string]bool{}
	for skip := 0; ; skip += 1000 {
		list, more, err := s.Misses(t.Context(), words.MissFilter{}, skip, 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list {
			kept[m.Query] = true
		}
		if !more {
			break
		}
	}
	if len(kept)+len(misses(t, s, words.MissFilter{Settled: true})) != 5_000 || !kept["常问"] || kept["旧事"] {
		t.Errorf("%d open, often asked %v, old and rare %v", len(kept), kept["常问"], kept["旧事"])
	}
}

package storetest

import (
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
)

func placed(ref, path string) corpus.Draft {
	d := draft(ref, "题"+ref, "甲", "一湖秋水 "+ref)
	d.Place = &path
	return d
}

func paths(t testing.TB, s *store.Store) []string {
	t.Helper()
	all, err := s.PlaceTree(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, p := range all {
		list = append(list, p.Path)
	}
	return list
}

// Renaming keeps the number, and sheets from before still find the place and
// those below it, whole or by the bare name.
func testRenamedPlaceIsFoundByItsOldNames(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{}, placed("1", "东亭社区/梧桐里/古井"), placed("2", "东亭社区/听荷亭"))
	rename := func(id corpus.PlaceID, name string) error {
		return s.EditPlace(t.Context(), corpus.ActorCommand, corpus.Place{ID: id, Name: name, Kind: corpus.PlaceLane})
	}
	if err := rename(2, "梧桐苑"); err != nil {
		t.Fatal(err)
	}
	importAll(t, s, transfer.ImportOptions{}, placed("3", "东亭社区/梧桐里"), placed("4", "东亭社区/梧桐里/古井"), placed("5", "梧桐里"),
		placed("6", "东亭社区/梧桐里/新井"), placed("7", "东亭社区/梧桐苑/新井"))
	want := []string{"东亭社区", "东亭社区/梧桐苑", "东亭社区/梧桐苑/古井", "东亭社区/听荷亭", "东亭社区/梧桐苑/新井"}
	if got := paths(t, s); !slices.Equal(got, want) {
		t.Fatalf("places %q, want %q", got, want)
	}
	for id, place := range map[corpus.PoemID]corpus.PlaceID{1: 3, 3: 2, 4: 3, 5: 2, 6: 5, 7: 5} {
		if p := poem(t, s, id); p.Place.ID != place {
			t.Errorf("poem %d is at %d %s, want %d", id, p.Place.ID, p.Place.Path, place)
		}
	}
	if again := importAll(t, s, transfer.ImportOptions{}, placed("1", "东亭社区/梧桐里/古井"), placed("6", "东亭社区/梧桐里/新井")); again.Duplicate != 2 {
		t.Errorf("an old sheet again: %+v, want two duplicates", again)
	}
	wantCode(t, "a name another has", rename(2, "听荷亭"), corpus.Conflict)
	wantCode(t, "a name another had", rename(4, "梧桐里"), corpus.Conflict)
	wantCode(t, "a path for a name", rename(2, "甲/乙"), corpus.Invalid)
	wantCode(t, "no name", rename(2, " "), corpus.Invalid)
	wantCode(t, "no such place", rename(99, "甲"), corpus.NotFound)
	if err := rename(2, "梧桐里"); err != nil {
		t.Fatalf("its own name from before: %v", err)
	}
	if former, err := s.FormerPaths(t.Context(), 2); err != nil || !slices.Equal(former, []string{"东亭社区/梧桐苑"}) {
		t.Errorf("former paths %q, %v", former, err)
	}
}

func testPlaceSaysWhereItIs(t *testing.T, empty Empty) {
	s := open(t, empty)
	ref, err := s.AddPlace(t.Context(), corpus.ActorCommand, "东亭社区 / 听荷亭")
	if err != nil {
		t.Fatal(err)
	}
	p := corpus.Place{ID: ref.ID, Name: "听荷亭", Kind: corpus.PlacePavilion, About: "水边", At: &corpus.Spot{X: 0, Y: corpus.MaxSpot}}
	if err := s.EditPlace(t.Context(), corpus.ActorCommand, p); err != nil {
		t.Fatal(err)
	}
	got, err := s.Place(t.Context(), ref.ID)
	if err != nil || got.About != "水边" || got.At == nil || *got.At != *p.At {
		t.Errorf("%+v, %v", got, err)
	}
	p.At = &corpus.Spot{X: -1}
	wantCode(t, "off the plan", s.EditPlace(t.Context(), corpus.ActorCommand, p), corpus.Invalid)
	p.At, p.Kind = nil, "楼"
	wantCode(t, "an unknown kind", s.EditPlace(t.Context(), corpus.ActorCommand, p), corpus.Invalid)
	for _, path := range []string{"", "/", " ＞ "} {
		_, err := s.AddPlace(t.Context(), corpus.ActorCommand, path)
		wantCode(t, "no path", err, corpus.Invalid)
	}
}

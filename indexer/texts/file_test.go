package texts_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/indexer/texts"
)

// drawPoem draws a published poem with all that a poem can have.
func drawPoem(t *rapid.T, id corpus.PoemID) *texts.Poem {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("山水木氺𠮷a月長行，。\n 春清明")), 0, 30, -1)
	p := corpus.Poem{ID: id, Revision: rapid.IntRange(1, 9).Draw(t, "revision"), Title: text.Draw(t, "title"), Preface: text.Draw(t, "preface"), Body: text.Draw(t, "body"),
		Author: corpus.AuthorRef{ID: corpus.AuthorID(rapid.IntRange(1, 5).Draw(t, "author"))},
		Form:   rapid.SampledFrom(append(slices.Clone(corpus.Forms()), "别体")).Draw(t, "form"), Tune: rapid.SampledFrom([]string{"", "浣溪沙", "憶江南"}).Draw(t, "tune"),
		Ref: rapid.SampledFrom([]string{"", "甲-1"}).Draw(t, "ref"), Tags: rapid.SampledFrom([][]string{nil, {"湖"}, {"湖", "燈"}}).Draw(t, "tags"),
		Date: corpus.ParseDate(rapid.SampledFrom([]string{"", "2019年5月", "2024-03-05", "重阳", "孟夏"}).Draw(t, "date"))}
	p.Place.ID = corpus.PlaceID(rapid.IntRange(0, 3).Draw(t, "place"))
	if rapid.Bool().Draw(t, "collected") {
		p.Collections = []corpus.CollectionRef{{ID: 7, Name: "样例·东亭"}, {ID: 8, Name: "集"}}
	}
	return texts.NewPoem(p)
}

func drawPoems(t *rapid.T, least int) map[corpus.PoemID]*texts.Poem {
	poems := map[corpus.PoemID]*texts.Poem{}
	for _, n := range rapid.SliceOfN(rapid.Int64Range(0, 4*1024), least, 20).Draw(t, "ids") {
		poems[corpus.PoemID(n)] = drawPoem(t, corpus.PoemID(n))
	}
	return poems
}

func newTable(poems map[corpus.PoemID]*texts.Poem) *texts.Table {
	table := texts.NewTable()
	authors := map[corpus.AuthorID]*texts.Author{}
	for id := range corpus.AuthorID(6) {
		authors[id] = texts.NewAuthor(fmt.Sprintf("作者%d", id), nil)
	}
	places := map[corpus.PlaceID]*texts.Place{}
	for id := corpus.PlaceID(1); id < 4; id++ {
		places[id] = &texts.Place{Name: fmt.Sprintf("地%d", id), Above: []corpus.PlaceID{id}}
	}
	table.Apply(texts.Changes{Poems: poems, Authors: authors, Places: places})
	return table
}

func anyHead(texts.Head) error { return nil }

// reopened returns a table that reads what another wrote.
func reopened(t testing.TB, table *texts.Table, path string) *texts.Table {
	t.Helper()
	if _, err := table.Write(t.Context(), table.Snapshot(), path, texts.Head{At: "5"}); err != nil {
		t.Fatal(err)
	}
	again := newTable(nil)
	if h, err := again.Open(path, anyHead); err != nil || h.At != "5" {
		t.Fatalf("open: %+v, %v", h, err)
	}
	return again
}

// sameAnswers compares all that can be asked of two snapshots.
func sameAnswers(t interface{ Fatalf(string, ...any) }, want, got *texts.Snapshot) {
	if want.Len() != got.Len() {
		t.Fatalf("%d poems, want %d", got.Len(), want.Len())
	}
	want.Each(func(p *texts.Poem) bool {
		if diff := cmp.Diff(p, got.Poem(p.ID), cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(texts.Poem{})); diff != "" {
			t.Fatalf("poem %d (-want +got):\n%s", p.ID, diff)
		}
		if *p.Craft() != *got.Poem(p.ID).Craft() {
			t.Fatalf("craft of poem %d differs", p.ID)
		}
		return true
	})
	names := func(s *texts.Snapshot) (list []string) {
		for _, n := range s.Names() {
			list = append(list, n.Name)
		}
		slices.Sort(list)
		return list
	}
	if !slices.Equal(names(want), names(got)) {
		t.Fatalf("names %v, want %v", names(got), names(want))
	}
	a, b := want.Vocabulary(), got.Vocabulary()
	for _, pair := range [][2]any{{a.Authors, b.Authors}, {a.Places, b.Places}, {a.Collections, b.Collections}, {a.Tags, b.Tags}, {a.Tunes, b.Tunes}, {a.Longest, b.Longest},
		{a.CountTag("湖"), b.CountTag("湖")}, {a.CountForm(corpus.FormCi), b.CountForm(corpus.FormCi)}, {a.CountPlace(2), b.CountPlace(2)}, {a.CountTime(2019, 2024, 0), b.CountTime(2019, 2024, 0)}} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Fatalf("vocabulary %v, want %v", pair[1], pair[0])
		}
	}
	moon, _ := want.Themes().Find("月")
	if !slices.Equal(want.OnTheme(moon, "月").IDs(), got.OnTheme(moon, "月").IDs()) {
		t.Fatalf("poems on a theme differ")
	}
	heard := heardSets(letterSets("sy"))
	if !slices.Equal(want.WithInitials(heard), got.WithInitials(heard)) || !slices.Equal(want.WithSounds(heard), got.WithSounds(heard)) {
		t.Fatalf("poems by sound differ")
	}
	for _, kind := range []texts.Kind{texts.Titles, texts.Clauses} {
		if a, b := openingsWritten(want, kind), openingsWritten(got, kind); !slices.Equal(a, b) {
			t.Fatalf("openings %v, want %v", b, a)
		}
	}
}

func openingsWritten(s *texts.Snapshot, kind texts.Kind) (list []string) {
	add := func(o texts.Opening) bool {
		list = append(list, fmt.Sprint(o.Poem.ID, o.Clause, o.Text()))
		return true
	}
	s.Written(kind, "山", add)
	s.StartingWith(kind, func(r rune) bool { return r == '水' }, add)
	s.Spelled(kind, letterSets("sy"), func(a, b rune) bool { return true }, add)
	return list
}

// TestFileAnswersAsTheHeapDoes holds a file, and what was changed beside it, to
// a table in the heap.
func TestFileAnswersAsTheHeapDoes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		poems := drawPoems(r, 0)
		heap := newTable(poems)
		file := reopened(t, heap, filepath.Join(dir, "texts"))
		sameAnswers(r, heap.Snapshot(), file.Snapshot())
		for range rapid.IntRange(0, 3).Draw(r, "changes") {
			changed := drawPoems(r, 0)
			for id := range changed {
				if rapid.Bool().Draw(r, "out") {
					changed[id] = nil
				}
			}
			heap.Apply(texts.Changes{Poems: changed})
			file.Apply(texts.Changes{Poems: changed})
			if rapid.Bool().Draw(r, "write") {
				w, err := file.Write(t.Context(), file.Snapshot(), filepath.Join(dir, "next"), texts.Head{})
				if err != nil {
					r.Fatal(err)
				}
				file.Use(w)
				if heap, _ := file.Snapshot().InHeap(); heap != 0 {
					r.Fatalf("%d pages in the heap after they were written", heap)
				}
			}
			if rapid.Bool().Draw(r, "rest") {
				file.Rest()
				file.Rest()
			}
		}
		sameAnswers(r, heap.Snapshot(), file.Snapshot())
	})
}

// What is loaded page by page into a file is what is loaded into the heap.
func TestBuild(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		poems := drawPoems(r, 1)
		path := filepath.Join(dir, "texts")
		table, heap := newTable(nil), newTable(poems)
		build, err := table.Build(path)
		if err != nil {
			r.Fatal(err)
		}
		var ids []corpus.PoemID
		for id := range poems {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{id: poems[id]}})
			if rapid.Bool().Draw(r, "move") {
				if err := build.Move(t.Context(), id); err != nil {
					r.Fatal(err)
				}
			}
		}
		if err := build.End(t.Context(), texts.Head{At: "9"}); err != nil {
			r.Fatal(err)
		}
		sameAnswers(r, heap.Snapshot(), table.Snapshot())
		again := newTable(nil)
		if h, err := again.Open(path, anyHead); err != nil || h.At != "9" {
			r.Fatalf("open: %+v, %v", h, err)
		}
		sameAnswers(r, heap.Snapshot(), again.Snapshot())
	})
}

// A page that changed while a file was written stays as it is now.
func TestUseKeepsWhatChangedMeanwhile(t *testing.T) {
	t.Parallel()
	poem := func(id corpus.PoemID, body string) *texts.Poem {
		return texts.NewPoem(corpus.Poem{ID: id, Title: "题", Body: body})
	}
	table := texts.NewTable()
	table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{1: poem(1, "旧"), 2: poem(2, "去"), 2000: poem(2000, "留")}})
	w, err := table.Write(t.Context(), table.Snapshot(), filepath.Join(t.TempDir(), "texts"), texts.Head{})
	if err != nil {
		t.Fatal(err)
	}
	table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{1: poem(1, "新"), 2: nil}})
	table.Use(w)
	s := table.Snapshot()
	if heap, all := s.InHeap(); s.Poem(1).BodyText() != "新" || s.Poem(2) != nil || s.Poem(2000).BodyText() != "留" || heap != 1 || all != 2 {
		t.Errorf("%v, %v, %v; %d of %d pages in the heap", s.Poem(1), s.Poem(2), s.Poem(2000), heap, all)
	}
}

// Crafts are told beside a file that lacks them, and are in the next.
func TestFileKeepsCrafts(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "texts")
	all := poems(3000, inYang)
	for id := corpus.PoemID(2); id <= 3000; id += 2 {
		all[id] = texts.NewPoem(corpus.Poem{ID: id, Body: inQin})
	}
	table := reopened(t, newTable(all), path)
	if s := table.Snapshot(); !table.LacksCrafts() || !s.UntoldInFile() || !s.Poem(9).Craft().Rhymes.IsEmpty() {
		t.Fatal("a file of untold poems has crafts")
	}
	table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{7: nil, 2999: texts.NewPoem(corpus.Poem{ID: 2999, Body: inQin})}})
	table.TellCrafts(t.Context())
	s := table.Snapshot()
	if table.LacksCrafts() || s.Poem(9).Craft().Rhymes.IsEmpty() || s.Poem(9).Craft() != s.Poem(11).Craft() || s.Poem(9).Craft() == s.Poem(10).Craft() {
		t.Fatal("crafts were not told beside the file")
	}
	table.Rest()
	table.Rest()
	w, err := table.Write(t.Context(), s, path, texts.Head{})
	if err != nil {
		t.Fatal(err)
	}
	table.Use(w)
	again := newTable(nil)
	if _, err := again.Open(path, anyHead); err != nil {
		t.Fatal(err)
	}
	for name, table := range map[string]*texts.Table{"written": table, "opened": again} {
		got := table.Snapshot()
		if table.LacksCrafts() || got.UntoldInFile() {
			t.Errorf("%s: crafts are lacking", name)
		}
		sameAnswers(t, s, got)
		table.Forget()
		if table.LacksCrafts() || table.Snapshot().Len() != 0 {
			t.Errorf("%s: not forgotten", name)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "texts")
	if _, err := texts.NewTable().Open(path, anyHead); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	table := newTable(map[corpus.PoemID]*texts.Poem{1: texts.NewPoem(corpus.Poem{ID: 1, Title: "题", Body: "句"})})
	reopened(t, table, path)
	foreign := fmt.Errorf("%w: of another archive", texts.ErrUnusable)
	if _, err := table.Open(path, func(texts.Head) error { return foreign }); !errors.Is(err, foreign) || table.Snapshot().Len() != 1 {
		t.Errorf("of another archive: %v", err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"empty": nil, "a beginning": whole[:40], "cut short": whole[:len(whole)-1], "longer": append(slices.Clone(whole), 0),
		"zeros": make([]byte, len(whole)), "some text": []byte("诗韵\n")} {
		if err := os.WriteFile(path+name, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := texts.NewTable().Open(path+name, anyHead); !errors.Is(err, texts.ErrUnusable) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestDamage flips, zeroes and cuts what is in a file: it is refused, or said to
// be damaged once it is read, or nothing that is read was touched.
func TestDamage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		poems := drawPoems(r, 1)
		heap, path := newTable(poems), filepath.Join(dir, "texts")
		reopened(t, heap, path)
		content, err := os.ReadFile(path)
		if err != nil {
			r.Fatal(err)
		}
		for range rapid.IntRange(1, 3).Draw(r, "damages") {
			at := rapid.IntRange(0, len(content)-1).Draw(r, "at")
			switch rapid.SampledFrom([]string{"flip", "zero", "cut"}).Draw(r, "damage") {
			case "flip":
				content[at] ^= 1 << rapid.IntRange(0, 7).Draw(r, "bit")
			case "zero":
				clear(content[at:min(len(content), at+512)])
			default:
				content = content[:max(1, at)]
			}
		}
		damaged := filepath.Join(dir, "damaged")
		if err := os.WriteFile(damaged, content, 0o600); err != nil {
			r.Fatal(err)
		}
		table := newTable(nil)
		_, err = table.Open(damaged, anyHead)
		if errors.Is(err, texts.ErrUnusable) {
			return
		}
		if err != nil {
			r.Fatal(err)
		}
		readEverything(table.Snapshot())
		if !table.Snapshot().Damaged() {
			sameAnswers(r, heap.Snapshot(), table.Snapshot())
		}
	})
}

func readEverything(s *texts.Snapshot) {
	s.Each(func(p *texts.Poem) bool {
		_ = p.Title() + p.PrefaceText() + p.BodyText()
		for n := range p.Clauses {
			_ = p.Text[p.Clauses[n].At():p.ClauseEnd(n)]
		}
		return true
	})
	s.Vocabulary()
	s.Prepare(context.Background())
	moon, _ := s.Themes().Find("月")
	s.OnTheme(moon, "月")
	s.WithInitials(heardSets(letterSets("sy")))
	openingsWritten(s, texts.Titles)
	openingsWritten(s, texts.Clauses)
}

// A file that is cut short while it is read ends a search, not the process.
func TestGuard(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "texts")
	poems := map[corpus.PoemID]*texts.Poem{}
	for id := range corpus.PoemID(3000) {
		poems[id] = texts.NewPoem(corpus.Poem{ID: id, Title: "题", Body: "床前明月光，疑是地上霜。"})
	}
	table := reopened(t, newTable(poems), path)
	if err := os.Truncate(path, 1<<16); err != nil {
		t.Fatal(err)
	}
	s := table.Snapshot()
	err := s.Guard(func() error {
		s.Each(func(p *texts.Poem) bool { return p.Text != "" })
		return nil
	})
	if !errors.Is(err, texts.ErrUnusable) || !s.Damaged() {
		t.Errorf("%v, damaged %v", err, s.Damaged())
	}
	own := errors.New("of fn")
	if err := s.Guard(func() error { return own }); !errors.Is(err, own) {
		t.Errorf("got %v", err)
	}
}

package texts_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/texts"
)

func TestPoemIsFoldedInParts(t *testing.T) {
	p := texts.NewPoem(corpus.Poem{ID: 1, Title: "詠 月", Preface: "夜。", Body: "床前明月光，\n\n疑是地上霜。"})
	if p.Title() != "咏月" || p.PrefaceText() != "夜" || p.BodyText() != "床前明月光疑是地上霜" {
		t.Errorf("parts %q %q %q", p.Title(), p.PrefaceText(), p.BodyText())
	}
	if p.Raw != "詠月\x00夜\x00床前明月光疑是地上霜" {
		t.Errorf("raw text %q", p.Raw)
	}
}

func TestClauses(t *testing.T) {
	p := texts.NewPoem(corpus.Poem{ID: 1, Title: "题", Body: "床前明月光，疑是。\n……\n地上霜。"})
	var got []string
	for i, c := range p.Clauses {
		clause := p.Text[c.At():p.ClauseEnd(i)]
		if c.StartsLine() {
			clause = "|" + clause
		}
		got = append(got, clause)
	}
	if want := []string{"|床前明月光", "疑是", "|地上霜"}; !slices.Equal(got, want) {
		t.Errorf("clauses %q, want %q", got, want)
	}
}

func TestSnapshotsStayAsTheyWere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table, model := texts.NewTable(), map[corpus.PoemID]int{}
		for revision := range rapid.IntRange(1, 8).Draw(t, "batches") {
			before, count := table.Snapshot(), len(model)
			changes := texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{}}
			for _, n := range rapid.SliceOfN(rapid.Int64Range(1, 5000), 0, 20).Draw(t, "ids") {
				id := corpus.PoemID(n)
				if rapid.Bool().Draw(t, "out") {
					changes.Poems[id] = nil
					delete(model, id)
				} else {
					changes.Poems[id] = &texts.Poem{ID: id, Revision: revision}
					model[id] = revision
				}
			}
			table.Apply(changes)
			if before.Len() != count {
				t.Fatalf("the snapshot before went from %d to %d poems", count, before.Len())
			}
		}
		check(t, table.Snapshot(), model)
	})
}

func check(t *rapid.T, s *texts.Snapshot, model map[corpus.PoemID]int) {
	if s.Len() != len(model) {
		t.Fatalf("%d poems, want %d", s.Len(), len(model))
	}
	last, n := corpus.PoemID(0), 0
	s.Each(func(p *texts.Poem) bool {
		if p.ID <= last || model[p.ID] != p.Revision || s.Poem(p.ID) != p {
			t.Fatalf("poem %d after %d, revision %d, want %d", p.ID, last, p.Revision, model[p.ID])
		}
		last, n = p.ID, n+1
		return true
	})
	if n != len(model) || s.Poem(-1) != nil || s.Poem(1<<40) != nil {
		t.Fatalf("Each gave %d poems, want %d", n, len(model))
	}
}

func TestIndexIsStringsIndex(t *testing.T) {
	letters := rapid.SampledFrom([]rune("山水木氺𠮷a\x00月"))
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(letters, 0, 30, -1).Draw(t, "text")
		run := rapid.StringOfN(letters, 0, 3, -1).Draw(t, "run")
		if got, want := texts.Index(text, run), strings.Index(text, run); got != want {
			t.Fatalf("Index(%q, %q) = %d, want %d", text, run, got, want)
		}
	})
}

func BenchmarkIndex(b *testing.B) {
	text := strings.Repeat("湖灯一点傍疏桥石上残茶独自浇唯有故人常坐处月来替坐到中宵", 2)
	for name, index := range map[string]func(string, string) int{"texts.Index": texts.Index, "strings.Index": strings.Index} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				index(text, "明月")
			}
		})
	}
}

// What was counted is not what stands after a change.
func TestCountThemeFollowsChanges(t *testing.T) {
	t.Parallel()
	table := texts.NewTable()
	publish := func(id corpus.PoemID, body string) {
		poem := texts.NewPoem(corpus.Poem{ID: id, Title: "无题", Body: body, Status: corpus.StatusPublished})
		table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{id: poem}})
	}
	count := func(s *texts.Snapshot) int {
		moon, ok := s.Themes().Find("月")
		if !ok {
			t.Fatal("no theme goes by 月")
		}
		return s.CountTheme(moon)
	}
	publish(1, "明月几时有，\n把酒问青天。")
	publish(2, "白日依山尽，\n黄河入海流。")
	before := table.Snapshot()
	if got := count(before); got != 1 {
		t.Errorf("%d poems, want 1", got)
	}
	table.Apply(texts.Changes{Stones: []texts.Stone{{Code: "t3", Name: "无字石"}}})
	publish(2, "月出惊山鸟，\n时鸣春涧中。")
	if got := count(table.Snapshot()); got != 2 {
		t.Errorf("%d poems after one more, want 2", got)
	}
	table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{1: nil}})
	if got := count(table.Snapshot()); got != 1 {
		t.Errorf("%d poems after one less, want 1", got)
	}
	if got := count(before); got != 1 {
		t.Errorf("%d poems of the snapshot before, want 1", got)
	}
}

func TestPoemsAreKeptAsTheyWere(t *testing.T) {
	table := texts.NewTable()
	given := map[corpus.PoemID]*texts.Poem{}
	for id := range corpus.PoemID(50) {
		given[id] = texts.NewPoem(corpus.Poem{ID: id, Title: "題", Preface: "序", Body: strings.Repeat("牀前明月光，\n", int(id%4)) + "山", Tags: []string{"春"}})
		table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{id: given[id]}})
	}
	for id, want := range given {
		if diff := cmp.Diff(want, table.Snapshot().Poem(id), cmpopts.IgnoreUnexported(texts.Poem{})); diff != "" {
			t.Errorf("poem %d (-given +kept):\n%s", id, diff)
		}
	}
}

func TestWithInitials(t *testing.T) {
	table := texts.NewTable()
	poems := map[corpus.PoemID]*texts.Poem{}
	for id, body := range map[corpus.PoemID]string{1: "床前明月光", 2: "疑是地上霜", 3000: "明月几时有，明月何处"} {
		poems[id] = texts.NewPoem(corpus.Poem{ID: id, Title: "题", Body: body})
	}
	table.Apply(texts.Changes{Poems: poems})
	for letters, want := range map[string][]corpus.PoemID{"my": {1, 3000}, "qmyg": {1}, "tyi": nil, "ysdss": {2}, "gt": nil} {
		if got := table.Snapshot().WithInitials(heardSets(letterSets(letters))); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", letters, got, want)
		}
	}
	table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{1: nil}})
	if got := table.Snapshot().WithInitials(heardSets(letterSets("my"))); !slices.Equal(got, []corpus.PoemID{3000}) {
		t.Errorf("after taking one out: %v", got)
	}
}

func letterSets(letters string) []texts.Letters {
	var sets []texts.Letters
	for i := range letters {
		sets = append(sets, texts.LetterSet(letters[i]))
	}
	return sets
}

// TestWithInitialsFindsWhatIsThere compares with going through every poem.
func TestWithInitialsFindsWhatIsThere(t *testing.T) {
	chars := rapid.SampledFrom([]rune("山水木月明长行不a\x00"))
	rapid.Check(t, func(t *rapid.T) {
		table := texts.NewTable()
		poems := map[corpus.PoemID]*texts.Poem{}
		for id := range corpus.PoemID(8) {
			poems[id*300] = texts.NewPoem(corpus.Poem{ID: id * 300, Title: "题", Body: rapid.StringOfN(chars, 0, 12, -1).Draw(t, "body")})
		}
		table.Apply(texts.Changes{Poems: poems})
		sets := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) texts.Letters {
			return texts.LettersOf(rapid.SliceOfN(chars, 1, 3).Draw(t, "chars"))
		}), 1, 3).Draw(t, "sets")
		var want []corpus.PoemID
		for id := range corpus.PoemID(8) {
			if standsIn(poems[id*300].Initials, sets) {
				want = append(want, id*300)
			}
		}
		if got := table.Snapshot().WithInitials(heardSets(sets)); !slices.Equal(got, want) {
			t.Fatalf("%v: got %v, want %v", sets, got, want)
		}
	})
}

func heardSets(sets []texts.Letters) [][]texts.Heard {
	var heard []texts.Heard
	for _, set := range sets {
		heard = append(heard, texts.Heard{Letters: set})
	}
	return [][]texts.Heard{heard}
}

func standsIn(initials string, sets []texts.Letters) bool {
	for at := range initials {
		n := 0
		for n < len(sets) && at+n < len(initials) && has(sets[n], initials[at+n]) {
			n++
		}
		if n == len(sets) {
			return true
		}
	}
	return false
}

func has(set texts.Letters, letter byte) bool {
	return letter == '.' && set&1 != 0 || letter >= 'a' && letter <= 'z' && set&texts.LetterSet(letter) != 0
}

// TestOpenings compares with going through every title and clause.
// TestWithSoundsFindsWhatIsThere holds runs of a poem against every way of
// hearing them.
func TestWithSoundsFindsWhatIsThere(t *testing.T) {
	chars := rapid.SampledFrom([]rune("山水木月明长行不乐a\U00020000"))
	rapid.Check(t, func(t *rapid.T) {
		table := texts.NewTable()
		body := rapid.StringOfN(chars, 1, 12, -1).Draw(t, "body")
		table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{1500: texts.NewPoem(corpus.Poem{ID: 1500, Title: "题", Body: body}),
			1501: texts.NewPoem(corpus.Poem{ID: 1501, Title: "题", Body: "空"})}})
		folded := []rune(table.Snapshot().Poem(1500).BodyText())
		from := rapid.IntRange(0, len(folded)-1).Draw(t, "from")
		var heard []texts.Heard
		for _, r := range folded[from:rapid.IntRange(from+1, len(folded)).Draw(t, "to")] {
			h := texts.Heard{Letters: texts.EveryLetter(r)}
			if readings := pinyin.Readings(r); len(readings) > 0 {
				reading := rapid.SampledFrom(readings).Draw(t, "reading")
				alike := rapid.SampledFrom(pinyin.Alike(reading)).Draw(t, "alike")
				h = texts.Heard{Letters: texts.LetterSet(reading.Letter()), Sounds: []texts.Sound{texts.SoundOf(alike)}}
			}
			heard = append(heard, h)
		}
		if got := table.Snapshot().WithSounds([][]texts.Heard{heard, {{Letters: texts.LetterSet('q')}}}); !slices.Contains(got, 1500) {
			t.Fatalf("%q heard as %v: got %v", body, heard, got)
		}
	})
}

func TestOpenings(t *testing.T) {
	chars := rapid.SampledFrom([]rune("山水月明长行a𠮷，"))
	rapid.Check(t, func(t *rapid.T) {
		table := texts.NewTable()
		poems := map[corpus.PoemID]*texts.Poem{}
		for id := range corpus.PoemID(6) {
			poems[id*500] = texts.NewPoem(corpus.Poem{ID: id * 500, Title: rapid.StringOfN(chars, 0, 5, -1).Draw(t, "title"), Body: rapid.StringOfN(chars, 0, 20, -1).Draw(t, "body")})
		}
		table.Apply(texts.Changes{Poems: poems})
		kind := rapid.SampledFrom([]texts.Kind{texts.Titles, texts.Clauses}).Draw(t, "kind")
		run := []rune(rapid.StringOfN(rapid.SampledFrom([]rune("山水月明长行𠮷")), 1, 5, -1).Draw(t, "run"))
		want := map[texts.Opening]bool{}
		for id := range corpus.PoemID(6) {
			for _, o := range openingsOf(table.Snapshot().Poem(id*500), kind) {
				if strings.HasPrefix(o.Text(), string(run)) {
					want[o] = true
				}
			}
		}
		found := func(lookUp func(fn func(texts.Opening) bool)) map[texts.Opening]bool {
			got := map[texts.Opening]bool{}
			lookUp(func(o texts.Opening) bool {
				if strings.HasPrefix(o.Text(), string(run)) {
					got[o] = true
				}
				return true
			})
			return got
		}
		s := table.Snapshot()
		var sets []texts.Letters
		for _, r := range run {
			sets = append(sets, texts.LettersOf([]rune{r}))
		}
		for name, got := range map[string]map[texts.Opening]bool{
			"written":  found(func(fn func(texts.Opening) bool) { s.Written(kind, string(run), fn) }),
			"starting": found(func(fn func(texts.Opening) bool) { s.StartingWith(kind, func(r rune) bool { return r == run[0] }, fn) }),
		} {
			if !maps.Equal(want, got) {
				t.Fatalf("%s %q: %d, want %d", name, string(run), len(got), len(want))
			}
		}
		if len(sets) > 1 {
			if got := found(func(fn func(texts.Opening) bool) {
				s.Spelled(kind, sets, func(a, b rune) bool { return a == run[0] && b == run[1] }, fn)
			}); !maps.Equal(want, got) {
				t.Fatalf("spelled %q: %d, want %d", string(run), len(got), len(want))
			}
		}
	})
}

func openingsOf(p *texts.Poem, kind texts.Kind) []texts.Opening {
	if kind == texts.Titles {
		return []texts.Opening{{Poem: p, Clause: -1}}
	}
	var list []texts.Opening
	for n := range p.Clauses {
		list = append(list, texts.Opening{Poem: p, Clause: n})
	}
	return list
}

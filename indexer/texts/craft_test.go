package texts_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/texts"
)

const (
	inYang = "晒被楼头早，棉花渐渐香。\n黄昏收卷起，抱日到孙床。"
	inQin  = "雨透衣裳重，泥深步步沉。\n俯身听坝脚，如守病儿衾。"
)

func poems(n int, body string) map[corpus.PoemID]*texts.Poem {
	all := map[corpus.PoemID]*texts.Poem{}
	for id := corpus.PoemID(1); int(id) <= n; id++ {
		all[id] = texts.NewPoem(corpus.Poem{ID: id, Title: fmt.Sprint(id), Body: body})
	}
	return all
}

// A few poems are told their craft as they come, many in the background, and a
// change of one asks for no other's again.
func TestCraftIsToldOnce(t *testing.T) {
	t.Parallel()
	table := texts.NewTable()
	table.Apply(texts.Changes{Poems: poems(2, inYang)})
	if s := table.Snapshot(); s.LacksCrafts() || s.Poem(1).Craft().Rhymes.IsEmpty() {
		t.Error("a few poems were not told at once")
	}
	table.Apply(texts.Changes{Poems: poems(3000, inYang)})
	if !table.LacksCrafts() || table.Snapshot().Poem(9).Craft().Book != 0 || !table.Snapshot().Poem(9).Craft().Rhymes.IsEmpty() {
		t.Fatal("many poems were told by Apply")
	}
	before := table.Snapshot()
	table.TellCrafts(t.Context())
	if table.LacksCrafts() || before.Poem(9).Craft().Rhymes.IsEmpty() {
		t.Error("some are left untold")
	}
	table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{7: texts.NewPoem(corpus.Poem{ID: 7, Body: inQin}), 8: nil}})
	s := table.Snapshot()
	if table.LacksCrafts() || s.Poem(7).Craft() == s.Poem(9).Craft() || s.Poem(9).Craft() != before.Poem(9).Craft() {
		t.Error("a change of one poem")
	}
}

// Poems may change and go while crafts are told: the count ends at none.
func TestCraftsBesideChanges(t *testing.T) {
	t.Parallel()
	table := texts.NewTable()
	table.Apply(texts.Changes{Poems: poems(2000, inYang)})
	var told sync.WaitGroup
	told.Go(func() { table.TellCrafts(t.Context()) })
	for id := corpus.PoemID(1); id <= 40; id++ {
		table.Apply(texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{id: nil, 2000 - id: texts.NewPoem(corpus.Poem{ID: 2000 - id, Body: inQin})}})
	}
	table.Apply(texts.Changes{Poems: poems(600, inQin)})
	told.Wait()
	table.TellCrafts(t.Context())
	if table.LacksCrafts() {
		t.Error("some are left untold")
	}
	ended, end := context.WithCancel(t.Context())
	end()
	table.Apply(texts.Changes{Poems: poems(600, inYang)})
	if table.TellCrafts(ended); !table.LacksCrafts() {
		t.Error("told after the end")
	}
}

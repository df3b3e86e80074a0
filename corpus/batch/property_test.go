package batch

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/poems"
)

// Whatever is imported, edited in bulk, corrected by hand and undone, in
// whatever order: counts add up, and undoing the latest batch brings back the
// content from before it, save of the poems a person changed since.
func TestUndoRestoresContent(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		a := openArchive(t, dir)
		defer a.store.Close()
		var done []undoable
		for range rapid.IntRange(1, 8).Draw(rt, "steps") {
			switch rapid.SampledFrom([]string{"import", "import", "bulk", "person", "undo"}).Draw(rt, "step") {
			case "import":
				before := a.content()
				done = append(done, undoable{a.bring("a.csv", someRows(rt)).ID, before, map[corpus.PoemID]bool{}})
			case "bulk":
				before := a.content()
				if b, err := a.store.BulkEdit(ctx(), poems.Edit{By: curator}, merge.BulkChange{AddTags: []string{someWord(rt)}}, idsOf(before)); err == nil {
					done = append(done, undoable{b.ID, before, map[corpus.PoemID]bool{}})
				}
			case "person":
				ids := idsOf(a.content())
				if len(ids) == 0 {
					continue
				}
				id := rapid.SampledFrom(ids).Draw(rt, "poem")
				revision := a.poem(id).Revision
				a.revise(id, corpus.Draft{Note: ptr(someWord(rt)), Title: ptr(someWord(rt))})
				for _, u := range done {
					u.changed[id] = u.changed[id] || a.poem(id).Revision > revision
				}
			case "undo":
				if len(done) > 0 {
					a.undoAndCompare(rt, done[len(done)-1])
					done = done[:len(done)-1]
				}
			}
		}
		for i := len(done) - 1; i >= 0; i-- {
			a.undoAndCompare(rt, done[i])
		}
	})
}

// undoable is a batch, what there was before it, and which poems a person
// changed after it.
type undoable struct {
	id      corpus.BatchID
	before  map[corpus.PoemID]string
	changed map[corpus.PoemID]bool
}

func (a *archive) undoAndCompare(rt *rapid.T, u undoable) {
	now := a.content()
	a.undo(u.id)
	want := map[corpus.PoemID]string{}
	for id, content := range u.before {
		if !u.changed[id] {
			want[id] = content
		}
	}
	got := a.content()
	for id := range u.changed {
		if u.changed[id] {
			if got[id] != now[id] && got[id] != u.before[id] { // equal to before where the person had changed it back
				rt.Fatalf("poem %d was %s and is %s", id, now[id], got[id])
			}
			delete(got, id)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		rt.Fatalf("batch %d undone: %s", u.id, diff)
	}
}

func idsOf(content map[corpus.PoemID]string) []corpus.PoemID {
	var ids []corpus.PoemID
	for id := corpus.PoemID(1); len(ids) < len(content); id++ {
		if _, ok := content[id]; ok {
			ids = append(ids, id)
		}
	}
	return ids
}

func someWord(rt *rapid.T) string {
	return rapid.SampledFrom([]string{"甲", "乙", "丙", "丁"}).Draw(rt, "word")
}

func someRows(rt *rapid.T) string {
	rows := rapid.SliceOfN(rapid.Custom(func(rt *rapid.T) string {
		ref := rapid.SampledFrom([]string{"", "", "1", "2", "3"}).Draw(rt, "ref")
		body := strings.Repeat(someWord(rt), rapid.IntRange(0, 3).Draw(rt, "length"))
		return fmt.Sprintf("%s|%s|%s|%s|%s", ref, someWord(rt), someWord(rt), body, someWord(rt))
	}), 1, 12).Draw(rt, "rows")
	return table("编号|题|作者|正文|标签", rows...)
}

package misses_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/indexer/ask"
	"shiyun/indexer/search"
	"shiyun/server/misses"
)

// kept is where misses are written down.
type kept struct {
	batches [][]corpus.Missed
	err     error
}

func (k *kept) KeepMisses(_ context.Context, batch []corpus.Missed) error {
	k.batches = append(k.batches, batch)
	return k.err
}

var today = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

func newLog(k *kept) *misses.Log {
	return misses.New(k, func() time.Time { return today }, slog.New(slog.DiscardHandler))
}

func TestNote(t *testing.T) {
	t.Parallel()
	hit := func(m search.Match) search.Result {
		return search.Result{Total: 3, Hits: []search.Hit{{Match: m}}}
	}
	understood := func(texts []string, parts ...search.UnderstoodPart) search.Result {
		return search.Result{Understood: &search.Understood{Texts: texts, Parts: parts}}
	}
	for _, c := range []struct {
		name   string
		req    search.Request
		result search.Result
		want   string // the query counted; "" for none
	}{
		{"nothing found", search.Request{Query: "狻猊"}, search.Result{}, "狻猊"},
		{"only what sounds alike", search.Request{Query: "清风明约"}, hit(search.MatchSound), "清风明约"},
		{"only what is near", search.Request{Query: "清风明约"}, hit(search.MatchNear), "清风明约"},
		{"pinyin is meant to sound", search.Request{Query: "qingfeng"}, hit(search.MatchSound), ""},
		{"found", search.Request{Query: "清风"}, hit(search.MatchExact), ""},
		{"a question is counted by what it asks for", search.Request{Query: "有没有写狻猊的诗"}, understood([]string{"狻猊"}), "狻猊"},
		{"a question with a name stays whole", search.Request{Query: "汀兰写狻猊的诗"}, understood([]string{"狻猊"}, search.UnderstoodPart{Kind: ask.Author, Name: "汀兰"}), "汀兰写狻猊的诗"},
		{"no query", search.Request{}, search.Result{}, ""},
		{"narrowed", search.Request{Query: "狻猊", Form: "七绝"}, search.Result{}, ""},
		{"of a year", search.Request{Query: "狻猊", Year: 2019}, search.Result{}, ""},
		{"a later page", search.Request{Query: "狻猊", Cursor: "x"}, search.Result{}, ""},
		{"a page beyond the end", search.Request{Query: "清风"}, search.Result{Total: 4}, ""},
		{"before the index is whole", search.Request{Query: "狻猊"}, search.Result{Partial: true}, ""},
		{"what is not wanted", search.Request{Query: "狻猊 -清风"}, search.Result{}, ""},
		{"the same, full width", search.Request{Query: "狻猊 －清风"}, search.Result{}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var k kept
			l := newLog(&k)
			again := l.Note(c.req, c.result)
			l.Flush(t.Context())
			if c.want == "" {
				if again != nil || len(k.batches) > 0 {
					t.Errorf("counted: %v", k.batches)
				}
				return
			}
			if want := (corpus.Missed{Query: c.want, Hits: c.result.Total, Day: today}); len(k.batches) != 1 || len(k.batches[0]) != 1 || k.batches[0][0] != want {
				t.Fatalf("counted %v, want %v", k.batches, want)
			}
			again()
			l.Flush(t.Context())
			if len(k.batches) != 2 {
				t.Error("not counted once more")
			}
		})
	}
}

// A search never waits for the list: what is too much is left out, and a store
// that cannot write loses what it was given, not what comes after.
func TestTooManyMisses(t *testing.T) {
	t.Parallel()
	k := kept{err: errors.New("disk full")}
	l := newLog(&k)
	for range 5000 {
		l.Note(search.Request{Query: "狻猊"}, search.Result{})
	}
	l.Flush(t.Context())
	if len(k.batches) != 1 || len(k.batches[0]) == 0 || len(k.batches[0]) >= 5000 {
		t.Fatalf("%d batches", len(k.batches))
	}
	k.err = nil
	l.Note(search.Request{Query: "貔貅"}, search.Result{})
	ended, end := context.WithCancel(t.Context())
	end()
	l.Keep(ended) // what waits is written at the end of the program
	if last := k.batches[len(k.batches)-1]; len(last) != 1 || last[0].Query != "貔貅" {
		t.Errorf("kept at the end: %v", last)
	}
}

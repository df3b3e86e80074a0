package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
)

// testManyWriters holds a database to the rule of one writer: programs that
// write one archive at the same time, each reading before it writes, make no
// author twice and break no link of the audit log, and a follower of the
// change log that goes by its numbers misses nothing.
func testManyWriters(t *testing.T, empty Empty) {
	const programs, rounds, poems, authors = 4, 6, 8, 5
	archive := begin(t, empty)
	follower := follow(t, archive.open(t))
	var all sync.WaitGroup
	for program := range programs {
		s := archive.open(t)
		all.Go(func() {
			for round := range rounds {
				var drafts []corpus.Draft
				for i := range poems {
					d := draft("", fmt.Sprint("题", program, round, i), fmt.Sprint("作者", (round+i)%authors), fmt.Sprint("诗", program, round, i))
					d.Place, d.Collections = ptr(fmt.Sprint("社区/里", i%3)), &[]string{fmt.Sprint("集", i%2)}
					drafts = append(drafts, d)
				}
				if err := importPart(t.Context(), s, drafts); err != nil {
					t.Errorf("program %d: %v", program, err)
				}
				if err := s.Record(t.Context(), corpus.Act{By: keeper, Verb: corpus.ActExport}); err != nil {
					t.Errorf("program %d: %v", program, err)
				}
			}
		})
	}
	all.Wait()
	s := archive.open(t)
	if got, want := len(allPoems(t, s)), programs*rounds*poems; got != want {
		t.Errorf("%d poems, want %d", got, want)
	}
	if list, err := s.AuthorNames(t.Context(), nil); err != nil || len(list) != authors {
		t.Errorf("%d authors, %v; want %d", len(list), err, authors)
	}
	if list, err := s.Places(t.Context()); err != nil || len(list) != 4 {
		t.Errorf("%d places, %v; want 4", len(list), err)
	}
	// An import is begun and ended, and there was an export beside each.
	if n, _, err := s.VerifyAudit(t.Context()); err != nil || n != 3*programs*rounds {
		t.Errorf("%d acts, %v; want %d", n, err, 3*programs*rounds)
	}
	seen := follower()
	for _, p := range allPoems(t, s) {
		if !seen[int64(p.ID)] {
			t.Errorf("whoever follows the change log missed poem %d", p.ID)
		}
	}
}

func importPart(ctx context.Context, s *store.Store, drafts []corpus.Draft) error {
	im, err := s.BeginImport(ctx, transfer.ImportOptions{Publish: true})
	if err == nil {
		_, err = im.Write(ctx, drafts)
	}
	if err == nil {
		err = im.End(ctx, corpus.BatchDone)
	}
	return err
}

// follow reads the change log as the index does, until end is called, which
// returns the poems it has met.
func follow(t testing.TB, s *store.Store) (end func() map[int64]bool) {
	t.Helper()
	seen := map[int64]bool{}
	var at corpus.Cursor
	read := func() {
		changes, err := s.ChangesAfter(t.Context(), at, 100)
		if err != nil {
			t.Error(err)
		}
		for _, c := range changes {
			if at = c.Cursor; c.Kind == corpus.KindPoem {
				seen[c.ID] = true
			}
		}
	}
	stop := make(chan struct{})
	var reading sync.WaitGroup
	reading.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
				read()
			}
		}
	})
	return func() map[int64]bool {
		close(stop)
		reading.Wait()
		for before := corpus.Cursor("-"); before != at; {
			before = at
			read()
		}
		return seen
	}
}

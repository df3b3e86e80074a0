package sample_test

import (
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/sample"
	"shiyun/corpus/store"
)

// Arranging twice is arranging once, and what a visitor of the demo changed
// stays changed.
func TestArrangement(t *testing.T) {
	s, err := store.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sources, err := sample.Sources()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := batch.Run(t.Context(), s, batch.Options{Sources: sources, Publish: true}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := sample.Arrange(t.Context(), s); err != nil {
			t.Fatal(err)
		}
		if err := s.SetForeword(t.Context(), corpus.ActorCommand, 1, "改过的序"); err != nil {
			t.Fatal(err)
		}
	}
	stones, err := s.Stones(t.Context())
	if err != nil || len(stones) != 5 {
		t.Fatalf("%d stones, %v", len(stones), err)
	}
	places, err := s.Places(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range places {
		if p.At == nil || p.About == "" {
			t.Errorf("%s is not on the plan, or nothing is said of it", p.Path)
		}
	}
	collections, err := s.Collections(t.Context())
	if err != nil || len(collections) == 0 || collections[0].Foreword != "改过的序" {
		t.Errorf("%+v, %v", collections, err)
	}
	for _, c := range collections {
		if c.Foreword == "" {
			t.Errorf("no foreword for %s", c.Name)
		}
	}
}

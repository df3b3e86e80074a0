package main

import (
	"cmp"
	"encoding/json"
	"math/rand/v2"
	"slices"
)

// sample keeps limit of the records it is shown, each as likely as any other,
// without knowing beforehand how many there will be. The same seed over the
// same package keeps the same ones.
type sample struct {
	limit  int
	random *rand.Rand
	seen   int
	taken  []numbered
}

type numbered struct {
	n int
	record
}

func newRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0)) }

func (s *sample) add(r record) {
	s.seen++
	if len(s.taken) < s.limit {
		s.taken = append(s.taken, numbered{s.seen, r})
		return
	}
	if i := s.random.IntN(s.seen); i < s.limit {
		s.taken[i] = numbered{s.seen, r}
	}
}

// write puts the sample out in the order of the package.
func (s *sample) write(e *json.Encoder) error {
	slices.SortFunc(s.taken, func(a, b numbered) int { return cmp.Compare(a.n, b.n) })
	for _, t := range s.taken {
		if err := e.Encode(t.record); err != nil {
			return err
		}
	}
	return nil
}

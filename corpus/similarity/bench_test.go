package similarity_test

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/similarity"
)

// BenchmarkFind looks poems up, half of them with a character revised; the
// target is 300 µs on average among 350,000.
func BenchmarkFind(b *testing.B) {
	for _, s := range shelves(b) {
		b.Run(s.name, func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 2))
			var times []time.Duration
			for b.Loop() {
				p := s.poems[rng.IntN(len(s.poems))]
				p.Body = revise(rng, p.Body, len(times)%2)
				start := time.Now()
				s.find(p)
				times = append(times, time.Since(start))
			}
			var sum time.Duration
			for _, t := range times {
				sum += t
			}
			slices.Sort(times)
			b.ReportMetric(float64(sum.Nanoseconds())/float64(len(times))/1e3, "µs/find")
			b.ReportMetric(float64(times[len(times)*99/100].Nanoseconds())/1e3, "µs/p99")
		})
	}
}

// BenchmarkBuild fills an index; the target is 150 MB and a few seconds for
// 350,000 poems.
func BenchmarkBuild(b *testing.B) {
	for _, s := range shelves(b) {
		s.index = nil
		b.Run(s.name, func(b *testing.B) {
			var x *similarity.Index
			before := heap()
			for b.Loop() {
				x = similarity.New()
				for i, p := range s.poems {
					x.Put(corpus.PoemID(i+1), p.Title, p.Author, p.Body)
				}
			}
			b.ReportMetric(float64(heap()-before)/float64(len(s.poems)), "held-B/poem")
			b.ReportMetric(float64(len(s.poems))*float64(b.N)/b.Elapsed().Seconds(), "poems/s")
			runtime.KeepAlive(x)
		})
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func BenchmarkDiff(b *testing.B) {
	revised := revise(rand.New(rand.NewPCG(1, 2)), tune, 3)
	for b.Loop() {
		similarity.Diff(tune, revised)
	}
}

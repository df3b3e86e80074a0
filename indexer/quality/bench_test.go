package quality_test

import (
	"errors"
	"testing"

	"shiyun/indexer/quality"
	"shiyun/indexer/quality/peers"
	"shiyun/indexer/search"
)

// BenchmarkSearch puts the generated cases to the archive's own search and, in
// the same run, to SQLite FTS5 where the build has it (-tags sqlite_fts5). An
// operation is one round of all cases, all classes mixed.
func BenchmarkSearch(b *testing.B) {
	large(b, func(l *quality.Library, s *search.Searcher) {
		engines := []quality.Engine{quality.Shiyun{Searcher: s}}
		p, err := peers.Build(b.Context(), b.TempDir(), l)
		switch {
		case errors.Is(err, peers.ErrNoFTS5):
			b.Log(err)
		case err != nil:
			b.Fatal(err)
		default:
			defer p.Close()
			engines = append(engines, p.Engines()...)
		}
		cases := generate(b, l)
		for _, engine := range engines {
			b.Run(engine.Name(), func(b *testing.B) { benchmark(b, engine, cases) })
		}
	})
}

func benchmark(b *testing.B, engine quality.Engine, cases []quality.Case) {
	var outcomes []quality.Outcome
	for b.Loop() {
		round, err := quality.Run(b.Context(), engine, cases)
		if err != nil {
			b.Fatal(err)
		}
		outcomes = append(outcomes, round...)
	}
	summaries := quality.Summarise(outcomes)
	all := summaries[len(summaries)-1]
	b.ReportMetric(all.Score, "score")
	b.ReportMetric(all.Times.Median.Seconds()*1000, "ms-median")
	b.ReportMetric(all.Times.P99.Seconds()*1000, "ms-p99")
	b.ReportMetric(all.Times.Worst.Seconds()*1000, "ms-worst")
}

// BenchmarkSuggest measures suggestions while people type.
func BenchmarkSuggest(b *testing.B) {
	large(b, func(l *quality.Library, s *search.Searcher) {
		typed := quality.Typed(l, 10*casesPerClass, seed)
		var times quality.Times
		for b.Loop() {
			var err error
			if times, err = quality.Suggest(b.Context(), s, typed); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(times.Median.Seconds()*1000, "ms-median")
		b.ReportMetric(times.P99.Seconds()*1000, "ms-p99")
		b.ReportMetric(times.Worst.Seconds()*1000, "ms-worst")
	})
}

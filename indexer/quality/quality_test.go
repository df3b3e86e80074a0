package quality_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/indexer/quality"
	"shiyun/indexer/search"
)

// Below these means the suite fails. They are what the archive promises, not
// what it happens to reach.
const (
	floorAll   = 0.97
	floorClass = 0.90
)

// What is generated: the same cases every time.
const (
	casesPerClass = 20
	seed          = 1
)

func TestHandMade(t *testing.T) {
	samples(t, func(l *quality.Library, s *search.Searcher) {
		cases, err := quality.HandMade(l)
		if err != nil {
			t.Fatal(err)
		}
		if len(cases) < 100 {
			t.Errorf("%d hand-made cases are too few to say anything", len(cases))
		}
		check(t, l, s, cases)
	})
}

func TestGenerated(t *testing.T) {
	large(t, func(l *quality.Library, s *search.Searcher) {
		cases := generate(t, l)
		if diff := cmp.Diff(cases, generate(t, l)); diff != "" {
			t.Errorf("the same seed gave other cases:\n%s", diff)
		}
		if want := casesPerClass * len(quality.Classes()); len(cases) != want {
			t.Errorf("%d cases, want %d", len(cases), want)
		}
		check(t, l, s, cases)
	})
}

func generate(t testing.TB, l *quality.Library) []quality.Case {
	t.Helper()
	cases, err := quality.Generate(l, casesPerClass, seed)
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// check asks the archive's search and holds the means against the floors.
func check(t *testing.T, l *quality.Library, s *search.Searcher, cases []quality.Case) {
	t.Helper()
	outcomes, err := quality.Run(t.Context(), quality.Shiyun{Searcher: s}, cases)
	if err != nil {
		t.Fatal(err)
	}
	report := quality.Report{Engine: "shiyun", Outcomes: outcomes}
	var text strings.Builder
	if err := quality.WriteTable(&text, []quality.Report{report}); err != nil {
		t.Fatal(err)
	}
	quality.WriteFailures(&text, l, report, 3)
	t.Log("\n" + text.String())
	for _, of := range quality.Summarise(outcomes) {
		floor := floorClass
		if of.Class == quality.All {
			floor = floorAll
		}
		if of.Score < floor {
			t.Errorf("%s: mean %.3f is below %.2f", of.Class, of.Score, floor)
		}
	}
}

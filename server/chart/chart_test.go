package chart_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/server/chart"
)

func TestShare(t *testing.T) {
	for _, c := range []struct {
		name    string
		n, most int
		want    float64
	}{
		{"the most", 7, 7, 100},
		{"a third", 1, 3, 33.3},
		{"one among thousands can be seen", 1, 300_000, 2},
		{"nothing", 0, 9, 0},
		{"nothing of nothing", 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := chart.Share(c.n, c.most); got != c.want {
				t.Errorf("Share(%d, %d) = %v, want %v", c.n, c.most, got, c.want)
			}
		})
	}
}

// Columns stand on the ground, apart, within the view box, in the order of
// their heights.
func TestColumns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 1_000_000), 1, 80).Draw(t, "counts")
		c := chart.NewColumns(counts)
		if len(c.Bars) != len(counts) {
			t.Fatalf("%d columns for %d counts", len(c.Bars), len(counts))
		}
		end := -1.0
		for i, bar := range c.Bars {
			if bar.X <= end || bar.X+bar.Width > c.Width || bar.Y < 0 || bar.Y+bar.Height != 100 {
				t.Fatalf("column %d is out of place: %+v in %v", i, bar, c.Width)
			}
			if (bar.Height > 0) != (counts[i] > 0) {
				t.Fatalf("column %d of %d is %v high", i, counts[i], bar.Height)
			}
			end = bar.X + bar.Width
			for j, other := range c.Bars {
				if counts[i] < counts[j] && bar.Height > other.Height {
					t.Fatalf("%d is drawn higher than %d", counts[i], counts[j])
				}
			}
		}
	})
}

func TestStepsKeepTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(1, 1_000_000), 1, 80).Draw(t, "counts")
		slices.Sort(counts)
		steps := rapid.IntRange(1, 9).Draw(t, "steps")
		last := 1
		for _, n := range counts {
			step := chart.Step(n, counts[0], counts[len(counts)-1], steps)
			if step < last || step > steps {
				t.Fatalf("%d of %v has step %d after %d", n, counts, step, last)
			}
			last = step
		}
		if counts[0] < counts[len(counts)-1] && last != steps {
			t.Fatalf("the most has step %d of %d", last, steps)
		}
	})
}

// Every row is kept, and two that are tied stand together before one that is
// tied to neither.
func TestOrder(t *testing.T) {
	got := chart.Order(4, []chart.Tie{{A: 0, B: 3, Weight: 9}, {A: 1, B: 2, Weight: 1}})
	if want := []int{0, 3, 1, 2}; !slices.Equal(got, want) {
		t.Errorf("Order = %v, want %v", got, want)
	}
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 14).Draw(t, "rows")
		var ties []chart.Tie
		for range rapid.IntRange(0, 20).Draw(t, "ties") * min(n, 1) {
			ties = append(ties, chart.Tie{A: rapid.IntRange(0, n-1).Draw(t, "a"), B: rapid.IntRange(0, n-1).Draw(t, "b"), Weight: 1})
		}
		order := chart.Order(n, ties)
		for row := range n {
			if !slices.Contains(order, row) {
				t.Fatalf("row %d is not in %v", row, order)
			}
		}
		if a := chart.NewArcs(n, ties); len(order) != n || len(a.Arcs) != len(ties) || a.Height != 10*n {
			t.Fatalf("%v and %+v of %d rows", order, a, n)
		}
	})
}

func TestArcs(t *testing.T) {
	a := chart.NewArcs(3, []chart.Tie{{A: 0, B: 2, Weight: 5}, {A: 1, B: 0, Weight: 1}})
	want := []chart.Arc{{Path: "M0 15 C65.0 15 65.0 5 0 5", Width: 1}, {Path: "M0 5 C130.0 5 130.0 25 0 25", Width: chart.ArcWidths}}
	if !slices.Equal(a.Arcs, want) {
		t.Errorf("arcs %+v, want %+v", a.Arcs, want)
	}
	for _, arc := range a.Arcs {
		if strings.Contains(arc.Path, "%") {
			t.Errorf("path %q", arc.Path)
		}
	}
}

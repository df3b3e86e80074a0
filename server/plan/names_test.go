package plan

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/server/preferences"
)

// A crowd of marks at the same few spots cannot have names; a few apart can,
// at every size of type.
func TestNamesAreLeftOutOfACrowd(t *testing.T) {
	marks := func(n, apart int) *Plan {
		var p Plan
		for i := range n {
			p.Marks = append(p.Marks, Mark{Name: "望月亭", X: 150 + i%4*apart, Y: 150 + i/4*apart})
		}
		return &p
	}
	for _, size := range []string{"18", "20", "24", "30"} {
		prefs := preferences.Ordinary()
		prefs.Size = size
		apart, crowd := marks(6, 230), marks(40, 20)
		apart.name(prefs)
		crowd.name(prefs)
		if !apart.Near || !apart.Far || crowd.Near || crowd.Far {
			t.Errorf("%s: apart %v %v, crowd %v %v", size, apart.Near, apart.Far, crowd.Near, crowd.Far)
		}
		for i, m := range crowd.Key() {
			if m.N != i+1 {
				t.Errorf("mark %d has number %d", i+1, m.N)
			}
		}
	}
}

// Where there are names, none covers another or a mark, at any width of the
// plan they are for; and the same plan is always drawn the same.
func TestNamesStandApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &Plan{}
		for i := range rapid.IntRange(1, 14).Draw(t, "marks") {
			p.Marks = append(p.Marks, Mark{Name: fmt.Sprint("第", i, "亭"), X: rapid.IntRange(0, corpus.MaxSpot).Draw(t, "x"), Y: rapid.IntRange(0, corpus.MaxSpot).Draw(t, "y")})
		}
		prefs := preferences.Ordinary().With(url.Values{"size": {rapid.SampledFrom([]string{"18", "20", "22", "24", "27", "30"}).Draw(t, "size")},
			"elder": {rapid.SampledFrom([]string{"off", "on"}).Draw(t, "elder")}})
		p.name(prefs)
		again := &Plan{Marks: slices.Clone(p.Marks)}
		if again.name(prefs); !slices.Equal(again.Marks, p.Marks) {
			t.Error("drawn otherwise the second time")
		}
		base, small, target := measures(prefs)
		if width := rapid.Float64Range(narrowPlan, widePlan).Draw(t, "narrow"); p.Near {
			standApart(t, p.Marks, small, target, width, func(m Mark) offset { return m.Near })
		}
		if width := rapid.Float64Range(widePlan, widestPlan).Draw(t, "wide"); p.Far {
			standApart(t, p.Marks, base, target, width, func(m Mark) offset { return m.Far })
		}
	})
}

func standApart(t *rapid.T, marks []Mark, letter, target, width float64, of func(Mark) offset) {
	const slack = 1e-6
	for i, m := range marks {
		x, y := float64(m.X)/1000*width+of(m).X*letter, float64(m.Y)/1000*width+of(m).Y*letter
		half := lettersOf(m.Name) * letter / 2
		if x-half < -slack || x+half > width+slack || y < 0 || y > width {
			t.Errorf("%s runs over the edge", m.Name)
		}
		for j, other := range marks {
			ox, oy := float64(other.X)/1000*width, float64(other.Y)/1000*width
			if i != j && math.Abs(x-ox) < half+target/2-slack && math.Abs(y-oy) < letter/2+target/2-slack {
				t.Errorf("%s covers the mark of %s", m.Name, other.Name)
			}
			ox, oy = ox+of(other).X*letter, oy+of(other).Y*letter
			if i < j && math.Abs(x-ox) < half+lettersOf(other.Name)*letter/2-slack && math.Abs(y-oy) < letter-slack {
				t.Errorf("%s covers %s", m.Name, other.Name)
			}
		}
	}
}

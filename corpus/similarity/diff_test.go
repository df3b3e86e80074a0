package similarity_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/similarity"
)

func TestDiff(t *testing.T) {
	type seg = similarity.Segment
	const same, variant, changed, onlyA, onlyB = similarity.Same, similarity.Variant, similarity.Changed, similarity.OnlyA, similarity.OnlyB
	tests := []struct {
		name, a, b string
		want       []seg
	}{
		{"nothing", "", "", nil},
		{"equal", "雨过池塘。", "雨过池塘。", []seg{{"雨过池塘。", "雨过池塘。", same}}},
		{"script", "雨过池塘", "雨過池塘", []seg{{"雨", "雨", same}, {"过", "過", variant}, {"池塘", "池塘", same}}},
		{"punctuation and a line end", "雨过，云开。", "雨过\n云开", []seg{{"雨过", "雨过", same}, {"，", "\n", variant}, {"云开", "云开", same}, {"。", "", variant}}},
		{"brackets before the text", "《雨》", "雨", []seg{{"《", "", variant}, {"雨", "雨", same}, {"》", "", variant}}},
		{"one revised", "帘前雨乍晴。", "帘前雨又晴。", []seg{{"帘前雨", "帘前雨", same}, {"乍", "又", changed}, {"晴。", "晴。", same}}},
		{"last of a line revised", "卖花声，雨", "卖花天，雨", []seg{{"卖花", "卖花", same}, {"声", "天", changed}, {"，雨", "，雨", same}}},
		{"a line missing", "卖花声，\n雨乍晴。\n人语细，", "卖花声，\n人语细，", []seg{{"卖花声，\n", "卖花声，\n", same}, {"雨乍晴。\n", "", onlyA}, {"人语细，", "人语细，", same}}},
		{"a line added at the end", "卖花声，", "卖花声，雨乍晴。", []seg{{"卖花声，", "卖花声，", same}, {"", "雨乍晴。", onlyB}}},
		{"two lines swapped", "一枕新凉，隔溪人语。归来", "隔溪人语，一枕新凉。归来", []seg{{"一枕新凉，", "", onlyA}, {"隔溪人语", "隔溪人语", same}, {"。", "，", variant}, {"", "一枕新凉。", onlyB}, {"归来", "归来", same}}},
		{"nothing in common", "花", "月夜", []seg{{"花", "月", changed}, {"", "夜", onlyB}}},
		{"one side empty", "", "月，夜", []seg{{"", "月，夜", onlyB}}},
		{"invalid bytes", "花\xff开", "花开", []seg{{"花", "花", same}, {"\xff", "", variant}, {"开", "开", same}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := similarity.Diff(tt.a, tt.b); !slices.Equal(got, tt.want) {
				t.Errorf("Diff(%q, %q)\n got %q\nwant %q", tt.a, tt.b, got, tt.want)
			}
		})
	}
}

// TestDiffStaysBounded compares texts of the greatest length in the worst
// shapes; without a bound each would fill a table of 400 million cells.
func TestDiffStaysBounded(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	random := func() string {
		runes := make([]rune, corpus.MaxBody)
		for i := range runes {
			runes[i] = rune(0x4E00 + rng.IntN(20_000))
		}
		return string(runes)
	}
	one := strings.Repeat("啊", corpus.MaxBody-2)
	for name, pair := range map[string][2]string{"unlike": {random(), random()}, "one character": {"天" + one + "地", "日" + one + "月"}} {
		t.Run(name, func(t *testing.T) { checkDiff(t, pair[0], pair[1]) })
	}
	long := random()
	revised := 0
	for _, s := range similarity.Diff(long, revise(rng, long, 300)) {
		if s.Kind != similarity.Same {
			revised += len([]rune(s.A))
		}
	}
	if revised == 0 || revised > 300 {
		t.Errorf("%d characters lit of 300 revised", revised)
	}
}

func TestDiffIsWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(drawVerse(1), rapid.String())
		a, b := text.Draw(t, "a"), text.Draw(t, "b")
		checkDiff(t, a, b)
		checkDiff(t, a, a+b)
		checkDiff(t, b+a, a+b)
	})
}

// checkDiff holds every segment to what its kind says.
func checkDiff(t interface {
	Helper()
	Errorf(string, ...any)
}, a, b string) {
	t.Helper()
	var left, right strings.Builder
	before := similarity.SegmentKind(0)
	for _, s := range similarity.Diff(a, b) {
		left.WriteString(s.A)
		right.WriteString(s.B)
		ok := map[similarity.SegmentKind]bool{
			similarity.Same:    s.A == s.B && s.A != "",
			similarity.Variant: s.A != s.B && fold.String(s.A) == fold.String(s.B),
			similarity.Changed: characters(s.A) == characters(s.B) && s.A != "" && fold.String(s.A) != fold.String(s.B),
			similarity.OnlyA:   s.A != "" && s.B == "",
			similarity.OnlyB:   s.A == "" && s.B != "",
		}
		if !ok[s.Kind] || s.Kind == before {
			t.Errorf("wrong segment after kind %d: %q", before, s)
		}
		before = s.Kind
	}
	if left.String() != a || right.String() != b {
		t.Errorf("the segments of %q and %q make %q and %q", a, b, left.String(), right.String())
	}
}

package quality

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func testLibrary(t *testing.T) *Library {
	t.Helper()
	f := newFolder()
	l := &Library{folder: f}
	for _, p := range []Poem{
		{Ref: "a", Title: "靜夜思", Author: "李白", Body: "牀前看月光，疑是地上霜。\n舉頭望山月，低頭思故鄉。"},
		{Ref: "b", Title: "夜读", Author: "李白之", Body: "床前灯下。"},
	} {
		p.title, p.author, p.lines = f.fold(p.Title), f.fold(p.Author), nil
		for line := range strings.Lines(p.Body) {
			p.lines = append(p.lines, f.fold(line))
		}
		p.body = strings.Join(p.lines, "")
		l.poems = append(l.poems, &p)
	}
	return l
}

// TestTruth pins what counts as containing: a truth that is wrong would hold
// search to the wrong thing.
func TestTruth(t *testing.T) {
	l := testLibrary(t)
	tests := []struct {
		name  string
		right func(*Poem) bool
		want  []string
	}{
		{"across scripts and variants", l.anywhere("床前"), []string{"a", "b"}},
		{"across marks", l.inBody("月光疑是"), []string{"a"}},
		{"across a line end", l.inBody("霜舉头"), []string{"a"}},
		{"never from title to body", l.anywhere("思床前"), nil},
		{"Kangxi radicals", l.inBody("⽉光"), []string{"a"}},
		{"names count too", l.anywhere("李白"), []string{"a", "b"}},
		{"author is the whole name", l.by("李白"), []string{"a"}},
		{"title", l.inTitle("夜"), []string{"a", "b"}},
		{"both and not", both(l.anywhere("床"), not(l.anywhere("灯"))), []string{"a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refs := l.refs(tt.right)
			if len(refs) != len(tt.want) || slices.ContainsFunc(tt.want, func(ref string) bool { return !refs[ref] }) {
				t.Errorf("got %v, want %v", refs, tt.want)
			}
		})
	}
}

func TestGapped(t *testing.T) {
	tests := []struct {
		text, open, shut string
		gap              int
		want             bool
	}{
		{"春天花开", "春", "花", 1, true},
		{"春花开", "春", "花", 1, false},
		{"春花开", "春", "花", anyGap, true},
		{"春天有花", "春", "花", 1, false},
		{"春天有花", "春", "花", 2, true},
		{"春天有花", "春", "花", anyGap, true},
		{"花开春", "春", "花", anyGap, false},
		{"春春花花", "春", "花", 1, true},
		{"春", "春", "春", anyGap, false},
	}
	for _, tt := range tests {
		if got := gapped(tt.text, []rune(tt.open), []rune(tt.shut), tt.gap); got != tt.want {
			t.Errorf("gapped(%s, %s, %s, %d) = %v", tt.text, tt.open, tt.shut, tt.gap, got)
		}
	}
}

func TestMerged(t *testing.T) {
	for reading, want := range map[string]string{
		"nan": "lan", "lei": "nei", "zhang": "zang", "zi": "zhi", "shen": "sen sheng", "xin": "xing", "ling": "ning lin", "ba": "",
	} {
		if got := strings.Join(mergedWith(reading), " "); got != want {
			t.Errorf("mergedWith(%s) = %q, want %q", reading, got, want)
		}
	}
}

func TestScore(t *testing.T) {
	right := map[string]bool{"a": true}
	hits := strings.Fields("1 2 3 4 5 6 7 8 9 a")
	tests := []struct {
		name   string
		c      Case
		answer Answer
		same   int
		want   float64
	}{
		{"first", Case{Right: right, Total: anyTotal}, Answer{Refs: []string{"a"}, Total: 1}, 0, 1},
		{"second", Case{Right: right, Total: anyTotal}, Answer{Refs: []string{"b", "a"}, Total: 2}, 0, 0.5},
		{"tenth", Case{Right: right, Total: anyTotal}, Answer{Refs: hits, Total: 10}, 0, 0.1},
		{"eleventh", Case{Right: right, Total: anyTotal}, Answer{Refs: append([]string{"0"}, hits...), Total: 11}, 0, 0},
		{"total", Case{Total: 3}, Answer{Total: 3}, 0, 1},
		{"another total", Case{Total: 3}, Answer{Total: 4}, 0, 0},
		{"fewer than there are", Case{Right: right, Total: anyTotal, AtLeast: 2}, Answer{Refs: []string{"a"}, Total: 1}, 0, 0},
		{"the same total", Case{Total: anyTotal, Same: "x"}, Answer{Total: 2}, 2, 1},
		{"not the same total", Case{Right: right, Total: anyTotal, Same: "x"}, Answer{Refs: []string{"a"}, Total: 2}, 3, 0},
	}
	for _, tt := range tests {
		if got := tt.c.score(tt.answer, tt.same); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestReadCases(t *testing.T) {
	l := testLibrary(t)
	cases, err := readCases("x.txt", "# why\n\n[整句]\n床前看月光 => 靜夜思 · 李白 / 夜读 · 李白之\n[引号两字]\n\"床前\" => total 2\n牀 => same 床\n", l)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 3 || !cases[0].Right["a"] || !cases[0].Right["b"] || cases[1].Total != 2 || cases[1].Class != "quoted, 2 characters" || cases[2].Same != "床" {
		t.Errorf("got %+v", cases)
	}
	for content, want := range map[string]string{
		"床 => 靜夜思 · 李白":            "before the first heading",
		"[无此类]":                    "x.txt:1",
		"[整句]\n床":                  `no " => "`,
		"[整句]\n床 => 无此诗 · 李白":      "no poem is called",
		"[引号一字]\n\"床\" => total 两": "invalid syntax",
	} {
		if _, err := readCases("x.txt", content, l); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", content, err, want)
		}
	}
}

func TestTimes(t *testing.T) {
	var took []time.Duration
	for i := range 100 {
		took = append(took, time.Duration(100-i))
	}
	if got, want := NewTimes(took), (Times{50, 90, 99, 100}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

package couplet_test

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/needs"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/couplet"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// TestParallel tells the middle couplets of 律诗, which ought to be parallel,
// from the last, which need not be, and from lines of two poems put together.
func TestParallel(t *testing.T) {
	t.Parallel()
	f, err := os.Open(needs.Poems(t))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var middle, last, mixed []float64
	var before []clause.Clause
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var poem struct{ Body string }
		if err := json.Unmarshal(lines.Bytes(), &poem); err != nil {
			t.Fatal(err)
		}
		c, _ := clause.Read(poem.Body)
		if n := clause.Even(c); len(c) != 8 || n != 5 && n != 7 {
			continue
		}
		middle = append(middle, couplet.Parallel(c[2], c[3]), couplet.Parallel(c[4], c[5]))
		last = append(last, couplet.Parallel(c[6], c[7]))
		if before != nil && len(before[2].Chars) == len(c[3].Chars) {
			mixed = append(mixed, couplet.Parallel(before[2], c[3]))
		}
		before = c
	}
	slices.Sort(middle)
	t.Logf("%d middle couplets, the least parallel tenth up to %.2f; told from last ones %.3f, from mixed ones %.3f", len(middle), middle[len(middle)/10], order(middle, last), order(middle, mixed))
	if order(middle, last) < 0.85 || order(middle, mixed) < 0.9 {
		t.Error("middle couplets are not told from others")
	}
}

// order returns how often one of a is greater than one of b (AUC).
func order(a, b []float64) float64 {
	n := 0.0
	for _, x := range a {
		for _, y := range b {
			switch {
			case x > y:
				n++
			case x == y:
				n += 0.5
			}
		}
	}
	return n / float64(len(a)*len(b))
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, body string
		ok         bool
		want       string
	}{
		{"sound", "两岸晓烟杨柳绿\n一园春雨杏花红", true, ""},
		{"turned about", "一园春雨杏花红\n两岸晓烟杨柳绿", false, "couplet_end 红; couplet_end 绿"},
		{"unequal", "两岸晓烟杨柳绿\n一园雨杏花红", false, "couplet_length 一园雨杏花红"},
		{"a node", "两岸晓烟杨柳绿\n一水春雨杏花红", true, "couplet_node 水"},
		{"a character in both", "两岸晓烟杨柳绿\n一园春雨柳花红", true, "couplet_repeated 柳"},
		{"one side", "两岸晓烟杨柳绿", false, "couplet_sides "},
	} {
		clauses, _ := clause.Read(c.body)
		findings, ok := couplet.Check(clauses, rhyme.Pingshui)
		var got []string
		for _, f := range findings {
			if f.Severity != finding.Note {
				got = append(got, string(f.Rule)+" "+f.Text)
			}
		}
		if ok != c.ok || strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %v %v", c.name, ok, got)
		}
	}
}

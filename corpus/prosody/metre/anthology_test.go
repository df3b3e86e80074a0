package metre_test

import (
	"strings"
	"testing"

	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/metre"
	"shiyun/corpus/prosody/prosodytest"
	"shiyun/corpus/prosody/rhyme"
)

// tally counts what a check says of the poems of one form.
type tally struct{ poems, rhyme, both, regular int }

// measure checks the poems of one form and, where it is given, of so many
// lines, and lists those that do not pass with the reason.
func measure(t *testing.T, poems []prosodytest.Poem, form string, lines int) (n tally) {
	t.Helper()
	for _, poem := range poems {
		clauses, _ := clause.Read(poem.Body)
		if poem.Form != form || !metre.Suits(clauses) || lines > 0 && len(clauses) != lines {
			continue
		}
		r := metre.Check(clauses, rhyme.Pingshui)
		n.poems++
		if r.RhymeOK {
			n.rhyme++
		}
		if r.Regular() {
			n.regular++
		}
		if r.RhymeOK && r.MetreOK {
			n.both++
		} else if lines > 0 {
			t.Logf("%s %s·%s (%.2f): %s", form, poem.Author, poem.Title, r.Faults, errorsOf(r))
		}
	}
	return n
}

func errorsOf(r *metre.Result) string {
	var why []string
	for _, f := range r.Findings {
		if f.Severity == finding.Error {
			why = append(why, string(f.Rule)+" "+f.Text)
		}
	}
	return strings.Join(why, "; ")
}

// TestAnthologies measures on poems whose form 唐诗三百首 and 千家诗 state. A few
// are genuine exceptions (失粘 of 滁州西涧, the mixed rhymes of 回乡偶书) or
// misprinted (玉坷 for 玉珂); each is logged with its reason.
func TestAnthologies(t *testing.T) {
	t.Parallel()
	tang, qian := prosodytest.Anthologies(t)
	regulated, regular, old := 0, 0, 0
	for _, c := range []struct {
		name  string
		poems []prosodytest.Poem
		form  string
		lines int
		least tally
	}{
		{"三百首 五律", tang, "五言律詩", 8, tally{79, 79, 77, 78}},
		{"三百首 七绝", tang, "七言絕句", 4, tally{50, 49, 46, 46}},
		{"三百首 七律", tang, "七言律詩", 8, tally{51, 51, 44, 48}},
		{"千家诗 五律", qian, "五言律詩", 8, tally{45, 44, 42, 44}},
		{"千家诗 七绝", qian, "七言絕句", 4, tally{94, 94, 90, 90}},
		{"千家诗 七律", qian, "七言律詩", 8, tally{48, 47, 42, 45}},
	} {
		n := measure(t, c.poems, c.form, c.lines)
		t.Logf("%s: %+v", c.name, n)
		if n.poems != c.least.poems || n.rhyme < c.least.rhyme || n.both < c.least.both || n.regular < c.least.regular {
			t.Errorf("%s: %+v, want at least %+v", c.name, n, c.least)
		}
		if c.lines == 8 {
			regulated, regular = regulated+n.poems, regular+n.regular
		}
	}
	five, seven := measure(t, tang, "五言古詩", 0), measure(t, tang, "七言古詩", 0)
	t.Logf("三百首 五古: %+v, 七古: %+v", five, seven)
	if five.poems != 34 || five.both > 3 || five.regular > 3 || seven.both > 0 || seven.regular > 0 {
		t.Errorf("old-style verse passes: %+v, %+v", five, seven)
	}
	old = measure(t, tang, "五言古詩", 8).regular + measure(t, tang, "七言古詩", 8).regular
	t.Logf("regulated or not, of eight lines: precision %d/%d, recall %d/%d", regular, regular+old, regular, regulated)
	if regular*1000 < (regular+old)*995 || regular*100 < regulated*95 {
		t.Errorf("%d of %d told regulated, %d old-style ones with them", regular, regulated, old)
	}
}

func BenchmarkCheck(b *testing.B) {
	const body = "国破山河在，城春草木深。\n感时花溅泪，恨别鸟惊心。\n烽火连三月，家书抵万金。\n白头搔更短，浑欲不胜簪。"
	rhyme.Look('国')
	for b.Loop() {
		clauses, _ := clause.Read(body)
		metre.Check(clauses, rhyme.Pingshui)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "poems/s")
}

package aria_test

import (
	"strings"
	"testing"

	"shiyun/corpus/prosody/aria"
	"shiyun/corpus/prosody/clause"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	const sands = "枯藤老树昏鸦，小桥流水人家，古道西风瘦马。夕阳西下，断肠人在天涯。"
	for _, c := range []struct {
		name, tune, body string
		rhyme, metre     bool
		want             string
	}{
		{"sound", "天净沙", sands, true, true, ""},
		{"characters put in", "天淨沙", strings.Replace(sands, "古道", "又是古道", 1), true, true, "qu_added 又是古道西风瘦马"},
		{"a character left out", "天净沙", strings.Replace(sands, "昏鸦", "鸦", 1), true, false, "qu_short 枯藤老树鸦"},
		{"a clause left out", "天净沙", strings.Replace(sands, "夕阳西下，", "", 1), true, false, "qu_clauses "},
		{"the last clause does not rhyme", "天净沙", strings.Replace(sands, "天涯", "天边", 1), false, true, "qu_rhyme 边"},
		{"a tune that is not known", "端正好", sands, true, true, ""},
	} {
		clauses, _ := clause.Read(c.body)
		r := aria.Check(clauses, c.tune)
		var got []string
		for _, f := range r.Findings {
			got = append(got, string(f.Rule)+" "+f.Text)
		}
		if r.RhymeOK != c.rhyme || r.MetreOK != c.metre || strings.Join(got, "; ") != c.want {
			t.Errorf("%s: rhyme %v, metre %v, %v", c.name, r.RhymeOK, r.MetreOK, got)
		}
	}
}

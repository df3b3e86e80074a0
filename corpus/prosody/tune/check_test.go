package tune

import (
	"testing"

	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

// TestSongsPass checks the songs against the tunes they are labelled with: most
// have no fault by them.
func TestSongsPass(t *testing.T) {
	t.Parallel()
	songs, tunes, _ := heldOut(t)
	checked, rhymes, metre, errs := 0, 0, 0, map[finding.Rule]int{}
	for i, song := range songs {
		clauses, _ := clause.Read(song.Body)
		m := Nearest(clauses, tunes[i], rhyme.Cilin)
		if m.Form == nil {
			continue
		}
		checked++
		r := Check(clauses, m, rhyme.Cilin)
		if r.RhymeOK {
			rhymes++
		}
		if r.MetreOK {
			metre++
		}
		for _, f := range r.Findings {
			if f.Severity == finding.Error {
				errs[f.Rule]++
			}
		}
	}
	t.Logf("of %d songs %d rhyme, %d keep to the tune; %v", checked, rhymes, metre, errs)
	if rhymes*100 < checked*88 || metre*100 < checked*76 {
		t.Errorf("%d and %d of %d", rhymes, metre, checked)
	}
}

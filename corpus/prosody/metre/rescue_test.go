package metre_test

import (
	"strings"
	"testing"

	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/metre"
	"shiyun/corpus/prosody/rhyme"
)

// 吹 of 野火烧欲尽，春风吹又生 makes good the great twist of the line before; a
// level tone that makes good a lone level beside it is said to do both.
func TestOneCharacterRescuesTwo(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"野火烧欲尽，雨来山又生。\n黄昏收卷起，抱日到孙城。": "prosody.rescued_both",
		"野火烧犹尽，雨来山又生。\n黄昏收卷起，抱日到孙城。": "prosody.rescued",
		"野火烧欲尽，春风吹又生。\n黄昏收卷起，抱日到孙城。": "",
	} {
		clauses, _ := clause.Read(body)
		got := ""
		for _, f := range metre.Check(clauses, rhyme.Pingshui).Findings {
			if f.Rule == metre.Rescued {
				got = f.Message.Key
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", strings.Split(body, "。")[0], got, want)
		}
	}
}

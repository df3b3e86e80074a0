package tune

import (
	"slices"
	"testing"

	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/finding"
	"shiyun/corpus/prosody/rhyme"
)

func TestEnteringTunes(t *testing.T) {
	t.Parallel()
	for name := range enteringTunes {
		if of := Find(name); of == nil || of.Names[0] != name {
			t.Errorf("no tune %s", name)
		}
	}
	const rises = "灯火照堤长，蛙鼓一声初了。人在柳边闲坐，看流萤多少。\n孙儿笑指水中星，风过碎光小。收起半篮凉意，算归时还早。"
	const enters = "灯火照堤长，蛙鼓一声初歇。人在柳边闲坐，看流萤明灭。\n孙儿笑指水中星，风过碎成雪。收起半篮凉意，算归时无月。"
	for body, wanted := range map[string]bool{rises: true, enters: false} {
		for _, book := range []rhyme.Book{rhyme.Cilin, rhyme.Xinyun} {
			clauses, _ := clause.Read(body)
			r := Check(clauses, Nearest(clauses, Find("好事近"), book), book)
			hinted := finding.Has(r.Findings, finding.Warning, EnteringRhyme)
			if hinted != (wanted && book == rhyme.Cilin) || book == rhyme.Cilin && !r.RhymeOK {
				t.Errorf("%s by %s: hinted %v, rhymes %v", body, book, hinted, r.RhymeOK)
			}
			var leads []string
			for _, f := range r.Findings {
				if f.Rule == Lead {
					leads = append(leads, f.Text)
				}
			}
			if !slices.Equal(leads, []string{"看", "算"}) {
				t.Errorf("%v lead", leads)
			}
		}
	}
}

// The five characters of regulated verse have no leading one.
func TestRegulatedClausesHaveNoLead(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"菩萨蛮", "水调歌头", "卜算子"} {
		for _, c := range Find(name).Forms[0].Clauses {
			if c.Leads() {
				t.Errorf("%s: %s", name, Write(c))
			}
		}
	}
}

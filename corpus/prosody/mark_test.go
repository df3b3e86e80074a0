package prosody_test

import (
	"strings"
	"testing"

	"shiyun/corpus/prosody"
)

// marked writes the marks of a report: the tone of each character, 韵 where it
// rhymes, and ! where it is not as the metre wants it.
func marked(r prosody.Report) string {
	var b strings.Builder
	line := 1
	for _, m := range r.Marks() {
		if m.Line != line {
			line = m.Line
			b.WriteString(" ")
		}
		b.WriteString(m.Tone.Chinese())
		if m.Rhymes {
			b.WriteString("韵")
		}
		if m.Tone&m.Want == 0 {
			b.WriteString("!")
		}
	}
	return b.String()
}

func TestMarks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, tune, body, want, skeleton string
	}{
		{"a 绝句", "", "白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。", "仄仄平平仄平平仄仄平韵 仄平平仄仄平/仄仄仄平平韵", "仄起首句不入韵"},
		{"a character that is read as it must", "", "朝辞白帝彩云间，千里江陵一日还。\n两岸猿声啼不住，轻舟已过万重山。", "平平仄仄仄平平韵平仄平平仄仄平韵 仄仄平平平仄仄平/仄平仄仄仄平平韵", "平起首句入韵"},
		{"a wrong tone", "", "白日依山尽，黄河入海流。\n欲穷千里目，更上一重楼。\n白日依山尽，黄河入海流。\n欲穷千里目，更登一层楼。", "仄仄平平仄平平仄仄平韵 仄平平仄仄平/仄仄仄平平韵 仄仄平平仄平平仄仄平韵 仄平平仄仄平/仄平!仄平平韵", "仄起首句不入韵"},
		{"a 词", "忆江南", "江南好，风景旧曾谙。\n日出江花红胜火，春来江水绿如蓝。能不忆江南。", "平平仄平仄仄平平韵 仄仄平平平仄仄平平平仄仄平平韵平仄仄平平韵", ""},
		{"modern verse", "", "我在阳台上\n种了一盆菊花", "仄仄平平仄 平/仄仄仄平仄平", ""},
		{"nothing", "", "", "", ""},
	} {
		r := prosody.Check(prosody.Poem{Body: c.body, Tune: c.tune}, prosody.Choice{})
		if got := marked(r); got != c.want || r.Skeleton() != c.skeleton {
			t.Errorf("%s: %s, %s", c.name, got, r.Skeleton())
		}
	}
}

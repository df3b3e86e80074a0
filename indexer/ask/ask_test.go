package ask_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"shiyun/corpus/fold"
	"shiyun/indexer/ask"
)

// words is an archive's own words by kind, parted by spaces.
type words map[ask.Kind]string

func (w words) Find(run string) []ask.Word {
	var found []ask.Word
	for _, kind := range []ask.Kind{ask.Author, ask.Form, ask.Tune, ask.Place, ask.Tag} {
		for name := range strings.FieldsSeq(w[kind]) {
			if fold.String(name) == run {
				found = append(found, ask.Word{Kind: kind, Name: name})
			}
		}
	}
	return found
}

func (words) Longest() int { return 10 }

func (words) HasTitle(run string) bool { return run == "题望月亭" }

var garden = words{ask.Author: "汀兰 楚凤散人 守堤人 小荷", ask.Form: "七绝 五律 词 七律", ask.Tune: "浣溪沙", ask.Place: "梧桐里 望月亭 听荷亭", ask.Tag: "抗洪 中秋 秋 雨 外婆"}

// spell writes a reading down: intent: kind=run … | text … with a star for a
// topic.
func spell(r ask.Reading) string {
	var b strings.Builder
	if r.Intent != "" {
		b.WriteString(string(r.Intent) + ": ")
	}
	var pieces []string
	for _, p := range r.Parts {
		pieces = append(pieces, string(p.Kind())+"="+p.Run)
	}
	for _, t := range r.Texts {
		if t.Topic {
			pieces = append(pieces, "*"+t.Run)
		} else {
			pieces = append(pieces, t.Run)
		}
	}
	return b.String() + strings.Join(pieces, " ")
}

func TestRead(t *testing.T) {
	t.Parallel()
	tests := []struct{ query, want string }{
		{"湖灯一点傍疏桥", ""},
		{"听荷", ""},
		{"写菊花", ""},
		{"七绝", "form=七绝"},
		{"七绝 沙湖", "form=七绝 沙湖"},
		{"七絕 沙湖", "form=七绝 沙湖"},
		{"七绝·望月亭", "form=七绝 place=望月亭"},
		{"五律 雨", "form=五律 tag=雨"},
		{"汀兰 2019", "author=汀兰 time=2019"},
		{"汀兰2019年的词", "author=汀兰 time=2019年 form=词"},
		{"2016年7月", "time=2016年7月"},
		{"秋天的七律", "time=秋天 form=七律"},
		{"守堤人的诗", "author=守堤人"},
		{"梧桐里有几首七绝", "count: place=梧桐里 form=七绝"},
		{"汀兰写过几首诗", "count: author=汀兰"},
		{"有没有写外婆的诗", "tag=外婆"},
		{"有没有寫外婆的詩呀", "tag=外婆"},
		{"关于母亲的诗", "*母亲"},
		{"写母亲的诗有哪些？", "*母亲"},
		{"讲腌菜的那首", "*腌菜"},
		{"写菊花的", "*菊花"},
		{"望月亭是谁写的？", "who: 望月亭"},
		{"《望月亭》是谁写的？", "who: 望月亭"},
		{"请问一下买藕那首诗怎么念的来着", "meaning: 买藕"},
		{"你好帮我找一下望月亭那首诗谢谢", "place=望月亭"},
		{"播放月亮请假", "月亮请假"},
		{"诗名叫掉牙", "掉牙"},
		{"湖灯一点傍疏桥的下一句", "next: 湖灯一点傍疏桥"},
		{"“湖灯一点傍疏桥”上一句是什么", "previous: 湖灯一点傍疏桥"},
		{"汀兰的听荷是哪一年写的", "when: author=汀兰 听荷"},
		{"买藕全文", "whole: 买藕"},
		{"己亥年的词", "time=己亥年 form=词"},
		{"九十年代", "time=九十年代"},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			t.Parallel()
			if got := spell(ask.Read(tt.query, garden, 2026)); got != tt.want {
				t.Errorf("%s: %q, want %q", tt.query, got, tt.want)
			}
		})
	}
}

func TestTimes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		query string
		want  ask.Span
	}{
		{"2019", ask.Span{From: 2019, To: 2019}},
		{"二〇一九年", ask.Span{From: 2019, To: 2019}},
		{"98年", ask.Span{From: 1998, To: 1998}},
		{"一九九八", ask.Span{From: 1998, To: 1998}},
		{"2016年7月", ask.Span{From: 2016, To: 2016, Months: 1 << 6}},
		{"2018到2020年", ask.Span{From: 2018, To: 2020}},
		{"去年", ask.Span{From: 2025, To: 2025}},
		{"近三年", ask.Span{From: 2023, To: 2026}},
		{"九十年代", ask.Span{From: 1990, To: 1999}},
		{"90年代", ask.Span{From: 1990, To: 1999}},
		{"民国", ask.Span{From: 1912, To: 1949}},
		{"民国二十三年", ask.Span{From: 1934, To: 1934}},
		{"己亥", ask.Span{From: 2019, To: 2019}},
	}
	for _, tt := range tests {
		r := ask.Read(tt.query, garden, 2026)
		if len(r.Parts) != 1 || r.Parts[0].Time != tt.want {
			t.Errorf("%s: %+v, want %+v", tt.query, r, tt.want)
		}
	}
}

// Whatever is asked, parts and texts stand in the query, in order and apart.
func TestReadAnything(t *testing.T) {
	t.Parallel()
	pieces := []string{"汀兰", "七绝", "2019", "年", "写", "的", "诗", "《", "》", "“", "？", " ", "谁写的", "下一句", "听", "荷", "请问", "有几首", "\U00020BB7", "a"}
	rapid.Check(t, func(rt *rapid.T) {
		q := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(rt, "pieces"), "")
		r := ask.Read(q, garden, 2026)
		last := 0
		for _, p := range r.Parts {
			if p.From < last || p.To <= p.From || p.To > utf8.RuneCountInString(q) {
				rt.Errorf("%q: part at %d to %d after %d", q, p.From, p.To, last)
			}
			last = p.To
		}
		for _, text := range r.Texts {
			if text.From < 0 || text.To <= text.From || text.To > utf8.RuneCountInString(q) || text.Run == "" {
				rt.Errorf("%q: text at %d to %d", q, text.From, text.To)
			}
		}
	})
}

package search_test

import (
	"slices"
	"testing"

	"shiyun/indexer/search"
)

func TestAnswers(t *testing.T) {
	body := "湖灯一点傍疏桥，\n石上残茶独自浇。\n唯有故人常坐处，\n月来替坐到中宵。"
	tests := []struct {
		name  string
		poems []poem
		want  []search.Answer
	}{
		{"a title quoted", []poem{{ref: "1", title: "望月亭", author: "楚凤散人", body: body}, {ref: "2", title: "次韵望月亭", author: "汀兰", body: "甲"}}, []search.Answer{{Poem: 2, To: 1}}},
		{"the longest title and the author named", []poem{{ref: "1", title: "望月", author: "楚凤散人", body: body}, {ref: "2", title: "望月亭", author: "梧叶", body: "乙"},
			{ref: "3", title: "和楚凤散人望月", author: "汀兰", body: "甲"}, {ref: "4", title: "和望月亭", author: "汀兰", body: "丙"}}, []search.Answer{{Poem: 3, To: 1}, {Poem: 4, To: 2}}},
		{"titles that say nothing", []poem{{ref: "1", title: "春日", author: "甲乙", body: "一"}, {ref: "2", title: "春日", author: "丙丁", body: "二"}, {ref: "3", title: "和春日", author: "戊己", body: "三"}}, nil},
		{"each names the other", []poem{{ref: "1", title: "向东篱老圃乞菊", author: "梧叶", body: "一"}, {ref: "2", title: "答梧叶", author: "东篱老圃", body: "二"}}, []search.Answer{{Poem: 2, To: 1}}},
		{"the author named and the rhymes kept", []poem{{ref: "1", title: "无题", author: "楚凤散人", body: body}, {ref: "2", title: "步韵呈楚凤散人", author: "汀兰", body: body + "。"}}, []search.Answer{{Poem: 2, To: 1}}},
		{"an author alone", []poem{{ref: "1", title: "秋", author: "梧叶", body: "一"}, {ref: "2", title: "寄梧叶", author: "汀兰", body: "二"}}, nil},
		{"in the other script", []poem{{ref: "1", title: "望月亭", author: "楚凤散人", body: body}, {ref: "2", title: "次韻楚鳳散人望月亭", author: "汀兰", body: "甲"}}, []search.Answer{{Poem: 2, To: 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := newArchive(t, tt.poems...).Answers(t.Context())
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("got %v (%v), want %v", got, err, tt.want)
			}
		})
	}
}

// Nobody answers a poem that is not yet written.
func TestAnswersFollowInTime(t *testing.T) {
	for name, dates := range map[string][2]string{"before": {"2019-10-12", "2020年"}, "after": {"2020年", "2019-10-12"}, "unknown": {"", "2019-10-12"}} {
		got, err := newArchive(t, poem{ref: "1", title: "望月亭", author: "楚凤散人", body: "甲", date: dates[0]},
			poem{ref: "2", title: "和望月亭", author: "汀兰", body: "乙", date: dates[1]}).Answers(t.Context())
		if err != nil || (len(got) == 1) != (name != "after") {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

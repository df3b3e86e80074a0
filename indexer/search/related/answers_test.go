package related_test

import (
	"slices"
	"testing"

	"shiyun/corpus"
	"shiyun/indexer/search/related"
	"shiyun/indexer/search/searchtest"
)

func TestAnswers(t *testing.T) {
	t.Parallel()
	body := "湖灯一点傍疏桥，\n石上残茶独自浇。\n唯有故人常坐处，\n月来替坐到中宵。"
	tests := []struct {
		name  string
		poems []corpus.Poem
		want  []related.Answer
	}{
		{"a title quoted", []corpus.Poem{searchtest.NewPoem("望月亭", "楚凤散人", body), searchtest.NewPoem("次韵望月亭", "汀兰", "甲")}, []related.Answer{{Poem: 2, To: 1}}},
		{"the longest title and the author named", []corpus.Poem{searchtest.NewPoem("望月", "楚凤散人", body), searchtest.NewPoem("望月亭", "梧叶", "乙"),
			searchtest.NewPoem("和楚凤散人望月", "汀兰", "甲"), searchtest.NewPoem("和望月亭", "汀兰", "丙")}, []related.Answer{{Poem: 3, To: 1}, {Poem: 4, To: 2}}},
		{"titles that say nothing", []corpus.Poem{searchtest.NewPoem("春日", "甲乙", "一"), searchtest.NewPoem("春日", "丙丁", "二"), searchtest.NewPoem("和春日", "戊己", "三")}, nil},
		{"each names the other", []corpus.Poem{searchtest.NewPoem("向东篱老圃乞菊", "梧叶", "一"), searchtest.NewPoem("答梧叶", "东篱老圃", "二")}, []related.Answer{{Poem: 2, To: 1}}},
		{"the author named and the rhymes kept", []corpus.Poem{searchtest.NewPoem("无题", "楚凤散人", body), searchtest.NewPoem("步韵呈楚凤散人", "汀兰", body+"。")}, []related.Answer{{Poem: 2, To: 1}}},
		{"an author alone", []corpus.Poem{searchtest.NewPoem("秋", "梧叶", "一"), searchtest.NewPoem("寄梧叶", "汀兰", "二")}, nil},
		{"a title that every other poem has", []corpus.Poem{searchtest.NewPoem("次韵", "楚凤散人", "一"), searchtest.NewPoem("次韵望月亭", "汀兰", "二"), searchtest.NewPoem("次韵答客", "梧叶", "三")}, nil},
		{"a kind of poem is no title", []corpus.Poem{searchtest.NewPoem("绝句", "楚凤散人", "一"), searchtest.NewPoem("和绝句", "汀兰", "二"), searchtest.NewPoem("赠别", "楚凤散人", "三"), searchtest.NewPoem("赠别李十", "汀兰", "四")}, nil},
		{"a kind of poem with its author", []corpus.Poem{searchtest.NewPoem("绝句", "楚凤散人", "一"), searchtest.NewPoem("绝句", "梧叶", "二"), searchtest.NewPoem("和楚凤散人绝句", "汀兰", "三")}, []related.Answer{{Poem: 3, To: 1}}},
		{"an author who is not in the archive", []corpus.Poem{searchtest.NewPoem("望月亭", "楚凤散人", "一"), searchtest.NewPoem("次韵子由望月亭", "汀兰", "二")}, nil},
		{"another author than the one named", []corpus.Poem{searchtest.NewPoem("望月亭", "楚凤散人", "一"), searchtest.NewPoem("秋", "梧叶", "二"), searchtest.NewPoem("和梧叶望月亭", "汀兰", "三")}, nil},
		{"sent to whom the title does not name", []corpus.Poem{searchtest.NewPoem("望月亭", "楚凤散人", "一"), searchtest.NewPoem("寄望月亭诸友", "汀兰", "二")}, nil},
		{"an answer to an answer", []corpus.Poem{searchtest.NewPoem("望月亭", "楚凤散人", "一"), searchtest.NewPoem("次韵望月亭", "汀兰", "二"), searchtest.NewPoem("再次韵望月亭", "石上松", "三")}, []related.Answer{{Poem: 2, To: 1}, {Poem: 3, To: 1}}},
		{"in the other script", []corpus.Poem{searchtest.NewPoem("望月亭", "楚凤散人", body), searchtest.NewPoem("次韻楚鳳散人望月亭", "汀兰", "甲")}, []related.Answer{{Poem: 2, To: 1}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := related.Answers(t.Context(), searchtest.NewArchive(tt.poems...).Texts())
			if err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("got %v (%v), want %v", got, err, tt.want)
			}
		})
	}
}

func dated(p corpus.Poem, date string) corpus.Poem {
	p.Date = corpus.ParseDate(date)
	return p
}

// No poem answers one that is not yet written.
func TestAnswersFollowInTime(t *testing.T) {
	t.Parallel()
	for name, dates := range map[string][2]string{"before": {"2019-10-12", "2020年"}, "after": {"2020年", "2019-10-12"}, "unknown": {"", "2019-10-12"}} {
		got, err := related.Answers(t.Context(), searchtest.NewArchive(dated(searchtest.NewPoem("望月亭", "楚凤散人", "甲"), dates[0]),
			dated(searchtest.NewPoem("和望月亭", "汀兰", "乙"), dates[1])).Texts())
		if err != nil || (len(got) == 1) != (name != "after") {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}

package search_test

import (
	"slices"
	"strings"
	"testing"

	"shiyun/indexer/search"
)

// TestCraft asks for poems by their rhymes, by how they open and by the tones of
// their lines.
func TestCraft(t *testing.T) {
	a := newArchive(t,
		poem{ref: "qin", title: "夜巡", author: "桥头老吴", body: "雨透衣裳重，泥深步步沉。\n俯身听坝脚，如守病儿衾。", form: "五绝"},
		poem{ref: "yang", title: "曬被", author: "桥头老吴", body: "曬被樓頭早，棉花漸漸香。\n黃昏收卷起，抱日到孫床。", form: "五绝"},
		poem{ref: "xiao", title: "望月亭", author: "楚凤散人", body: "湖灯一点傍疏桥，\n石上残茶独自浇。\n唯有故人常坐处，\n月来替坐到中宵。", form: "七绝"},
		poem{ref: "ge", title: "冬泳", author: "汀兰", body: "沙湖好，冬泳老翁多。\n白发一排浮水面，野凫错认是同科。相让半湾波。", form: "词", tune: "忆江南"},
		poem{ref: "free", title: "菊", author: "汀兰", body: "我在阳台上种了一盆菊花\n它开的时候", form: "新诗"},
	)
	for query, want := range map[string]string{
		"韵:十二侵": "qin", "韵:侵": "qin", "韻:陽": "yang", "韵部:阳": "yang", "韵:七阳": "yang", "押韵:香": "yang", "韵:霜": "yang",
		"韵:萧": "xiao", "韵:第九部": "ge", "韵:多": "ge", "韵:一东": "", "韵:": "", "韵:无此": "",
		"调:平起首句入韵": "xiao", "調:仄起": "qin yang", "调:仄起 汀兰": "", "-调:仄起 韵:侵": "",
		"平仄:仄仄仄平平": "ge qin yang", "平平仄仄仄平平": "xiao", "平仄:中仄中平平仄平": "", "平平平平平平": "", "韵:阳 棉花": "yang", "韵:侵 OR 韵:阳": "qin yang",
		"词牌:望江南": "ge",
	} {
		var got []string
		for _, h := range a.search(search.Request{Query: query}).Hits {
			got = append(got, h.Ref)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", query, got, want)
		}
	}

	facets := a.search(search.Request{Query: "体:五绝"}).Facets
	if got := facets.Rhyme; len(got) != 2 || got[0] != (search.FacetValue{Value: "七阳", Count: 1}) || got[1] != (search.FacetValue{Value: "十二侵", Count: 1}) {
		t.Errorf("rhymes of the facet: %v", got)
	}
	if got := facets.Skeleton; len(got) != 1 || got[0] != (search.FacetValue{Value: "仄起首句不入韵", Count: 2}) {
		t.Errorf("skeletons of the facet: %v", got)
	}
}

package pinyin_test

import (
	"slices"
	"strings"
	"testing"

	"shiyun/corpus/pinyin"
)

func TestReadings(t *testing.T) {
	tests := []struct {
		r    rune
		want string
	}{{'长', "zhang chang"}, {'绿', "lv lu"}, {'月', "yue"}, {'a', ""}}
	for _, tt := range tests {
		for _, want := range strings.Fields(tt.want) {
			if !slices.Contains(pinyin.Readings(tt.r), pinyin.Syllable(want)) {
				t.Errorf("%c is read %v, want %s among them", tt.r, pinyin.Readings(tt.r), want)
			}
		}
		if tt.want == "" && len(pinyin.Readings(tt.r)) > 0 {
			t.Errorf("%c is read %v", tt.r, pinyin.Readings(tt.r))
		}
	}
}

func TestAlike(t *testing.T) {
	tests := []struct {
		a, b  pinyin.Syllable
		alike bool
	}{
		{"nan", "lan", true}, {"zhi", "zi", true}, {"chun", "cun", true}, {"shan", "san", true},
		{"xin", "xing", true}, {"ren", "reng", true}, {"sheng", "sen", true}, {"yue", "yue", true},
		{"yue", "ri", false}, {"feng", "hua", false}, {"lan", "lang", false}, {"fu", "hu", false},
	}
	for _, tt := range tests {
		if got := slices.Contains(pinyin.Alike(tt.a), tt.b); got != tt.alike {
			t.Errorf("%s and %s: %v, want %v", tt.a, tt.b, got, tt.alike)
		}
	}
}

func TestParse(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"run together", "chuangqianmingyueguang", "chuang qian ming yue guang"},
		{"with spaces", "chuang qian ming yue guang", "chuang qian ming yue guang"},
		{"with tones", "chuáng qián míng yuè guāng", "chuang qian ming yue guang"},
		{"with digits", "chuang2 qian2", "chuang qian"},
		{"ü", "lv se", "lv se"},
		{"ü written u:", "lu:se", "lv se"},
		{"apostrophe", "xi'an", "xi an"},
		{"ambiguous, fewest syllables first", "xian", "xian"},
		{"capitals", "MingYue", "ming yue"},
		{"initials are no syllables", "cqmyg", ""},
		{"Han is not pinyin", "ming月", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if groups, ok := pinyin.Letters(tt.in); ok {
				if ways := pinyin.Parse(groups); len(ways) > 0 {
					var s []string
					for _, syllable := range ways[0] {
						s = append(s, string(syllable))
					}
					got = strings.Join(s, " ")
				}
			}
			if got != tt.want {
				t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	f.Add("xianxianxianxianxianxianxian")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 200 {
			return
		}
		if groups, ok := pinyin.Letters(text); ok && len(pinyin.Parse(groups)) > 6 {
			t.Errorf("%q: too many ways", text)
		}
	})
}

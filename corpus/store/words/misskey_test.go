package words_test

import (
	"strings"
	"testing"

	"shiyun/corpus/fold"
	"shiyun/corpus/store/words"
)

func TestMissKey(t *testing.T) {
	tests := []struct{ name, query, want string }{
		{"a word", "东篱角", "东篱角"},
		{"spellings of one thing", "東籬角！", "东篱角"},
		{"words", "明月　清风", "明月 清风"},
		{"pinyin", "chu feng", "chu feng"},
		{"a year", "年:2019..2023 龙", "年 2019 2023 龙"},
		{"a couplet", "床前明月光，疑是地上霜。", "床前明月光 疑是地上霜"},
		{"a position", "花@3", "花 3"},
		{"telephone", "13971234567", ""},
		{"telephone with gaps", "找 139-7123 4567 的诗", ""},
		{"telephone in Chinese digits", "一三九七一二三四五六七", ""},
		{"telephone in wide digits", "１３９７１２３４５６７", ""},
		{"mail", "wang@example.com", ""},
		{"address", "https://example.com/a", ""},
		{"long", strings.Repeat("山高水长", 11), ""},
		{"a pasted text", "湖灯一点傍疏桥，石上残茶独自浇。唯有故人常坐处，", ""},
		{"lines", "床前明月光\n疑是地上霜", ""},
		{"nothing", " ，。", ""},
		{"broken bytes", "明\xff月", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, ok := words.MissKey(tt.query); got != tt.want || ok != (tt.want != "") {
				t.Errorf("MissKey(%q) = %q, %v; want %q", tt.query, got, ok, tt.want)
			}
		})
	}
}

func FuzzMissKey(f *testing.F) {
	f.Add("东篱角 -雨")
	f.Add("\x00\xff139 7123 4567")
	f.Fuzz(func(t *testing.T, query string) {
		key, ok := words.MissKey(query)
		if ok != (key != "") || len([]rune(key)) > 2*40 || strings.ReplaceAll(key, " ", "") != fold.String(key) {
			t.Errorf("MissKey(%q) = %q, %v", query, key, ok)
		}
	})
}

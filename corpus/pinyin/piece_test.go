package pinyin_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"shiyun/corpus/pinyin"
)

// shown writes a way out: a whole syllable as it is, one only begun with a dash,
// a misspelt one with a question mark, a lost one as a star.
func shown(way []pinyin.Piece) string {
	var list []string
	for _, p := range way {
		list = append(list, p.Letters+[]string{"", "-", "?", "*"}[p.Kind])
	}
	return strings.Join(list, " ")
}

func TestPiecesOfHurriedPinyin(t *testing.T) {
	tests := []struct {
		name string
		cut  func([]string) [][]pinyin.Piece
		in   string
		want string // one of the ways; "" for none at all
	}{
		{"the last syllable only begun", pinyin.Shortened, "hu deng yi d", "hu deng yi d-"},
		{"run together", pinyin.Shortened, "hudengyidia", "hu deng yi dia-"},
		{"initials among syllables", pinyin.Shortened, "hdengydian", "h- deng y- dian-"},
		{"of two letters", pinyin.Shortened, "shisccdzh", "shi s- c- c- d- zh-"},
		{"initials alone", pinyin.Shortened, "hdydbsq", ""},
		{"a syllable whole may be the beginning of another", pinyin.Shortened, "ming xia", "ming xia-"},
		{"one letter wrong", pinyin.Mistyped, "hudengyadian", "hu deng ya? dian"},
		{"one letter wrong in a syllable by itself", pinyin.Mistyped, "hu demg yi", "hu demg? yi"},
		{"one missing", pinyin.Mistyped, "hu deg yi dian", "hu deg? yi dian"},
		{"one too many", pinyin.Mistyped, "hudenggyidian", "hu dengg? yi dian"},
		{"two the wrong way round", pinyin.Mistyped, "hudnegyidian", "hu dneg? yi dian"},
		{"too little beside it", pinyin.Mistyped, "hu dneg", ""},
		{"a syllable nobody knows", pinyin.Forgotten, "hudengqqqyidian", "hu deng * yi dian"},
		{"one left out", pinyin.Forgotten, "hu deng yi dian", "hu * deng yi dian"},
		{"two run into each other", pinyin.Forgotten, "hudengydiianbangshuqiao", "hu deng * * bang shu qiao"},
		{"too little beside it", pinyin.Forgotten, "hudengqqqyi", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			groups, ok := pinyin.Letters(tt.in)
			if !ok {
				t.Fatal("no pinyin")
			}
			var got []string
			for _, way := range tt.cut(groups) {
				got = append(got, shown(way))
			}
			if tt.want == "" && len(got) > 0 || tt.want != "" && !slices.Contains(got, tt.want) {
				t.Errorf("%s: %q, want %q among them", tt.in, got, tt.want)
			}
		})
	}
}

// Whatever the letters, their pieces are bounded, and the letters of each way
// are those typed.
func TestPiecesOfAnyLetters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,30}`), 1, 4).Draw(t, "groups")
		for _, way := range pinyin.Shortened(groups) {
			joined := ""
			for _, p := range way {
				joined += p.Letters
			}
			if joined != strings.Join(groups, "") {
				t.Fatalf("%q: %s", groups, shown(way))
			}
		}
		for _, ways := range [][][]pinyin.Piece{pinyin.Mistyped(groups), pinyin.Forgotten(groups)} {
			if len(ways) > 200 {
				t.Fatalf("%q: %d ways", groups, len(ways))
			}
		}
	})
}

package pinyin_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"shiyun/corpus/pinyin"
)

func TestReadKnowsTheWordsAround(t *testing.T) {
	for text, want := range map[string]string{
		"长安":    "cháng ān",
		"重阳":    "chóng yáng",
		"朝辞白帝":  "zhāo cí bái dì",
		"草长莺飞":  "cǎo zhǎng yīng fēi",
		"草長鶯飛":  "cǎo zhǎng yīng fēi",
		"白髮":    "bái fà",
		"少年":    "shào nián",
		"三更":    "sān gēng",
		"参差":    "cēn cī",
		"楚凤散人":  "chǔ fèng sǎn rén",
		"一行白鹭":  "yī xíng bái lù",
		"两行雁字":  "liǎng háng yàn zì",
		"朝朝暮暮":  "zhāo zhāo mù mù",
		"春，A𠮷。": "chūn    ",
	} {
		var got []string
		for _, s := range pinyin.Read(text) {
			got = append(got, s.Text)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s is read %q, want %q", text, g, want)
		}
	}
}

func TestReadSaysWhereItIsNotSure(t *testing.T) {
	for text, want := range map[string]bool{"亭": true, "长": false, "长大": true, "还": false} {
		if got := pinyin.Read(text)[0].Sure; got != want {
			t.Errorf("%s: sure %v, want %v", text, got, want)
		}
	}
}

// Whatever the text, each code point has one sound, and a sound is one of its
// readings.
func TestReadAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("朝长重还行乐少髮參差，")))).Draw(t, "text")
		sounds := pinyin.Read(text)
		if len(sounds) != utf8.RuneCountInString(text) {
			t.Fatalf("%d sounds for %d characters", len(sounds), utf8.RuneCountInString(text))
		}
		for i, r := range []rune(text) {
			readings := strings.Join(pinyin.Marked(r), ",")
			if !strings.Contains(","+readings+",", ","+sounds[i].Text+",") {
				t.Fatalf("%c is read %q, not one of %s", r, sounds[i].Text, readings)
			}
		}
	})
}

// Each reading of the table is one the dictionary knows: another would be
// passed over without a word.
func TestEveryPhraseTakesEffect(t *testing.T) {
	for _, p := range pinyin.Phrases() {
		for i, r := range []rune(p.Word) {
			if got := pinyin.Read(p.Word)[i].Text; r == p.Character && got != p.Reading {
				t.Errorf("%c in %s is read %s, want %s", r, p.Word, got, p.Reading)
			}
		}
	}
}

func TestRare(t *testing.T) {
	for r, want := range map[rune]bool{'春': false, '龍': false, '亭': false, '蘅': true, '龘': true, '𠮷': true, '㑇': true, 'A': false, '，': false} {
		if got := pinyin.Rare(r); got != want {
			t.Errorf("%c: rare %v, want %v", r, got, want)
		}
	}
}

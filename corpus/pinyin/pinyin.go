// Package pinyin gives the readings that lists are ordered by, that searches by
// sound compare, and that stand over verse. For lists it knows surnames whose
// reading differs from the character's usual one; over verse (Read) it goes by
// the words around a character, and says where they do not settle it.
package pinyin

import (
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// surnames are read otherwise than the same character elsewhere.
var surnames = map[rune]string{
	'曾': "zeng", '单': "shan", '單': "shan", '解': "xie", '仇': "qiu", '查': "zha", '翟': "zhai",
	'区': "ou", '區': "ou", '朴': "piao", '乐': "yue", '樂': "yue", '缪': "miao", '繆': "miao",
	'盖': "ge", '蓋': "ge", '任': "ren", '华': "hua", '尉': "wei", '长': "zhang", '覃': "qin",
	'沈': "shen", '秘': "bi", '召': "shao", '晁': "chao", '车': "che", '祭': "zhai", '折': "she",
}

var compoundSurnames = map[string]string{"尉迟": "yuchi", "尉遲": "yuchi", "长孙": "zhangsun", "長孫": "zhangsun", "万俟": "moqi", "澹台": "tantai"}

// SortKey is the key a name is filed under: toneless pinyin, syllables parted
// by spaces, other letters lower-cased, so that "李白" comes before "李商隐".
func SortKey(name string) string {
	var syllables []string
	runes := []rune(strings.ToLower(strings.TrimSpace(name)))
	if len(runes) > 2 {
		if s, ok := compoundSurnames[string(runes[:2])]; ok {
			syllables, runes = append(syllables, s), runes[2:]
		}
	}
	args := pinyin.NewArgs()
	for i, r := range runes {
		if s, ok := surnames[r]; ok && i == 0 && len(syllables) == 0 {
			syllables = append(syllables, s)
		} else if readings := pinyin.SinglePinyin(r, args); len(readings) > 0 {
			syllables = append(syllables, readings[0])
		} else {
			syllables = append(syllables, string(r))
		}
	}
	return strings.Join(syllables, " ")
}

// NameInitials are the letters that the syllables of a folded name begin with,
// its family name read as one; "" where one of them has no reading.
func NameInitials(name string) string {
	letters := make([]byte, 0, len(name)/len("名"))
	_, n := utf8.DecodeRuneInString(name)
	_, m := utf8.DecodeRuneInString(name[n:])
	compound := compoundSurnames[name[:n+m]]
	for i, r := range name {
		readings := Readings(r)
		switch {
		case i == 0 && compound != "":
			letters = append(letters, compound[0])
		case i == 0 && surnames[r] != "":
			letters = append(letters, surnames[r][0])
		case len(readings) > 0:
			letters = append(letters, readings[0].Letter())
		default:
			return ""
		}
	}
	return string(letters)
}

// Initial is the letter of the alphabet a sort key is filed under, "#" for a
// name that begins with no letter.
func Initial(sortKey string) string {
	if sortKey == "" || sortKey[0] < 'a' || sortKey[0] > 'z' {
		return "#"
	}
	return strings.ToUpper(sortKey[:1])
}

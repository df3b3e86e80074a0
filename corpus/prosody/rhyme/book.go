package rhyme

import "strings"

// heads are the names of the groups of 平水韵 by their numbers, tone by tone.
var heads = [...]string{
	"东冬江支微鱼虞齐佳灰真文元寒删",
	"先萧肴豪歌麻阳庚青蒸尤侵覃盐咸",
	"董肿讲纸尾语麌荠蟹贿轸吻阮旱潸铣筱巧皓哿马养梗迥有寝感俭豏",
	"送宋绛寘未御遇霁泰卦队震问愿翰谏霰啸效号个祃漾敬径宥沁勘艳陷",
	"屋沃觉质物月曷黠屑药陌锡职缉合叶洽",
}

var modernHeads = map[Book][]rune{
	Xinyun:  []rune("麻波皆开微豪尤寒文唐庚齐支姑"),
	Tongyun: []rune("啊喔鹅衣乌迂哀欸熬欧安恩昂英雍儿"),
}

// numerals count the groups of a tone.
var numerals = func() []string {
	digits := strings.Split("一二三四五六七八九", "")
	all := append([]string{}, digits...)
	for _, tens := range []string{"十", "二十", "三十"} {
		all = append(all, tens)
		for _, digit := range digits {
			all = append(all, tens+digit)
		}
	}
	return all
}()

// levelGroups are the groups of 平水韵 that are level: 1 to 30.
const levelGroups = 30

// groups are how many groups each book has.
var groups = [...]int{106, 19, 14, 16}

// Tone returns the tone of a rhyme.
func (b Book) Tone(rhyme int) Tone {
	if b == Pingshui && rhyme < levelGroups || b != Pingshui && rhyme%2 == 0 {
		return Level
	}
	return Oblique
}

// masks are the rhymes of each book and tone.
var masks = func() (m [4][Either]Set) {
	for _, b := range Books() {
		most := groups[b]
		if b != Pingshui {
			most *= 2
		}
		for rhyme := range most {
			t := b.Tone(rhyme)
			m[b][t] = m[b][t].Or(Of(rhyme))
		}
	}
	return m
}()

// Tones returns the tones of a set of rhymes.
func (b Book) Tones(s Set) (t Tone) {
	for _, tone := range []Tone{Level, Oblique} {
		if !s.And(masks[b][tone]).IsEmpty() {
			t |= tone
		}
	}
	return t
}

// Of returns the rhymes of a set that have one of the tones.
func (b Book) Of(s Set, tones Tone) (of Set) {
	for _, tone := range []Tone{Level, Oblique} {
		if tones&tone != 0 {
			of = of.Or(s.And(masks[b][tone]))
		}
	}
	return of
}

// Name returns the name of a rhyme: 一东 of 平水韵, 第一部平声 of 词林正韵,
// 一麻 of the modern books, whose groups have one name in both tones. Of -1 it is
// "".
func (b Book) Name(rhyme int) string {
	if rhyme < 0 {
		return "" // of no rhyme
	}
	switch b {
	case Pingshui:
		for _, tone := range heads {
			names := []rune(tone)
			if rhyme < len(names) {
				return numerals[rhyme] + string(names[rhyme])
			}
			rhyme -= len(names)
		}
		return ""
	case Cilin:
		part := "第" + numerals[rhyme/2] + "部"
		if rhyme/2 >= 14 {
			return part + "入声"
		}
		return part + b.Tone(rhyme).Chinese() + "声"
	}
	return numerals[rhyme/2] + string(modernHeads[b][rhyme/2])
}

// BothTones returns s with, of each group of 词林正韵 or of a modern book, the
// rhyme of its other tone: what rhymes where level and oblique go together.
func (b Book) BothTones(s Set) Set {
	if b == Pingshui {
		return s
	}
	const even, odd = 0x5555555555555555, 0xAAAAAAAAAAAAAAAA
	return Set{s[0] | s[0]&even<<1 | s[0]&odd>>1, s[1] | s[1]&even<<1 | s[1]&odd>>1}
}

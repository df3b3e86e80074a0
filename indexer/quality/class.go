// Package quality measures search as the people of the neighbourhood would:
// by searches of people who half remember a poem. Cases come in classes, such
// as a line with one homophone in it. Some are written by hand over the sample
// archive, in text files a curator can edit; the others are made from any
// archive with a fixed seed. A case knows what is right by reading all the
// texts, never by asking the index.
package quality

import "slices"

// Class is a way in which people half remember, or one thing the query
// language promises.
type Class struct {
	Name string
	// Heading names the class in the files of hand-made cases.
	Heading string
	make    maker
}

// Classes returns every class in the order of reports.
func Classes() []Class { return slices.Clone(classes) }

var classes = []Class{
	{"whole line", "整句", (*generator).wholeLine},
	{"fragment", "片段", (*generator).fragment},
	{"quoted, 1 character", "引号一字", (*generator).quotedCharacter},
	{"quoted, 2 characters", "引号两字", (*generator).quotedPair},
	{"simplified for traditional", "以简找繁", (*generator).simplified},
	{"traditional for simplified", "以繁找简", (*generator).traditional},
	{"one homophone", "一个同音字", (*generator).oneHomophone},
	{"two homophones", "两个同音字", (*generator).twoHomophones},
	{"one wrong", "错一字", (*generator).oneWrong},
	{"one missing", "漏一字", (*generator).oneMissing},
	{"one added", "多一字", (*generator).oneAdded},
	{"two swapped", "两字颠倒", (*generator).twoSwapped},
	{"words out of order", "字序颠倒", (*generator).disordered},
	{"couplet reversed", "上下句颠倒", (*generator).reversed},
	{"across a line break", "跨行", (*generator).acrossBreak},
	{"pinyin", "拼音", (*generator).pinyin},
	{"hurried pinyin", "潦草的拼音", (*generator).hurried},
	{"half typed", "字和拼音", (*generator).halfTyped},
	{"initials of two lines", "两句首字母", (*generator).initials},
	{"author and word", "作者加词", (*generator).authorAndWord},
	{"author and line", "作者加句", (*generator).attributed},
	{"line asked about", "问句", (*generator).asked},
	{"two words", "两个词", (*generator).twoWords},
	{"part of the title", "题目片段", (*generator).partOfTitle},
	{"wildcard", "通配符", (*generator).wildcard},
	{"place in a clause", "第几字", (*generator).placed},
	{"author field", "作者栏", (*generator).authorField},
	{"exclusion", "排除", (*generator).exclusion},
	{"pasted poem", "粘贴全诗", (*generator).pasted},
	{"Kangxi radicals", "康熙部首", (*generator).kangxi},
	{"Wuhan mergers", "武汉口音", (*generator).wuhan},
	{"1 character", "一个字", (*generator).bareCharacter},
	{"2 characters", "两个字", (*generator).barePair},
}

func classByHeading(heading string) (Class, bool) {
	i := slices.IndexFunc(classes, func(c Class) bool { return c.Heading == heading })
	if i < 0 {
		return Class{}, false
	}
	return classes[i], true
}

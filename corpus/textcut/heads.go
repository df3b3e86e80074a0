package textcut

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/intake"
)

// head is what a labelled line says: 作者：晚晴, title: 雪, 【体裁】新诗.
type head struct {
	field intake.Field // FieldNone where the archive has no use for the label
	name  string       // the label as it is written
	value string       // what stands after it
	list  []string     // in place of value, where front matter gives a list
	front bool         // of front matter
}

var (
	bracketHead = regexp.MustCompile(`^[\s\x{3000}]*[【\[〔［]\s*([^【】\[\]〔〕［］:：]{1,16}?)\s*[】\]〕］]\s*[:：]?[\s\x{3000}]*(.*)$`)
	colonHead   = regexp.MustCompile(`^[\s\x{3000}]*([^:：=，。；？！、“”"《》]{1,16}?(?:[（(][^（）()]{1,8}[）)])?)[\s\x{3000}]*[:：][\s\x{3000}]*(.*)$`)
	otherLabel  = regexp.MustCompile(`^(?:[\p{Han}/（）()\s]{2,10}|[A-Za-z_ -]{2,16})$`)
)

// readHead reads a labelled line. Labels that the archive has no use for are
// read too; only beside known ones do they count.
func readHead(text string) *head {
	if len(text) > maxLook || coupletWord.MatchString(text) {
		return nil
	}
	for _, pattern := range []*regexp.Regexp{bracketHead, colonHead} {
		m := pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		h := &head{field: intake.FieldNamed(m[1]), name: strings.TrimSpace(m[1]), value: strings.TrimSpace(m[2])}
		if h.field != intake.FieldNone || otherLabel.MatchString(h.name) {
			return h
		}
	}
	return nil
}

// opensSection reports whether the text of the field may stand in the lines
// after its label.
func (h *head) opensSection() bool {
	return h.value == "" && (h.field == intake.FieldBody || h.field == intake.FieldNote || h.field == intake.FieldPreface)
}

// personal reports whether the line is of whoever wrote the poem or sent it
// in, which no verse is taken for.
func (h *head) personal() bool {
	return h.field == intake.FieldPrivate || h.field == intake.FieldAuthor && isBriefly(h.value)
}

// isBriefly reports whether a value is as short as a name.
func isBriefly(value string) bool {
	return value != "" && utf8.RuneCountInString(value) <= 16 && !strings.ContainsFunc(value, unicode.IsControl)
}

// readHeads finds the labelled lines that are a poem's head or stand below
// it, and leaves alone those of its verse: a line of dialogue, 时间：晚上七点.
func readHeads(lines []Line) {
	read := make([]*head, len(lines))
	for i := range lines {
		if lines[i].head == nil && !lines[i].Blank() {
			read[i] = readHead(lines[i].Text)
		}
	}
	for first := 0; first < len(lines); first++ {
		if read[first] == nil || read[first].field == intake.FieldNone {
			continue
		}
		last := blockEnd(lines, read, first)
		for i := first; i <= last; i++ {
			if read[i] != nil && isHeadBlock(lines, read, first, last, i) {
				lines[i].head = read[i]
				lines[i].Heading = lines[i].Heading && read[i].field == intake.FieldTitle
			}
		}
		takeNextLine(lines, read, first, last)
		first = last
	}
}

// blockEnd is the last line of the labelled lines that begin at first. An
// unknown label right above verse is a line of dialogue.
func blockEnd(lines []Line, read []*head, first int) int {
	last := first + labelledRun(lines, read, first)
	for last > first && (read[last] == nil || read[last].field == intake.FieldNone && versesBelow(lines, read, last)) {
		last--
	}
	return last
}

// labelledRun counts the lines after first that are labelled as well. One
// empty line may stand between two of them.
func labelledRun(lines []Line, read []*head, first int) int {
	if read[first].opensSection() {
		return 0
	}
	last, blanks := first, 0
	for i := first + 1; i < len(lines) && blanks < 2; i++ {
		h := read[i]
		switch {
		case lines[i].Parts:
			return last - first
		case lines[i].Blank():
			blanks++
			continue
		case h == nil, last > first && h.field == intake.FieldTitle && titleStands(read, first, last):
			return last - first
		case blanks > 0 && (h.field == intake.FieldNone || !h.personal() && h.field != intake.FieldTitle && versesBelow(lines, read, i)):
			return last - first
		}
		if last, blanks = i, 0; h.opensSection() {
			break
		}
	}
	return last - first
}

// versesBelow reports whether a line without a label stands right below line
// i.
func versesBelow(lines []Line, read []*head, i int) bool {
	return i+1 < len(lines) && !lines[i+1].Blank() && !lines[i+1].Parts && read[i+1] == nil
}

func titleStands(read []*head, first, last int) bool {
	for _, h := range read[first : last+1] {
		if h != nil && h.field == intake.FieldTitle {
			return true
		}
	}
	return false
}

// isHeadBlock reports whether line i of the block from first to last says
// something of a poem. Several labels, or that of a title, say so where they
// stand together at an edge; a single one may be verse.
func isHeadBlock(lines []Line, read []*head, first, last, i int) bool {
	known := 0
	for _, h := range read[first : last+1] {
		if h != nil && h.field != intake.FieldNone {
			known++
		}
	}
	top, bottom := atTop(lines, first), atBottom(lines, last)
	h := read[i]
	switch {
	case h.field == intake.FieldNote || h.field == intake.FieldPreface:
		return h.opensSection() || top || blankBefore(lines, i) || known > 1
	case titleStands(read, first, last):
		return top || blankBefore(lines, first) || known > 1
	case known > 1:
		return top || bottom
	case h.field == intake.FieldPrivate:
		return true
	case h.personal():
		return top || bottom
	case h.field == intake.FieldBody && h.value == "":
		return underHead(lines, first)
	}
	if h.field == intake.FieldBody || h.value == "" || h.field == intake.FieldDate && !dateLine.MatchString(h.value) {
		return false
	}
	return bottom || top && !(blankBefore(lines, i) && versesBelow(lines, read, i))
}

// atTop reports whether nothing but a title stands between line i and where a
// poem may begin.
func atTop(lines []Line, i int) bool {
	above := 0
	for k := i - 1; k >= 0; k-- {
		switch {
		case lines[k].Parts || lines[k].Heading:
			return true
		case lines[k].Blank():
			if above > 0 {
				return isShort(lines[k+1].Text)
			}
		default:
			if above++; above > 1 {
				return false
			}
		}
	}
	return above == 0 || isShort(lines[firstFilled(lines)].Text)
}

func isShort(text string) bool {
	return utf8.RuneCountInString(strings.TrimSpace(text)) <= 30
}

func firstFilled(lines []Line) int {
	for i := range lines {
		if !lines[i].Blank() {
			return i
		}
	}
	return 0
}

// atBottom reports whether a poem may end with line i.
func atBottom(lines []Line, i int) bool {
	for k := i + 1; k < len(lines); k++ {
		switch {
		case lines[k].Parts || lines[k].Heading:
			return true
		case !lines[k].Blank():
			return k-i > 2 || strings.HasPrefix(strings.TrimSpace(lines[k].Text), "《")
		}
	}
	return true
}

func blankBefore(lines []Line, i int) bool {
	return i == 0 || lines[i-1].Blank() || lines[i-1].Parts || lines[i-1].Heading
}

// underHead reports whether a labelled line stands above line i.
func underHead(lines []Line, i int) bool {
	for k := i - 1; k >= 0; k-- {
		if !lines[k].Blank() {
			return lines[k].head != nil || lines[k].Heading || k == firstFilled(lines)
		}
	}
	return true
}

// takeNextLine gives a label that stands alone the line below it, where that
// has no label of its own: forms are filled in so.
func takeNextLine(lines []Line, read []*head, first, last int) {
	for i := first; i <= last; i++ {
		h := lines[i].head
		if h == nil || h.value != "" || h.field == intake.FieldNone || h.opensSection() || h.front {
			continue
		}
		for k := i + 1; k < len(lines) && k <= i+2; k++ {
			if lines[k].Blank() {
				continue
			}
			if read[k] == nil && isShort(lines[k].Text) && (h.field == intake.FieldTitle || h.field == intake.FieldAuthor || h.field == intake.FieldPrivate) {
				lines[k].head = &head{field: h.field, name: h.name, value: strings.TrimSpace(lines[k].Text)}
				h.field = intake.FieldNone
			}
			break
		}
	}
}

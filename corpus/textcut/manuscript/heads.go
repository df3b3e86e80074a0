package manuscript

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/intake"
	"shiyun/corpus/verse"
)

// Head is what a labelled line says: 作者：晚晴, title: 雪, 【体裁】新诗.
type Head struct {
	Field   intake.Field // FieldNone where the archive has no use for the label
	Name    string       // the label as it is written
	Value   string       // what stands after it
	List    []string     // in place of value, where front matter gives a list
	Front   bool         // of front matter
	Answers bool         // introduces a poem that answers the one above
}

// Filled reports whether anything stands behind the label.
func (h *Head) Filled() bool { return h.Value != "" || h.List != nil }

// Label is what the labelled line is. What the archive has a field for that no
// other label stands for is labelled so.
func (h *Head) Label() byte {
	if !h.Filled() {
		return LabelDropped
	}
	switch h.Field {
	case intake.FieldTitle:
		return LabelTitle
	case intake.FieldAuthor:
		return LabelAuthor
	case intake.FieldDate:
		return LabelDate
	case intake.FieldPreface:
		return LabelPreface
	case intake.FieldNote:
		return LabelNote
	case intake.FieldBody:
		return LabelBody
	case intake.FieldNone:
		return LabelDropped
	}
	return LabelHead
}

var (
	bracketHead = regexp.MustCompile(`^[\s\x{3000}]*[【\[〔［]\s*([^【】\[\]〔〕［］:：]{1,16}?)\s*[】\]〕］]\s*[:：]?[\s\x{3000}]*(.*)$`)
	colonHead   = regexp.MustCompile(`^[\s\x{3000}]*([^:：=，。；？！、“”"《》]{1,16}?(?:[（(][^（）()]{1,8}[）)])?)[\s\x{3000}]*[:：][\s\x{3000}]*(.*)$`)
	otherLabel  = regexp.MustCompile(`^(?:[\p{Han}/（）()\s]{2,10}|[A-Za-z_ -]{2,16})$`)
)

// readHead reads a labelled line. Labels that the archive has no use for are
// read too; only beside known ones do they count.
func readHead(text string) *Head {
	if len(text) > MaxLook || CoupletWord.MatchString(text) {
		return nil
	}
	for _, pattern := range []*regexp.Regexp{bracketHead, colonHead} {
		m := pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		h := &Head{Field: intake.FieldNamed(m[1]), Name: strings.TrimSpace(m[1]), Value: strings.TrimSpace(m[2])}
		if h.Field != intake.FieldNone || otherLabel.MatchString(h.Name) {
			return h
		}
	}
	return nil
}

// labelWithin finds the labels within a line, each after some space.
var labelWithin = regexp.MustCompile(`(?:^|[\s\x{3000};；|，,]+)([\p{Han}A-Za-z]{2,8})[\s\x{3000}]*[:：]`)

// SplitHeads gives each label of a line that has several a line of its own:
// 姓名：晚晴　电话：….
func SplitHeads(lines []Line) []Line {
	var split []Line
	for i, line := range lines {
		parts := headsWithin(line)
		if len(parts) < 2 {
			if split != nil {
				split = append(split, line)
			}
			continue
		}
		if split == nil {
			split = append(make([]Line, 0, len(lines)+len(parts)), lines[:i]...)
		}
		for _, part := range parts {
			one := line
			one.Text = part
			split = append(split, one)
		}
	}
	if split == nil {
		return lines
	}
	return split
}

// headsWithin are the labelled parts of a line that begins with a label the
// archive knows.
func headsWithin(line Line) (parts []string) {
	if line.Head != nil || len(line.Text) > MaxLook || strings.Count(line.Text, "：")+strings.Count(line.Text, ":") < 2 {
		return nil
	}
	from := 0
	for n, m := range labelWithin.FindAllStringSubmatchIndex(line.Text, -1) {
		known := intake.FieldNamed(line.Text[m[2]:m[3]]) != intake.FieldNone && !CoupletWord.MatchString(line.Text[m[2]:])
		switch {
		case n == 0 && (!known || strings.TrimSpace(line.Text[:m[2]]) != ""):
			return nil
		case n > 0 && known:
			parts, from = append(parts, strings.TrimRight(line.Text[from:m[0]], " \t\u3000")), m[2]
		}
	}
	return append(parts, line.Text[from:])
}

// OpensSection reports whether the text of the field may stand in the lines
// after its label.
func (h *Head) OpensSection() bool {
	return h.Value == "" && (h.Field == intake.FieldBody || h.Field == intake.FieldNote || h.Field == intake.FieldPreface)
}

// personal reports whether the line is of whoever wrote the poem or sent it
// in, which no verse is taken for.
func (h *Head) personal() bool {
	return h.Field == intake.FieldPrivate || h.Field == intake.FieldAuthor && isBriefly(h.Value)
}

// isBriefly reports whether a value is as short as a name.
func isBriefly(value string) bool {
	return value != "" && utf8.RuneCountInString(value) <= 16 && !strings.ContainsFunc(value, unicode.IsControl)
}

// ReadHeads finds the labelled lines that are a poem's head or stand below
// it, and leaves alone those of its verse: a line of dialogue, 时间：晚上七点.
func ReadHeads(lines []Line) {
	b := &headBlocks{lines: lines, read: make([]*Head, len(lines)), top: FirstFilled(lines)}
	for i := range lines {
		if lines[i].Head == nil && !lines[i].Blank() {
			b.read[i] = readHead(lines[i].Text)
		}
	}
	for i := range lines {
		b.joinNextLine(i)
		markAnswer(&lines[i])
	}
	for first := 0; first < len(lines); first++ {
		if h := b.read[first]; h != nil && h.Field != intake.FieldNone {
			block := b.blockAt(first)
			b.retitle(&block)
			b.takeBlock(block)
			first = block.last
		}
	}
}

// headBlocks are the labelled lines of a text.
type headBlocks struct {
	lines []Line
	read  []*Head // what each line says if it is a labelled one
	top   int     // the first line with text
}

// headBlock is some labelled lines that stand together.
type headBlock struct {
	first, last int
	known       int  // of their labels
	titled      bool // one of them is a title's
	atTop       bool // where a poem may begin
	atBottom    bool // where a poem may end
}

// blockAt is the block that begins at line first. One empty line may stand
// between two of its lines; an unknown label right above verse is a line of
// dialogue.
func (b *headBlocks) blockAt(first int) headBlock {
	last := first + b.run(first)
	for last > first && (b.read[last] == nil || b.read[last].Field == intake.FieldNone && b.read[last].Name != "" && b.versesBelow(last)) {
		last--
	}
	block := headBlock{first: first, last: last, atTop: b.atTop(first), atBottom: b.atBottom(last)}
	for _, h := range b.read[first : last+1] {
		if h != nil && h.Field != intake.FieldNone {
			block.known++
			block.titled = block.titled || h.Field == intake.FieldTitle
		}
	}
	return block
}

// run counts the lines after first that are labelled as well.
func (b *headBlocks) run(first int) int {
	if b.read[first].OpensSection() {
		return 0
	}
	last, blanks, titled := first, 0, b.read[first].Field == intake.FieldTitle
	for i := first + 1; i < len(b.lines) && blanks < 2 && !b.lines[i].Parts; i++ {
		h := b.read[i]
		switch {
		case b.lines[i].Blank():
			blanks++
			continue
		case h == nil, titled && h.Field == intake.FieldTitle:
			return last - first
		case blanks > 0 && (h.Field == intake.FieldNone || !h.personal() && h.Field != intake.FieldTitle && b.versesBelow(i)):
			return last - first
		}
		last, blanks = i, 0
		titled = titled || h.Field == intake.FieldTitle
		if h.OpensSection() {
			break
		}
	}
	return last - first
}

// retitle takes 作品：雪 for the title of a block that has no other: with verse
// below the block, what stands behind the label is none.
func (b *headBlocks) retitle(block *headBlock) {
	if block.titled || block.known < 2 || block.last+1 < len(b.lines) && b.filledAfter(block.last) < 0 {
		return
	}
	for _, h := range b.read[block.first : block.last+1] {
		if h != nil && h.Field == intake.FieldBody && intake.IsLoose(h.Name) && h.Value != "" && IsShort(h.Value) && !verse.ShapeOf(h.Value).Marked {
			h.Field, block.titled = intake.FieldTitle, true
			return
		}
	}
}

// takeBlock gives the lines of a block their heads.
func (b *headBlocks) takeBlock(block headBlock) {
	for i := block.first; i <= block.last; i++ {
		if h := b.read[i]; h != nil && b.isHead(block, i) {
			b.lines[i].Head = h
			b.lines[i].Heading = b.lines[i].Heading && h.Field == intake.FieldTitle
		}
	}
}

// versesBelow reports whether a line without a label stands right below line
// i.
func (b *headBlocks) versesBelow(i int) bool {
	return i+1 < len(b.lines) && !b.lines[i+1].Blank() && !b.lines[i+1].Parts && b.read[i+1] == nil
}

// isHead reports whether line i of a block is of a poem's head or stands below
// it. Several labels, or that of a title, say so where they stand together at
// an edge; a single one may be verse.
func (b *headBlocks) isHead(block headBlock, i int) bool {
	h := b.read[i]
	switch {
	case h.Field == intake.FieldNote || h.Field == intake.FieldPreface:
		return h.OpensSection() || block.atTop || b.blankBefore(i) || block.known > 1
	case block.titled:
		return block.atTop || b.blankBefore(block.first) || block.known > 1
	case h.Field == intake.FieldPrivate:
		return true
	case block.known > 1, h.personal():
		return block.atTop || block.atBottom
	case h.Field == intake.FieldBody:
		return h.Value == "" && b.underHead(block.first)
	case h.Value == "" || h.Field == intake.FieldDate && !DateLine.MatchString(h.Value):
		return false
	}
	return block.atBottom || block.atTop && !(b.blankBefore(i) && b.versesBelow(i))
}

// atTop reports whether nothing but a title stands between line i and where a
// poem may begin.
func (b *headBlocks) atTop(i int) bool {
	above := 0
	for k := i - 1; k >= 0; k-- {
		switch {
		case b.lines[k].Parts || b.lines[k].Heading:
			return true
		case b.lines[k].Blank():
			if above > 0 {
				return IsShort(b.lines[k+1].Text)
			}
		default:
			if above++; above > 1 {
				return false
			}
		}
	}
	return above == 0 || IsShort(b.lines[b.top].Text)
}

// IsShort reports whether a text is no longer than a title or a value may be.
func IsShort(text string) bool {
	return utf8.RuneCountInString(strings.TrimSpace(text)) <= 30
}

// FirstFilled is the first line with text in it, 0 where there is none.
func FirstFilled(lines []Line) int {
	for i := range lines {
		if !lines[i].Blank() {
			return i
		}
	}
	return 0
}

// atBottom reports whether a poem may end with line i.
func (b *headBlocks) atBottom(i int) bool {
	for k := i + 1; k < len(b.lines); k++ {
		switch {
		case b.lines[k].Parts || b.lines[k].Heading:
			return true
		case !b.lines[k].Blank():
			return k-i > 2 || strings.HasPrefix(strings.TrimSpace(b.lines[k].Text), "《")
		}
	}
	return true
}

func (b *headBlocks) blankBefore(i int) bool {
	return i == 0 || b.lines[i-1].Blank() || b.lines[i-1].Parts || b.lines[i-1].Heading
}

// underHead reports whether a labelled line stands above line i.
func (b *headBlocks) underHead(i int) bool {
	for k := i - 1; k >= 0; k-- {
		if !b.lines[k].Blank() {
			return b.lines[k].Head != nil || b.lines[k].Heading || k == b.top
		}
	}
	return true
}

// joinNextLine gives the label at line i that stands alone the line below it:
// forms are filled in so. Another label, or nothing, has to follow.
func (b *headBlocks) joinNextLine(i int) {
	h := b.read[i]
	if h == nil || h.Value != "" || h.Field == intake.FieldNone || h.OpensSection() {
		return
	}
	value := b.filledAfter(i)
	if value < 0 || value > i+2 || b.read[value] != nil || !IsShort(b.lines[value].Text) {
		return
	}
	if next := b.filledAfter(value); next < 0 || b.read[next] != nil && b.read[next].Field != intake.FieldNone || h.Field == intake.FieldTitle {
		h.Value = strings.TrimSpace(b.lines[value].Text)
		b.read[value] = &Head{Name: ""}
	}
}

// markAnswer reads whose the poem is that a line introduces: 附：老李和诗.
func markAnswer(line *Line) {
	if len(line.Text) > MaxLook || line.Head != nil {
		return
	}
	if m := AnswerWord.FindStringSubmatch(strings.TrimSpace(line.Text)); m != nil && IsPenName(m[1]) {
		line.Head = &Head{Field: intake.FieldAuthor, Name: "附", Value: m[1], Answers: true}
	}
}

// filledAfter is the next line after i with text in it, -1 for none.
func (b *headBlocks) filledAfter(i int) int {
	for k := i + 1; k < len(b.lines); k++ {
		if !b.lines[k].Blank() {
			return k
		}
	}
	return -1
}

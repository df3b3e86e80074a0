package manuscript

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/intake"
	"shiyun/corpus/verse"
)

// sectionStyle is how a text writes whose the poems below a line are.
type sectionStyle int

const (
	noSection         sectionStyle = iota
	sectionInBrackets              // 【周启明】, ◎周启明
	sectionOfWorks                 // 周启明（三首）, 周启明作品
	sectionNumbered                // 一、周启明
	sectionLabelled                // 作者：周启明
	sectionBare                    // 周启明, alone between empty lines
)

var (
	bracketedName = regexp.MustCompile(`^(?:[【\[〔［]\s*(\p{Han}{2,4}|\p{Han}[\s\x{3000}]+\p{Han})\s*[】\]〕］]|[◎●○■□◆◇★☆▲△§※]\s*(\p{Han}{2,4}))$`)
	worksOf       = regexp.MustCompile(`^(\p{Han}{2,4}?)\s*(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*首\s*[）)]|的?(?:诗词|詩詞|诗歌|詩歌|新诗|新詩|诗|詩|词|詞)?\s*[一二三四五六七八九十\d]{1,3}\s*首|的?(?:诗词|詩詞|诗歌|詩歌|新诗|新詩|诗|詩|词|詞)?(?:作品|近作|诗作|詩作)选?)$`)
)

// sectionLine is a line that may name the author of the poems below it.
type sectionLine struct {
	at     int // line of the text, from 0
	author string
	style  sectionStyle
	opens  bool // a title stands below it, and verse or nothing above
}

// MarkSections finds the lines that name the author of all poems below them,
// until the next such line: a society's booklet is ordered so. A text has to
// write at least two of them alike, for one name alone may be a title;
// 周启明作品 and a labelled name at the top are sections by themselves.
func MarkSections(lines []Line) {
	if markBookOfOne(lines) {
		return
	}
	var all []sectionLine
	for i := range lines {
		if author, style := readSection(lines[i]); style != noSection {
			all = append(all, sectionLine{i, author, style, opensSection(lines, i, style)})
		}
	}
	for style := sectionInBrackets; style <= sectionBare; style++ {
		written := slices.DeleteFunc(slices.Clone(all), func(s sectionLine) bool { return s.style != style })
		if found := openingSections(written); isOrder(lines, found, len(written)) {
			for _, s := range found {
				lines[s.at].Section, lines[s.at].Head = s.author, nil
			}
			return
		}
	}
}

// bookOfOne is what a collection by one author is called: 春联集锦（吴老撰）.
var bookOfOne = regexp.MustCompile(`^.{0,16}(?:集锦|集錦|选登|選登|选辑|小辑|小輯|作品|诗选|詩選|词选|联选|诗抄|诗钞|[诗词联曲]\p{Han}?[一二三四五六七八九十\d]{1,3}[首副阕则]|[一数]组|集|辑)\s*[（(【]\s*(?:作者[:：]?\s*)?(\p{Han}{2,4}?)\s*(?:[撰作著]|撰联|编撰)?\s*[）)】]$`)

// markBookOfOne finds the line above all poems that says what they are called
// and who wrote all of them.
func markBookOfOne(lines []Line) bool {
	first := FirstFilled(lines)
	if first < 0 || first >= len(lines) || lines[first].Head != nil || lines[first].Label != 0 {
		return false
	}
	text := lookAt(lines[first])
	m := bookOfOne.FindStringSubmatch(text)
	if m == nil || len(text) > MaxLook/10 || IsFormOrTune(m[1]) || !IsPenName(m[1]) {
		return false
	}
	if plain := !strings.ContainsAny(text, "撰作著"); plain && !StartsWithSurname(m[1]) && !IsNickname(m[1]) {
		return false
	}
	lines[first].Section, lines[first].Heading = m[1], false
	return true
}

func openingSections(all []sectionLine) []sectionLine {
	return slices.DeleteFunc(slices.Clone(all), func(s sectionLine) bool { return !s.opens })
}

// isOrder reports whether sections of one style order a text, in which so many
// lines are written in that style.
func isOrder(lines []Line, found []sectionLine, written int) bool {
	if len(found) == 0 || len(found)*5 < written*4 {
		return false
	}
	first := found[0]
	if slices.ContainsFunc(found, func(s sectionLine) bool { return s.author != first.author }) {
		return true
	}
	alone := first.style == sectionOfWorks && strings.Contains(lines[first.at].Text, "作") || first.style == sectionLabelled && first.at == FirstFilled(lines)
	return written == 1 && alone
}

// readSection reads whose the poems below a line are. Verse is left out by its
// marks first: the patterns cost a microsecond each.
func readSection(line Line) (author string, style sectionStyle) {
	if line.Label != 0 || line.Editorial || line.Heading {
		return "", noSection
	}
	if line.Head != nil {
		if line.Head.Field == intake.FieldAuthor && !line.Head.Answers && !line.Head.Front && IsName(joinName(line.Head.Value)) {
			return joinName(line.Head.Value), sectionLabelled
		}
		// 【周启明】 is read as a label too, of nothing.
		if line.Head.Field != intake.FieldNone || line.Head.Filled() {
			return "", noSection
		}
	}
	text := lookAt(line)
	if text == "" || utf8.RuneCountInString(text) > 20 || strings.ContainsAny(text, "，。；？！") {
		return "", noSection
	}
	style = sectionBare
	if m := bracketedName.FindStringSubmatch(text); m != nil {
		text, style = m[1]+m[2], sectionInBrackets
	} else if m := worksOf.FindStringSubmatch(text); m != nil {
		text, style = m[1], sectionOfWorks
	} else if m := AuthorWord.FindStringSubmatch(text); m != nil {
		text, style = m[1], sectionLabelled
	} else if rest := Numbering.ReplaceAllString(text, ""); rest != text {
		text, style = rest, sectionNumbered
	}
	author = joinName(text)
	if IsPersonName(author) || style == sectionLabelled && IsPenName(author) || style == sectionOfWorks && IsPenName(author) && strings.Contains(line.Text, "作") {
		return author, style
	}
	return "", noSection
}

// IsPersonName reports whether s is as a person is named: a common surname,
// and one or two characters more.
func IsPersonName(s string) bool {
	n := utf8.RuneCountInString(s)
	return IsName(s) && StartsWithSurname(s) && !IsFormOrTune(s) && (n <= 3 || n == 4 && startsWithDoubleSurname(s))
}

func startsWithDoubleSurname(s string) bool {
	for double := range strings.FieldsSeq(doubleSurnames) {
		if strings.HasPrefix(s, double) {
			return true
		}
	}
	return false
}

// opensSection reports whether a title stands below line i, and verse or
// nothing above it.
func opensSection(lines []Line, i int, style sectionStyle) bool {
	if i > 0 && !lines[i-1].Blank() && !lines[i-1].Editorial && !lines[i-1].Parts {
		return false
	}
	if above := filledBefore(lines, i); above >= 0 && (above == 0 || lines[above-1].Blank()) && lines[above].Head == nil && mayBeTitleLine(lines[above]) && !IsBookLine(lookAt(lines[above])) && !cover.MatchString(lookAt(lines[above])) {
		return false
	}
	title := filledAfter(lines, i)
	if title < 0 || !mayBeTitleLine(lines[title]) || IsPersonName(lookAt(lines[title])) || OrdinalTitle.MatchString(lookAt(lines[title])) {
		return false
	}
	switch style {
	case sectionLabelled:
		return title > i+1 && lines[title].Head == nil
	case sectionInBrackets, sectionOfWorks, sectionNumbered:
		return true
	}
	first := filledAfter(lines, title)
	shape := verse.Shape{}
	if first >= 0 {
		shape = verse.ShapeOf(lookAt(lines[first]))
	}
	return title > i+1 && (shape.Ended || shape.IsRegular())
}

// mayBeTitleLine reports whether a line is as short as a title, and no verse.
func mayBeTitleLine(l Line) bool {
	if l.Heading {
		return true
	}
	if l.Head != nil {
		return l.Head.Field == intake.FieldTitle
	}
	text := lookAt(l)
	shape := verse.ShapeOf(text)
	return utf8.RuneCountInString(text) <= 24 && (!shape.Ended || strings.HasSuffix(text, "》")) && !shape.IsRegular() && !CoupletWord.MatchString(text)
}

// filledBefore and filledAfter are the next line with text of a poem in it, -1
// for none.
func filledBefore(lines []Line, i int) int {
	for i--; i >= 0; i-- {
		if !lines[i].Blank() && !lines[i].Editorial {
			return i
		}
	}
	return -1
}

func filledAfter(lines []Line, i int) int {
	for i++; i < len(lines); i++ {
		if !lines[i].Blank() && !lines[i].Editorial {
			return i
		}
	}
	return -1
}

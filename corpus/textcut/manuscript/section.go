package manuscript

import (
	"regexp"
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

// MarkSections finds the lines that say whose all poems below them are, until
// the next such line: a society's booklet is ordered so. A text has to write
// at least two of them alike, for one name alone may be a title; 周启明作品 and
// a labelled name at the top say it by themselves.
func MarkSections(lines []Line) {
	found := map[sectionStyle][]int{}
	all := map[sectionStyle]int{}
	names := map[sectionStyle]map[string]bool{}
	for i := range lines {
		author, style := readSection(lines, i)
		if style == noSection {
			continue
		}
		if all[style]++; !opensSection(lines, i, style) {
			continue
		}
		found[style] = append(found[style], i)
		if names[style] == nil {
			names[style] = map[string]bool{}
		}
		names[style][author] = true
	}
	for style := sectionInBrackets; style <= sectionBare; style++ {
		at := found[style]
		alone := len(at) == 1 && all[style] == 1 && (style == sectionOfWorks && strings.Contains(lines[at[0]].Text, "作") || style == sectionLabelled && at[0] == FirstFilled(lines))
		if len(names[style]) < 2 && !alone || len(at)*5 < all[style]*4 {
			continue
		}
		for _, i := range at {
			lines[i].Section, _ = readSection(lines, i)
			lines[i].Head = nil
		}
		return
	}
}

// readSection reads whose the poems below line i are.
func readSection(lines []Line, i int) (author string, style sectionStyle) {
	line := lines[i]
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
	if utf8.RuneCountInString(text) > 20 {
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

package intake

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus/verse"
)

// bookLine is a title in 《》 with, perhaps, its author behind.
var bookLine = regexp.MustCompile(`^《\s*([^《》]{1,60}?)\s*》\s*(.{0,40})$`)

// nickname is how neighbours call each other where no surname is said.
var nickname = regexp.MustCompile(`^[老小阿]\p{Han}$`)

// shortTitle bounds a title without any mark of one, in code points.
const shortTitle = 16

// TakeHead takes the title and the author out of a cell that holds a whole
// poem with both above its verse, and drops those that say once more what
// columns of their own say. A line that may be verse stays, and so does all of
// a poem that comes back from the archive.
func (r *Row) TakeHead(c Cells) {
	body := c[FieldBody]
	if r.comesBack(c) || !body.Given || body.List != nil || !strings.Contains(strings.TrimSpace(body.Text), "\n") || !utf8.ValidString(body.Text) {
		return
	}
	h := headedBody{title: plainTitle(c[FieldTitle].Text), author: strings.TrimSpace(c[FieldAuthor].Text)}
	h.rest = strings.TrimSpace(withoutMarkup(body.Text))
	if !h.takeLabels() && !h.takeLines() || h.rest == "" {
		return
	}
	body.Text = h.rest
	c[FieldBody] = body
	for f, text := range map[Field]string{FieldTitle: h.title, FieldAuthor: h.author} {
		if cell := c[f]; strings.TrimSpace(cell.Text) == "" && text != "" {
			c[f] = Cell{Column: cmp.Or(cell.Column, body.Column), Given: true, Text: text}
		}
	}
}

// headedBody is a body being read from its top.
type headedBody struct{ title, author, rest string }

// next is the first line of the rest and what follows it; apart holds where an
// empty line parts them.
func (h *headedBody) next() (line, rest string, apart bool) {
	line, rest, _ = strings.Cut(h.rest, "\n")
	first, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line), TrimBlankLines(rest), strings.TrimSpace(first) == ""
}

// takeLabels takes lines that say what they are: 标题：听雨, 作者：晚晴.
func (h *headedBody) takeLabels() (taken bool) {
	for {
		line, rest, _ := h.next()
		title, author := says.ReplaceAllString(line, ""), bylineWord.ReplaceAllString(line, "")
		switch {
		case rest == "":
			return taken
		case title != line && title != "" && (h.title == "" || h.title == plainTitle(title)):
			h.title = plainTitle(title)
		case author != line && isNameLike(author) && (h.author == "" || h.author == author):
			h.author = author
		default:
			return taken
		}
		h.rest, taken = rest, true
	}
}

// takeLines takes a title and the author below or behind it.
func (h *headedBody) takeLines() bool {
	line, rest, apart := h.next()
	m := bookLine.FindStringSubmatch(line)
	switch {
	case m != nil && (h.title == "" || h.title == m[1]):
		author := bylineWord.ReplaceAllString(strings.Trim(m[2], " \u3000-—–（）()"), "")
		if author != "" && (!isNameLike(author) || h.author != "" && h.author != author) {
			return false
		}
		h.title, h.author, h.rest = m[1], cmp.Or(h.author, author), rest
		if author == "" {
			h.takeAuthor()
		}
		return true
	case h.title != "" && line == h.title && rest != "":
		h.rest = rest
		if !h.takeAuthor() && !apart && !allRegular(rest) {
			return false // a poem named by its first line
		}
		return true
	case h.title == "" && isShortTitle(line):
		return h.takePlainTitle(line, rest)
	}
	return false
}

// takePlainTitle takes a title without marks where the verse below is measured,
// or an author stands between.
func (h *headedBody) takePlainTitle(line, rest string) bool {
	below := headedBody{author: h.author, rest: rest}
	if below.takeLabels() || below.takeAuthor() && (h.author != "" || allRegular(below.rest) || strings.Contains(rest, "\n\n")) || allRegular(below.rest) {
		h.title, h.author, h.rest = line, below.author, below.rest
		return true
	}
	return false
}

// takeAuthor takes a line that is the author's name. One that may be a line of
// verse is no name.
func (h *headedBody) takeAuthor() bool {
	line, rest, apart := h.next()
	name := bylineWord.ReplaceAllString(strings.Trim(line, " \u3000-—–（）()"), "")
	if rest == "" || !isNameLike(name) || h.author != "" && h.author != name {
		return false
	}
	if h.author == "" && name == line && !apart && !startsWithSurname(name) && !nickname.MatchString(name) && !allRegular(rest) {
		return false
	}
	h.author, h.rest = name, rest
	return true
}

// isNameLike reports whether a text is as a name is: two to four Chinese
// characters, or a few words in Latin letters.
func isNameLike(text string) bool {
	n := utf8.RuneCountInString(text)
	if strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '·' && r != ' ' && r != '.' }) {
		return false
	}
	return n >= 2 && (n <= 4 || isLatin(text) && n <= 24)
}

func isShortTitle(line string) bool {
	s := verse.ShapeOf(line)
	return s.Han > 0 && !s.Ended && !s.Marked && utf8.RuneCountInString(line) <= shortTitle
}

// allRegular reports whether a text is verse of equal clauses throughout, each
// line with its mark.
func allRegular(text string) bool {
	lines := 0
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if s := verse.ShapeOf(line); !s.IsRegular() || !s.Ended {
			return false
		}
		lines++
	}
	return lines > 0
}

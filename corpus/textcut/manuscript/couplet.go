package manuscript

import (
	"regexp"
	"strings"

	"shiyun/corpus/intake"
	"shiyun/corpus/verse"
)

// RemarkOfCouplet is the scroll above a couplet, written behind it.
var RemarkOfCouplet = regexp.MustCompile(`[\s，,。；;]*(?:[（(【]\s*(?:横批|横额|橫批|橫額)\s*[:：]?[^（）()【】]{1,12}[）)】]|(?:横批|横额|橫批|橫額)\s*[:：]\s*\p{Han}{2,8}[。]?)\s*$`)

// CoupletSides is the length of the two sides of a line that is a couplet, 0
// where it is none.
func CoupletSides(text string) int {
	text = Numbering.ReplaceAllString(text, "")
	if strings.ContainsAny(text, "横橫") {
		text = RemarkOfCouplet.ReplaceAllString(text, "")
	}
	for _, between := range []string{"；", ";", "——", "/", "／", "|", "｜"} {
		upper, lower, cut := strings.Cut(text, between)
		if n := verse.ShapeOf(upper).Letters; cut && n >= 4 && n == verse.ShapeOf(lower).Letters && !strings.Contains(lower, between) {
			return n
		}
	}
	s := verse.ShapeOf(text)
	if len(s.Clauses) == 2 && s.Clauses[0] == s.Clauses[1] && s.Clauses[0] >= 4 {
		return s.Clauses[0]
	}
	if n := len(s.Clauses); n > 2 && n%2 == 0 && s.Letters%2 == 0 {
		half := 0
		for _, c := range s.Clauses[:n/2] {
			half += c
		}
		if half*2 == s.Letters && s.Longest != s.Shortest {
			return half
		}
	}
	return 0
}

// coupletEntry is a couplet on a line with what it is for before it and its
// author behind: 题望月亭：一湖烟水留明月；四面荷风入小亭（吴国栋）.
var coupletEntry = regexp.MustCompile(`^(?:([^:：，。；！？]{1,16})[:：]\s*)?(.{8,200}?)\s*(?:[（(]\s*(\p{Han}{2,6})\s*[撰作]?[）)]|(?:——|--|—)\s*(\p{Han}{2,6})|[\s\x{3000}]{2,}(\p{Han}{2,4}))?$`)

// SplitCouplets gives title, couplet and author of a list a line each, where
// most lines of the text are an entry of such a list.
func SplitCouplets(lines []Line) []Line {
	split := make([]Line, 0, len(lines)+8)
	filled, entries := 0, 0
	for _, line := range lines {
		if !line.Blank() {
			filled++
		}
		parts := splitCouplet(line)
		if len(parts) > 1 {
			entries++
		}
		split = append(split, parts...)
	}
	if entries < 2 || entries*3 < filled*2 {
		return lines
	}
	return split
}

func splitCouplet(line Line) []Line {
	text := lookAt(line)
	if !strings.ContainsAny(text, "：:）)—-\t") && !strings.Contains(text, "  ") && !strings.Contains(text, "\u3000") {
		return []Line{line} // neither what it is for nor by whom
	}
	m := coupletEntry.FindStringSubmatch(Numbering.ReplaceAllString(text, ""))
	if m == nil || line.Head != nil || CoupletWord.MatchString(text) || CoupletSides(m[2]) == 0 {
		return []Line{line}
	}
	title, couplet, author := line, line, line
	couplet.Text, couplet.Heading = m[2], false
	title.Text, title.Head = m[1], &Head{Field: intake.FieldTitle, Name: intake.FieldTitle.Label(), Value: m[1]}
	name := m[3] + m[4] + m[5]
	author.Text, author.Heading, author.Head = name, false, &Head{Field: intake.FieldAuthor, Name: intake.FieldAuthor.Label(), Value: name}
	switch {
	case m[1] != "" && name != "":
		return []Line{title, author, couplet}
	case m[1] != "":
		return []Line{title, couplet}
	case name != "":
		// A labelled line above the next couplet would be that one's.
		author.Head, author.Text = nil, "作者\u3000"+name
		return []Line{couplet, author}
	}
	return []Line{couplet}
}

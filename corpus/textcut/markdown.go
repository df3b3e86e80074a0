package textcut

import (
	"path/filepath"
	"regexp"
	"strings"
)

var (
	atxHeading = regexp.MustCompile(`^\s{0,3}#{1,6}\s+(\S.*?)\s*#*\s*$`)
	listMark   = regexp.MustCompile(`^\s{0,6}(?:[*+-]\s+|>\s?)+`)
	fence      = regexp.MustCompile("^\\s{0,3}(?:```|~~~)")
	setextRule = regexp.MustCompile(`^\s{0,3}={3,}\s*$`)
)

// looksMarkdown holds for a file that says it is Markdown and for a text with
// headings in it, as pasted from one.
func looksMarkdown(name string, lines []Line) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	for _, line := range lines {
		if len(line.Text) < 400 && strings.HasPrefix(strings.TrimLeft(line.Text, " "), "#") && atxHeading.MatchString(line.Text) {
			return true
		}
	}
	return false
}

// stripMarkdown leaves the words of each line and notes what its marks said.
func stripMarkdown(lines []Line) {
	MarkRules(lines)
	for i := range lines {
		line := &lines[i]
		switch m := atxHeading.FindStringSubmatch(line.Text); {
		case m != nil:
			line.Text, line.Heading = m[1], true
		case setextRule.MatchString(line.Text) && i > 0 && !lines[i-1].Blank():
			lines[i-1].Heading = true
		case fence.MatchString(line.Text):
			line.Text, line.Parts = "", false
			continue
		case line.Parts:
			continue
		}
		line.Text = listMark.ReplaceAllString(line.Text, "")
		plain := emphasis.ReplaceAllString(line.Text, "$1$2")
		line.Strong = plain != line.Text && emphasis.ReplaceAllString(strings.TrimSpace(line.Text), "") == ""
		line.Text = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(strings.TrimRight(plain, " "), `\`), "<br>"), " ")
	}
}

package intake

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
func looksMarkdown(name string, lines []textLine) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".md", ".markdown":
		return true
	}
	for _, line := range lines {
		if len(line.text) < 400 && strings.HasPrefix(strings.TrimLeft(line.text, " "), "#") && atxHeading.MatchString(line.text) {
			return true
		}
	}
	return false
}

// stripMarkdown leaves the words of each line and notes what its marks said.
func stripMarkdown(lines []textLine) {
	markRules(lines)
	for i := range lines {
		line := &lines[i]
		switch m := atxHeading.FindStringSubmatch(line.text); {
		case m != nil:
			line.text, line.heading = m[1], true
		case setextRule.MatchString(line.text) && i > 0 && !lines[i-1].blank():
			lines[i-1].heading = true
		case fence.MatchString(line.text):
			line.text, line.parts = "", false
			continue
		case line.parts:
			continue
		}
		line.text = listMark.ReplaceAllString(line.text, "")
		plain := emphasis.ReplaceAllString(line.text, "$1$2")
		line.marked = plain != line.text && emphasis.ReplaceAllString(strings.TrimSpace(line.text), "") == ""
		line.text = strings.TrimSuffix(strings.TrimSuffix(plain, `\`), "<br>")
	}
}

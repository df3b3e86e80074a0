package markup

import (
	"path/filepath"
	"regexp"
	"strings"

	"shiyun/corpus/intake"
	"shiyun/corpus/textcut/manuscript"
)

var (
	atxHeading   = regexp.MustCompile(`^\s{0,3}#{1,6}\s+(\S.*?)\s*#*\s*$`)
	listMark     = regexp.MustCompile(`^\s{0,6}(?:[*+-]\s+|>\s?)+`)
	fence        = regexp.MustCompile("^\\s{0,3}(?:```|~~~)")
	newPage      = regexp.MustCompile(`^\s*\\(?:newpage|pagebreak|clearpage)\b.*$`)
	shortcode    = regexp.MustCompile(`^\s*(?:\{%.*%\}|\{\{.*\}\}|\[toc\]|\[TOC\])\s*$`)
	picture      = regexp.MustCompile(`!\[[^\]]*\]\([^)]*\)|!\[\[[^\]]*\]\]`)
	link         = regexp.MustCompile(`\[([^\[\]]+)\]\([^()]*\)`)
	wikiLink     = regexp.MustCompile(`\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]`)
	footnote     = regexp.MustCompile(`^\s*\[\^[^\]]+\]:\s*(.+)$`)
	footnoteMark = regexp.MustCompile(`\[\^[^\]]+\]`)
	setextRule   = regexp.MustCompile(`^\s{0,3}={3,}\s*$`)
)

// LooksMarkdown holds for a file that says it is Markdown and for a text with
// headings in it, as pasted from one.
func LooksMarkdown(name string, lines []manuscript.Line) bool {
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

// StripMarkdown leaves the words of each line and notes what its marks said.
// Lines of nothing but pictures and the like are left out.
func StripMarkdown(lines []manuscript.Line) []manuscript.Line {
	manuscript.MarkRules(lines)
	kept := lines[:0]
	for i := range lines {
		line := lines[i]
		if line.Head != nil {
			kept = append(kept, line)
			continue
		}
		if setextRule.MatchString(line.Text) && len(kept) > 0 && !kept[len(kept)-1].Blank() {
			kept[len(kept)-1].Heading = true
		}
		if stripLine(&line) {
			kept = append(kept, line)
		}
	}
	return kept
}

// stripLine takes the marks off a line, and returns false where nothing else
// is on it.
func stripLine(line *manuscript.Line) bool {
	if m := atxHeading.FindStringSubmatch(line.Text); m != nil {
		line.Text, line.Heading = m[1], true
	}
	switch m := footnote.FindStringSubmatch(line.Text); {
	case m != nil:
		line.Head = &manuscript.Head{Field: intake.FieldNote, Name: intake.FieldNote.Label(), Value: m[1]}
		line.Text = m[1]
		return true
	case fence.MatchString(line.Text):
		line.Text, line.Parts = "", false
		return true
	case newPage.MatchString(line.Text):
		line.Text, line.Parts = "", true
		return true
	case line.Parts:
		return true
	}
	words := picture.ReplaceAllString(line.Text, "")
	if shortcode.MatchString(words) || words != line.Text && strings.TrimSpace(words) == "" {
		return false
	}
	words = wikiLink.ReplaceAllString(footnoteMark.ReplaceAllString(words, ""), "$1")
	words = listMark.ReplaceAllString(link.ReplaceAllString(words, "$1"), "")
	plain := strings.TrimRight(manuscript.Emphasis.ReplaceAllString(words, "$1$2"), " ")
	line.Strong = line.Strong || plain != words && manuscript.Emphasis.ReplaceAllString(strings.TrimSpace(words), "") == ""
	line.Text = strings.TrimRight(strings.TrimSuffix(plain, `\`), " ")
	return true
}

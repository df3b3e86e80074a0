package intake

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/verse"
)

var (
	lineTag = regexp.MustCompile(`(?i)<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]{0,200}>`)
	anyTag  = regexp.MustCompile(`(?i)</?(?:p|div|span|b|i|u|em|strong|font|a|br|h[1-6]|li|ul|ol|center|small|big|sub|sup|section|article|blockquote|table|tbody|tr|td|th|img|hr|pre|code)\b[^<>]{0,500}>`)
	entity  = regexp.MustCompile(`&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z][a-zA-Z0-9]{1,30});`)
	escaped = regexp.MustCompile(`\\r\\n|\\n|\\r|[↵⏎¶]`)
	strokes = regexp.MustCompile(`\s*(?:\|\||//|｜｜|／／)\s*|\s*[|｜/／]\s*`)
	wrapped = regexp.MustCompile(`^[《「『【〈“]\s*([^《》「」『』【】〈〉“”]+?)\s*[》」』】〉”]$`)
	says    = regexp.MustCompile(`^(?:标题|題目|题目|標題|诗题|詩題)\s*[:：]\s*`)
)

// cleanCells takes out of the cells what pages and programs put into them:
// tags, entities, written line ends, and the marks around a title.
func cleanCells(c Cells) {
	for f, cell := range c {
		if !cell.Given || cell.Text == "" || !utf8.ValidString(cell.Text) {
			continue
		}
		switch f {
		case FieldID, FieldRevision, FieldStatus, FieldRef:
			continue
		case FieldBody:
			cell.Text = partLines(withoutMarkup(cell.Text))
		case FieldTitle:
			cell.Text = plainTitle(withoutMarkup(cell.Text))
		default:
			cell.Text = withoutMarkup(cell.Text)
		}
		c[f] = cell
	}
}

// plainTitle is a title without the marks around the whole of it.
func plainTitle(title string) string {
	title = strings.TrimSpace(title)
	if rest := says.ReplaceAllString(title, ""); rest != "" {
		title = rest
	}
	if m := wrapped.FindStringSubmatch(title); m != nil {
		return m[1]
	}
	return title
}

// withoutMarkup is a text without tags of HTML, its entities and escapes read.
func withoutMarkup(text string) string {
	if strings.Contains(text, "<") && anyTag.MatchString(text) {
		text = anyTag.ReplaceAllString(lineTag.ReplaceAllString(text, "\n"), "")
	}
	if strings.Contains(text, "&") {
		text = entity.ReplaceAllStringFunc(text, func(s string) string {
			return strings.ReplaceAll(html.UnescapeString(s), "\u00a0", " ")
		})
	}
	if strings.ContainsAny(text, `\↵⏎¶`) {
		text = escaped.ReplaceAllString(text, "\n")
	}
	return strings.ReplaceAll(text, "_x000D_", "")
}

// partLines makes lines of verse of a body in which strokes part them. They do
// where every piece between them is as long as a line.
func partLines(body string) string {
	if !strings.ContainsAny(body, "|｜/／") {
		return body
	}
	lines := strings.Split(body, "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if !partedByStrokes(line) {
			return body
		}
		lines[i] = strings.Trim(strokes.ReplaceAllStringFunc(line, func(s string) string {
			if len([]rune(strings.TrimSpace(s))) == 2 {
				return "\n\n"
			}
			return "\n"
		}), "\n")
	}
	return strings.Join(lines, "\n")
}

// partedByStrokes reports whether every piece of a line is one of verse.
func partedByStrokes(line string) bool {
	parts := strokes.Split(strings.Trim(strings.TrimSpace(line), "|｜/／"), -1)
	for _, part := range parts {
		shape := verse.ShapeOf(part)
		if shape.Han < 2 || shape.Han*2 < shape.Letters || shape.Letters > 60 {
			return false
		}
	}
	return true
}

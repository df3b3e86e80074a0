package manuscript

import (
	"regexp"
	"strings"

	"shiyun/corpus/verse"
)

// RemarkOfCouplet is the scroll above a couplet, written behind it.
var RemarkOfCouplet = regexp.MustCompile(`\s*[（(【]\s*(?:横批|横额|橫批|橫額)\s*[:：]?[^（）()【】]{1,12}[）)】]\s*$`)

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

package search

import (
	"strings"

	"shiyun/indexer/search/plan"
)

// didYouMean is what the best hit has in place of the one run that was
// loosened, in the hit's own spelling; "" where nothing was, or where it does
// not come down to one run.
func didYouMean(p plan.Plan, hits []Hit) string {
	if len(hits) == 0 || len(p.Terms) != 1 || p.Terms[0].Finder == nil {
		return ""
	}
	best := hits[0]
	if best.Match != MatchSound && best.Match != MatchNear {
		return ""
	}
	for _, text := range []string{marked(best.Author, best.AuthorMarks), marked(best.Title, best.TitleMarks)} {
		if text != "" {
			return text
		}
	}
	var b strings.Builder
	for _, line := range best.Lines {
		b.WriteString(marked(line.Text, line.Marks))
	}
	return b.String()
}

// marked returns the marked part of a text.
func marked(text string, marks Marks) string {
	runes := []rune(text)
	var b strings.Builder
	for _, m := range marks {
		b.WriteString(string(runes[m[0]:m[1]]))
	}
	return b.String()
}

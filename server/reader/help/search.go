package help

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
)

// helpSection explains one thing a query can ask.
type helpSection struct {
	ID       string
	Title    string
	Text     string
	Examples []helpExample
}

// helpExample is a query to try and what it finds.
type helpExample struct{ Query, Meaning, URL string }

func (s *Server) showHelpSearch(c echo.Context) (answer.Answer, error) {
	return s.pages.Show(c, http.StatusOK, "help-search", page.View{
		Title: s.words.Say("help.title"), Description: s.words.Say("help.lead"), Path: paths.HelpSearch, Data: s.helpSections()})
}

func (s *Server) helpSections() []helpSection {
	say := s.words.Say
	return []helpSection{
		{"words", say("help.words"), say("help.words.text"), helpExamples(say("help.words.examples"))},
		{"near", say("help.near"), say("help.near.text"), helpExamples(say("help.near.examples"))},
		{"pinyin", say("help.pinyin"), say("help.pinyin.text"), helpExamples(say("help.pinyin.examples"))},
		{"initials", say("help.initials"), say("help.initials.text"), helpExamples(say("help.initials.examples"))},
		{"paste", say("help.paste"), say("help.paste.text"), helpExamples(say("help.paste.examples"))},
		{"quotes", say("help.quotes"), say("help.quotes.text"), helpExamples(say("help.quotes.examples"))},
		{"not", say("help.not"), say("help.not.text"), helpExamples(say("help.not.examples"))},
		{"or", say("help.or"), say("help.or.text"), helpExamples(say("help.or.examples"))},
		{"fields", say("help.fields"), say("help.fields.text"), helpExamples(say("help.fields.examples"))},
		{"years", say("help.years"), say("help.years.text"), helpExamples(say("help.years.examples"))},
		{"wild", say("help.wild"), say("help.wild.text"), helpExamples(say("help.wild.examples"))},
		{"edges", say("help.edges"), say("help.edges.text"), helpExamples(say("help.edges.examples"))},
		{"position", say("help.position"), say("help.position.text"), helpExamples(say("help.position.examples"))},
		{"rhyme", say("help.rhyme"), say("help.rhyme.text"), helpExamples(say("help.rhyme.examples"))},
		{"tones", say("help.tones"), say("help.tones.text"), helpExamples(say("help.tones.examples"))},
	}
}

// helpExamples reads lines of a query and its meaning, parted by a tab.
func helpExamples(lines string) []helpExample {
	var list []helpExample
	for line := range strings.Lines(lines) {
		q, meaning, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		list = append(list, helpExample{q, meaning, paths.OfferedSearch(search.Request{Query: q, Sort: search.SortRelevance})})
	}
	return list
}

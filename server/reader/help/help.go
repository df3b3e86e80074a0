package help

import (
	"bytes"
	"image"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

// helpCard leads to a chapter.
type helpCard struct {
	Title, About, URL string
	Sign              string // the first character of the title, as on a seal
}

// helpIndex is the first page of help.
type helpIndex struct{ Residents, Curators []helpCard }

// helpPage is a chapter as it is shown.
type helpPage struct {
	Title, Lead string
	Tasks       []helpPart
	Next        helpCard // Title is "" after the last
}

// helpPart is a task as it is shown: steps are numbered, points are not.
type helpPart struct {
	ID, Title     string
	Steps, Points []string
	Note          string
	Go            string // the words of the link, "" for none
	URL           string
	Picture       *helpPicture
}

// helpPicture is what one sees while doing it, in CSS pixels.
type helpPicture struct {
	File          string
	Alt           string
	Width, Height int
}

func (s *Server) showHelp(c echo.Context) (answer.Answer, error) {
	cards := s.helpCards()
	index := helpIndex{cards[:1+len(helpForResidents)], cards[1+len(helpForResidents):]}
	return s.pages.Show(c, http.StatusOK, "help", page.View{Title: s.words.Say("help.index.title"),
		Description: s.words.Say("help.index.lead"), Path: paths.Help, Data: index})
}

func (s *Server) showHelpChapter(c echo.Context) (answer.Answer, error) {
	chapters := slices.Concat(helpForResidents, helpForCurators)
	at := slices.IndexFunc(chapters, func(h helpChapter) bool { return h.Name == request.PathParam(c, "chapter") })
	if at < 0 {
		return nil, request.NotFound()
	}
	shown := s.helpPage(chapters[at])
	if at+1 < len(chapters) && at+1 != len(helpForResidents) { // what curators do is not where residents go on
		shown.Next = s.helpCard(chapters[at+1].Key, paths.Help+"/"+chapters[at+1].Name)
	}
	return s.pages.Show(c, http.StatusOK, "help-chapter", page.View{Title: shown.Title, Description: shown.Lead,
		Path: paths.Help + "/" + chapters[at].Name, Data: shown})
}

// helpCards are all cards, in order.
func (s *Server) helpCards() []helpCard {
	cards := []helpCard{s.helpCard("help.search.", paths.HelpSearch)}
	for _, h := range slices.Concat(helpForResidents, helpForCurators) {
		cards = append(cards, s.helpCard(h.Key, paths.Help+"/"+h.Name))
	}
	return cards
}

func (s *Server) helpCard(key, url string) helpCard {
	title := s.words.Say(key + "title")
	return helpCard{title, s.words.Say(key + "about"), url, string([]rune(title)[:1])}
}

func (s *Server) helpPage(h helpChapter) helpPage {
	page := helpPage{Title: s.words.Say(h.Key + "title"), Lead: s.words.Say(h.Key + "lead")}
	for _, task := range h.Tasks {
		key := h.Key + task.Name
		part := helpPart{ID: task.Name, Title: s.words.Say(key), Note: s.words.Words[key+".note"], Go: s.words.Words[key+".go"], URL: task.Go}
		part.Steps, part.Points = helpLines(s.words.Words[key+".steps"]), helpLines(s.words.Words[key+".points"])
		part.Picture = s.helpPicture(h.Name+"-"+task.Name, s.words.Words[key+".alt"])
		page.Tasks = append(page.Tasks, part)
	}
	return page
}

// helpLines are the lines of a sentence, none of "".
func helpLines(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// drawnWidth and drawnHeight are the size of every drawing of a phone, which
// is what stands for the parts of a phone that are not ours.
const drawnWidth, drawnHeight = 320, 400

// helpPicture is the picture of a task: one of the site in the reader's script,
// which has two pixels to each of CSS so that it stays sharp on phones, or a
// drawing. It is nil where there is none.
func (s *Server) helpPicture(name, alt string) *helpPicture {
	if s.assets.Content(name+".svg") != nil {
		return &helpPicture{name + ".svg", alt, drawnWidth, drawnHeight}
	}
	file := name + "." + s.words.Lang + ".png"
	taken := s.assets.Content(file)
	if taken == nil {
		return nil
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(taken))
	if err != nil {
		return nil // a test looks at every picture
	}
	return &helpPicture{file, alt, size.Width / 2, size.Height / 2}
}

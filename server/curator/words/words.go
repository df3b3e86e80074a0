package words

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

const wordsPath = paths.Curator + "/words"

type wordsView struct {
	Tabs   []page.Choice
	Groups []corpus.Synonyms
	Words  string // of the form, as typed
	Miss   string // the search it is about, "" for none
	Notice string
	Most   int // words in a group
}

// wordTabs are the pages about words.
var wordTabs = []struct{ path, key string }{
	{wordsPath, "words.synonyms"}, {themesPath, "words.themes"}, {aliasesPath, "words.aliases"}, {cutPath, "words.bench"}, {whyPath, "why.title"},
}

// tabs are the pages about words there are, this one marked.
func (s *Server) tabs(c echo.Context) []page.Choice {
	var tabs []page.Choice
	for _, tab := range wordTabs {
		if s.pages.Has(tab.path) {
			tabs = append(tabs, page.Choice{Label: s.words.Say(tab.key), URL: tab.path, On: c.Path() == tab.path})
		}
	}
	return tabs
}

func (s *Server) showWords(c echo.Context) (answer.Answer, error) {
	return s.wordsPage(c, http.StatusOK, wordsView{Words: typeset.Shorten(c.QueryParam("word"), 200), Miss: c.QueryParam("miss")})
}

func (s *Server) wordsPage(c echo.Context, status int, v wordsView) (answer.Answer, error) {
	var err error
	if v.Groups, err = s.store.Synonyms(c.Request().Context()); err != nil {
		return nil, err
	}
	v.Tabs, v.Most = s.tabs(c), corpus.MaxSynonyms
	return s.pages.Show(c, status, "words", page.View{Title: s.words.Say("words.synonyms"), Data: v})
}

// saveSynonyms adds a group, or changes one.
func (s *Server) saveSynonyms(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	id := corpus.SynonymID(request.ParseID(form.Get("id")))
	_, err = s.store.SaveSynonyms(c.Request().Context(), curator.ActorOf(c), id, wordsOf(form))
	if notice := curator.Notice(s.words, err); notice != "" {
		v := wordsView{Notice: notice, Miss: form.Get("miss")}
		if id == 0 {
			v.Words = form.Get("words")
		}
		return s.wordsPage(c, http.StatusUnprocessableEntity, v)
	}
	if err == nil {
		err = s.settled(c, form.Get("miss"), corpus.SettledSynonym)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(wordsPath)
}

// wordsOf are the words of a form, parted by whatever people part words by.
func wordsOf(form url.Values) []string {
	return partWords(form.Get("words"))
}

func partWords(typed string) []string {
	return strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune(" \t\r\n　,，、;；=＝/", r) })
}

func (s *Server) removeSynonyms(c echo.Context) (answer.Answer, error) {
	err := s.store.RemoveSynonyms(c.Request().Context(), curator.ActorOf(c), corpus.SynonymID(request.ParseID(c.Param("id"))))
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(wordsPath)
}

package words

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/state"
	"shiyun/indexer"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/request"
	"shiyun/server/typeset"
)

const cutPath = wordsPath + "/cut"

type cutView struct {
	Tabs   []page.Choice
	Line   string
	Word   string
	Miss   string
	Notice string
	Asked  bool
	Cut    indexer.Cut
	Poems  []corpus.Poem // the first that the word would change
}

// showCut is the bench: how a line is cut, and what a word would change.
func (s *Server) showCut(c echo.Context) (answer.Answer, error) {
	v := cutView{Line: typeset.Shorten(c.QueryParam("line"), indexer.MaxCutLine), Word: typeset.Shorten(c.QueryParam("word"), 100), Miss: c.QueryParam("miss")}
	if c.QueryParam("saved") != "" {
		v.Notice = s.words.Say("bench.saved")
	}
	if v.Line == "" {
		v.Line = v.Word
	}
	return s.cutPage(c, http.StatusOK, v)
}

func (s *Server) cutPage(c echo.Context, status int, v cutView) (answer.Answer, error) {
	if v.Line != "" {
		err := s.cutInto(c.Request().Context(), &v)
		if notice := curator.Notice(s.words, err); notice != "" {
			v.Notice, status = notice, http.StatusUnprocessableEntity
		} else if err != nil {
			return nil, err
		}
	}
	v.Tabs = s.tabs(c)
	return s.pages.Show(c, status, "cut", page.View{Title: s.words.Say("words.bench"), Data: v})
}

func (s *Server) cutInto(ctx context.Context, v *cutView) (err error) {
	if v.Cut, err = s.bench.Cut(ctx, v.Line, v.Word); err != nil {
		return err
	}
	v.Asked = true
	if v.Cut.Trial != nil && len(v.Cut.Trial.First) > 0 {
		v.Poems, err = s.store.Poems(ctx, v.Cut.Trial.First)
	}
	return err
}

// addWord adds a word to the dictionary and has the index rebuilt with it.
func (s *Server) addWord(c echo.Context) (answer.Answer, error) {
	form, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	word, added, err := s.bench.AddWord(form.Get("word"))
	if notice := curator.Notice(s.words, err); notice != "" {
		return s.cutPage(c, http.StatusUnprocessableEntity, cutView{Word: form.Get("word"), Miss: form.Get("miss"), Notice: notice})
	}
	if err == nil && added {
		err = s.store.Record(ctx, corpus.Act{By: curator.ActorOf(c), Verb: corpus.ActWords, Object: "dictionary", Detail: "+ " + word})
	}
	if err == nil {
		_, err = s.store.AskIndex(ctx, state.RequestRebuild)
	}
	if err == nil {
		err = s.settled(c, form.Get("miss"), corpus.SettledDictionary)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(cutPath + "?saved=1")
}

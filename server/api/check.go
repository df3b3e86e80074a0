package api

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/prosody"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/server/answer"
	"shiyun/server/proofread"
	"shiyun/server/request"
)

// checkFields are what may be sent of a poem.
var checkFields = []string{"ref", "title", "preface", "body", "note", "form", "tune", "book"}

// largestCheck is how much may be sent: a body of 200,000 characters, of which
// a check reads the beginning.
const largestCheck = 1 << 20

// checkRequest is a poem to be checked, as a form or as JSON.
type checkRequest struct {
	Ref     string `json:"ref"`
	Title   string `json:"title"`
	Preface string `json:"preface"`
	Body    string `json:"body"`
	Note    string `json:"note"`
	Form    string `json:"form"`
	Tune    string `json:"tune"`
	Book    string `json:"book"`
}

// serveCheck answers with what a check of the poem sent finds. Nothing is kept.
func (s *Server) serveCheck(c echo.Context) (answer.Answer, error) {
	sent, err := readCheck(c)
	if err != nil {
		return nil, err
	}
	var choice prosody.Choice
	if sent.Book != "" {
		if choice.Book, choice.Given = rhyme.ParseBook(sent.Book); !choice.Given {
			return nil, corpus.NewError(corpus.Invalid, "prosody.no_book", sent.Book)
		}
	}
	form, _ := corpus.ParseForm(sent.Form)
	report := prosody.Check(prosody.Poem{Title: sent.Title, Preface: sent.Preface, Body: sent.Body, Note: sent.Note, Form: form, Tune: sent.Tune}, choice)
	return answer.JSON(proofread.New(sent.Ref, sent.Title, report, s.words))
}

func readCheck(c echo.Context) (sent checkRequest, err error) {
	kind, _, _ := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	if kind != echo.MIMEApplicationJSON {
		values, err := request.Form(c)
		if err != nil {
			return sent, err
		}
		return checkRequest{values.Get("ref"), values.Get("title"), values.Get("preface"), values.Get("body"),
			values.Get("note"), values.Get("form"), values.Get("tune"), values.Get("book")}, nil
	}
	if err := json.NewDecoder(c.Request().Body).Decode(&sent); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			return sent, err
		}
		return sent, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("error.form"), Err: err}
	}
	return sent, nil
}

package site

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// FormOf reads a small form, of the body alone: an address must not be able
// to fill in its fields. Unlike FormValue of Echo it says when the form is
// too large or broken, rather than give empty fields.
func (s *Site) FormOf(c echo.Context) (url.Values, error) {
	req := c.Request()
	if err := req.ParseForm(); err != nil {
		if status, _ := classify(err); status < 500 {
			return nil, err
		}
		return nil, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("error.form"), Err: err}
	}
	for _, values := range req.PostForm {
		for _, value := range values {
			if !Sound(value) {
				return nil, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("error.form")}
			}
		}
	}
	return req.PostForm, nil
}

// Sound holds for text that the store and the index can take.
func Sound(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }

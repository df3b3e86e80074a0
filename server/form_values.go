package server

import (
	"net/url"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// formOf reads a small form, of the body alone: an address must not be able
// to fill in its fields. Unlike FormValue of Echo it says when the form is
// too large or broken, rather than give empty fields.
func (s *Server) formOf(c echo.Context) (url.Values, error) {
	req := c.Request()
	if err := req.ParseForm(); err != nil {
		if status, _ := classify(err); status < 500 {
			return nil, err
		}
		return nil, &corpus.Error{Code: corpus.Invalid, Message: s.Say("error.form"), Err: err}
	}
	for _, values := range req.PostForm {
		for _, value := range values {
			if !sound(value) {
				return nil, &corpus.Error{Code: corpus.Invalid, Message: s.Say("error.form")}
			}
		}
	}
	return req.PostForm, nil
}

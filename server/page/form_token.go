package page

import (
	"regexp"

	"github.com/labstack/echo/v4"

	"shiyun/server/session"
)

// sendingForm is the tag of a form that changes something. Texts of the archive
// are escaped and never look like one.
var sendingForm = regexp.MustCompile(`<form\b[^>]*\bmethod="?post"?[^>]*>`)

// withFormToken puts the token of the browser into every form of a page: here
// and nowhere else, so that no template can forget it. It is the first field,
// where it is found in a form with files before these are read.
func (p *Pages) withFormToken(c echo.Context, content []byte) []byte {
	if !sendingForm.Match(content) {
		return content
	}
	token := session.PageToken(c, p.cfg.Origin)
	if token == "" {
		return content
	}
	field := `<input type="hidden" name="` + session.FormField + `" value="` + token + `">`
	return sendingForm.ReplaceAllFunc(content, func(tag []byte) []byte {
		return append(append([]byte{}, tag...), field...)
	})
}

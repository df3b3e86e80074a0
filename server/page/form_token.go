package page

import (
	"regexp"

	"github.com/labstack/echo/v4"

	"shiyun/server/session"
)

// sendingForm is the tag of a form that changes something. Texts of the archive
// are escaped and never look like one. A form with files is sent by a script,
// or says where it is from.
var sendingForm = regexp.MustCompile(`<form\b[^>]*\bmethod="?post"?[^>]*>`)

var withFiles = regexp.MustCompile(`\benctype=`)

// withFormToken puts the token of the session into every form of a curators'
// page: here and nowhere else, so that no template can forget it.
func (p *Pages) withFormToken(c echo.Context, content []byte) []byte {
	if _, ok := session.AccountOf(c); !ok {
		return content
	}
	field := `<input type="hidden" name="` + session.FormField + `" value="` + session.FormToken(p.cfg.Origin.Cookie(c, session.Cookie)) + `">`
	return sendingForm.ReplaceAllFunc(content, func(tag []byte) []byte {
		if withFiles.Match(tag) {
			return tag
		}
		return append(append([]byte{}, tag...), field...)
	})
}

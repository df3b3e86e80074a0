package site

import (
	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
)

// Page, Write and the like send at once, for the handlers of server/curator
// that do not return an answer.Answer yet.
func (s *Site) Page(c echo.Context, status int, name string, v View) error {
	return sent(c)(s.Show(c, status, name, v))
}

// Write sends a body.
func Write(c echo.Context, status int, contentType string, body []byte) error {
	return sent(c)(answer.Body(status, contentType, body))
}

func sent(c echo.Context) func(answer.Answer, error) error {
	return func(send answer.Answer, err error) error {
		if err != nil {
			return err
		}
		return send(c)
	}
}

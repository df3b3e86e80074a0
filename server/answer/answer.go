// Package answer is what handlers return: a Handler reads a request and
// returns how to answer it, or an error, and only after it has returned is
// anything sent. So no handler can go on after a redirect, and none can send
// two answers.
package answer

import (
	"errors"
	"net/http"

	"github.com/labstack/echo/v4"
)

// Answer sends the answer to a request. It is called once, after the handler
// has returned.
type Answer func(c echo.Context) error

// Handler reads a request and returns its answer. It may set headers of the
// response and sends nothing itself. An error is answered by the one place
// that turns errors into pages or problems.
type Handler func(c echo.Context) (Answer, error)

// errNothing is a handler that returned neither an answer nor an error.
var errNothing = errors.New("handler returned no answer")

// Serve sends the answer of h, as echo wants it.
func Serve(h Handler) echo.HandlerFunc {
	return func(c echo.Context) error {
		send, err := h(c)
		switch {
		case err != nil:
			return err
		case send == nil:
			return errNothing
		}
		return send(c)
	}
}

// Redirect sends the visitor to another address, with a status of 3xx.
func Redirect(status int, to string) (Answer, error) {
	return func(c echo.Context) error { return c.Redirect(status, to) }, nil
}

// SeeOther sends the visitor on after a form was taken: reloading the page
// that follows sends nothing again.
func SeeOther(to string) (Answer, error) { return Redirect(http.StatusSeeOther, to) }

// Blob sends a finished body as it is.
func Blob(status int, contentType string, body []byte) (Answer, error) {
	return func(c echo.Context) error { return c.Blob(status, contentType, body) }, nil
}

// Forever sends what never changes under its address.
func Forever(contentType string, body []byte) (Answer, error) {
	return func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=31536000, immutable")
		return c.Blob(http.StatusOK, contentType, body)
	}, nil
}

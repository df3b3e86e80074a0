package request

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// Form reads a small form, of the body alone: an address must not be able to
// fill in its fields. Unlike FormValue of Echo it returns an error for a form
// that is too large or broken, rather than empty fields.
func Form(c echo.Context) (url.Values, error) {
	req := c.Request()
	if err := req.ParseForm(); err != nil {
		return nil, Unreadable(err)
	}
	for _, values := range req.PostForm {
		for _, value := range values {
			if !Sound(value) {
				return nil, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("error.form")}
			}
		}
	}
	if known, ok := c.Get(fieldsKey).([]string); ok {
		maps.DeleteFunc(req.PostForm, func(field string, _ []string) bool { return !slices.Contains(known, field) })
	}
	return req.PostForm, nil
}

// Unreadable returns what became of a request whose body could not be read: too
// large, or cut off, too slow or in no known form, which are none of our faults.
func Unreadable(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("error.form"), Err: err}
}

// fieldsKey is where TakeFields leaves the fields of the form.
const fieldsKey = "fields"

// TakeFields makes Form leave out all fields but these; nil takes any.
func TakeFields(fields []string) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		if fields == nil {
			return next
		}
		return func(c echo.Context) error {
			c.Set(fieldsKey, fields)
			return next(c)
		}
	}
}

// Sound reports whether the store and the index can take a text.
func Sound(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }

package request

import (
	"errors"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
)

// The largest field of a form with files, in bytes: the longest poem in the
// longest of its encodings; and how many parts are read at most.
const (
	maxField = 128 << 10
	maxParts = 40
)

// FormWithFiles reads a form that may have files, part by part into memory,
// which the bound of the route holds down. The names of the files are not looked
// at; a field without a file has none. Otherwise it is as Form, and reads a form
// without files too.
func FormWithFiles(c echo.Context) (values url.Values, files map[string][]byte, err error) {
	kind, _, _ := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	if kind != echo.MIMEMultipartForm {
		if values, err = Form(c); err != nil {
			return nil, nil, err
		}
		if _, err = io.Copy(io.Discard, c.Request().Body); err != nil { // of no form: to its end, or what is broken is taken for empty
			return nil, nil, Unreadable(err)
		}
		return values, map[string][]byte{}, nil
	}
	if values, files, err = readParts(c.Request()); err != nil {
		return nil, nil, Unreadable(err)
	}
	if known, ok := c.Get(fieldsKey).([]string); ok {
		maps.DeleteFunc(values, func(field string, _ []string) bool { return !slices.Contains(known, field) })
		maps.DeleteFunc(files, func(field string, _ []byte) bool { return !slices.Contains(known, field) })
	}
	return values, files, nil
}

func readParts(req *http.Request) (values url.Values, files map[string][]byte, err error) {
	values, files = url.Values{}, map[string][]byte{}
	parts, err := req.MultipartReader()
	if err != nil {
		return nil, nil, err
	}
	for range maxParts {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return values, files, nil
		}
		if err != nil {
			return nil, nil, err
		}
		if part.FileName() != "" {
			files[part.FormName()], err = io.ReadAll(part)
		} else {
			err = readField(part, values)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return nil, nil, corpus.NewError(corpus.Invalid, "error.form")
}

func readField(part *multipart.Part, values url.Values) error {
	text, err := io.ReadAll(io.LimitReader(part, maxField+1))
	if err != nil {
		return err
	}
	if len(text) > maxField || !Sound(string(text)) {
		return errors.New("a field is too long or no text")
	}
	values.Add(part.FormName(), string(text))
	return nil
}

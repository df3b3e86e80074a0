package answer

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

const mimeJSON = echo.MIMEApplicationJSON + "; charset=utf-8"

// MIMEProblem is the content type of a Problem.
const MIMEProblem = "application/problem+json; charset=utf-8"

// Problem is an error as programs read it, in the form of RFC 9457.
type Problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail"`
	Code      string `json:"code"`
	RequestID string `json:"request_id"`
}

// JSON answers with v, verse with < and > in it left readable.
func JSON(v any) (Answer, error) { return JSONAs(http.StatusOK, mimeJSON, v) }

// JSONTagged answers with v, which differs from one answer to the next in what
// says nothing of its content, such as how long it took: its tag is made from
// lasting, which is v without that.
func JSONTagged(v, lasting any) (Answer, error) {
	body, err := encodeJSON(v)
	if err != nil {
		return nil, err
	}
	tagged, err := encodeJSON(lasting)
	if err != nil {
		return nil, err
	}
	return bodyTagged(http.StatusOK, mimeJSON, body, tagged), nil
}

// JSONAs answers with v under a status and a content type.
func JSONAs(status int, contentType string, v any) (Answer, error) {
	body, err := encodeJSON(v)
	if err != nil {
		return nil, err
	}
	return Body(status, contentType, body)
}

func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	return b.Bytes(), nil
}

// Body sends a finished body. Visitors may keep it but must ask each time
// whether it still stands: a withdrawn poem must not live on in a cache. The
// tag is made from the body itself, so nothing that shows on it can be
// forgotten.
func Body(status int, contentType string, body []byte) (Answer, error) {
	return bodyTagged(status, contentType, body, body), nil
}

func bodyTagged(status int, contentType string, body, tagged []byte) Answer {
	return func(c echo.Context) error {
		h := c.Response().Header()
		if h.Get(echo.HeaderCacheControl) == "" {
			h.Set(echo.HeaderCacheControl, "no-cache")
		}
		if status == http.StatusOK && h.Get(echo.HeaderCacheControl) == "no-cache" {
			sum := sha256.Sum256(tagged)
			tag := fmt.Sprintf(`W/"%x"`, sum[:12])
			h.Set("ETag", tag)
			if Matches(c.Request().Header.Get("If-None-Match"), tag) {
				return c.NoContent(http.StatusNotModified)
			}
		}
		return c.Blob(status, contentType, body)
	}
}

// Matches reports whether an If-None-Match names the tag, in either strength.
func Matches(header, tag string) bool {
	for one := range strings.SplitSeq(header, ",") {
		if strings.TrimPrefix(strings.TrimSpace(one), "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

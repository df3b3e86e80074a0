package answer

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"
)

func TestServe(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	for name, tt := range map[string]struct {
		handler Handler
		status  int
		err     error
	}{
		"a redirect":       {func(echo.Context) (Answer, error) { return SeeOther("/poems/1") }, http.StatusSeeOther, nil},
		"a body":           {func(echo.Context) (Answer, error) { return Body(http.StatusOK, "text/plain", []byte("诗")) }, http.StatusOK, nil},
		"an error":         {func(echo.Context) (Answer, error) { return nil, broken }, 0, broken},
		"an error besides": {func(echo.Context) (Answer, error) { a, _ := SeeOther("/"); return a, broken }, 0, broken},
		"nothing":          {func(echo.Context) (Answer, error) { return nil, nil }, 0, errNothing},
	} {
		t.Run(name, func(t *testing.T) {
			rec := httptest.NewRecorder()
			c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/", nil), rec)
			if err := Serve(tt.handler)(c); !errors.Is(err, tt.err) {
				t.Errorf("error %v, want %v", err, tt.err)
			}
			if tt.err != nil && c.Response().Committed {
				t.Error("something was sent besides the error")
			}
			if tt.err == nil && rec.Code != tt.status {
				t.Errorf("status %d, want %d", rec.Code, tt.status)
			}
		})
	}
}

// Nothing is sent before the handler has returned: a redirect that is dropped
// on the way sends nobody anywhere.
func TestAnswerIsSentByServeAlone(t *testing.T) {
	t.Parallel()
	rec := httptest.NewRecorder()
	c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/", nil), rec)
	err := Serve(func(echo.Context) (Answer, error) {
		if _, err := Redirect(http.StatusFound, "/elsewhere"); err != nil {
			return nil, err
		}
		return JSON(map[string]int{"n": 1})
	})(c)
	if err != nil || rec.Code != http.StatusOK || rec.Header().Get("Location") != "" {
		t.Errorf("%v, status %d, location %q", err, rec.Code, rec.Header().Get("Location"))
	}
}

func TestUnchangedBodyIsNotSentAgain(t *testing.T) {
	t.Parallel()
	send := func(known string) *httptest.ResponseRecorder {
		rec := httptest.NewRecorder()
		req := httptest.NewRequest(http.MethodGet, "/", nil)
		req.Header.Set("If-None-Match", known)
		if err := Serve(func(echo.Context) (Answer, error) { return Body(http.StatusOK, "text/plain", []byte("诗")) })(echo.New().NewContext(req, rec)); err != nil {
			t.Fatal(err)
		}
		return rec
	}
	tag := send("").Header().Get("ETag")
	for known, want := range map[string]int{tag: http.StatusNotModified, `"other", ` + tag: http.StatusNotModified, `W/"other"`: http.StatusOK} {
		if rec := send(known); rec.Code != want {
			t.Errorf("If-None-Match %s: %d, want %d", known, rec.Code, want)
		}
	}
}

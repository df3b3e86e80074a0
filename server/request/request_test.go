package request

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"
)

func TestAddressOfAFormIsThePageItself(t *testing.T) {
	for _, tt := range []struct{ method, target, want string }{
		{http.MethodGet, "/search?q=a", "/search?q=a"},
		{http.MethodPost, "/submit?x=1", "/submit"},
	} {
		req := httptest.NewRequest(tt.method, tt.target, nil)
		if got := Address(echo.New().NewContext(req, nil)); got != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.method, tt.target, got, tt.want)
		}
	}
}

package request

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
)

func visit(host string, local net.Addr, headers ...string) echo.Context {
	req := httptest.NewRequest(http.MethodGet, "/", nil)
	req.Host, req.RemoteAddr = host, "127.0.0.1:1" // a proxy beside it, whose word counts
	if local != nil {
		req = req.WithContext(context.WithValue(req.Context(), http.LocalAddrContextKey, local))
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	return echo.New().NewContext(req, nil)
}

// Only a host that a curator signed in under, or the very address of the
// connection, goes into links.
func TestWholeAddresses(t *testing.T) {
	t.Parallel()
	here := &net.TCPAddr{IP: net.IPv4(192, 168, 1, 5), Port: 8080}
	h := NewHosts("", "")
	kept := h.Learn(visit("shi.example:8443", nil))
	again := NewHosts("", kept)
	for name, tt := range map[string]struct {
		visit echo.Context
		want  string
	}{
		"known":                 {visit("shi.example:8443", nil), "http://shi.example:8443"},
		"behind a proxy":        {visit("shi.example:8443", nil, "X-Forwarded-Proto", "https"), "https://shi.example:8443"},
		"a scheme made up":      {visit("shi.example:8443", nil, "X-Forwarded-Proto", "javascript"), "http://shi.example:8443"},
		"the address itself":    {visit("192.168.1.5:8080", here), "http://192.168.1.5:8080"},
		"another address":       {visit("192.168.1.6:8080", here), ""},
		"a stranger's":          {visit("evil.example", here), ""},
		"another port":          {visit("shi.example:9999", nil), ""},
		"nothing":               {visit("", nil), ""},
		"a quotation mark":      {visit(`shi.example"`, nil), ""},
		"a path":                {visit("shi.example/evil", nil), ""},
		"somebody at a host":    {visit("a@shi.example", nil), ""},
		"longer than any":       {visit(strings.Repeat("a.", 200)+"example", nil), ""},
		"another of that name":  {visit("shi.example.evil", nil), ""},
		"a name with a newline": {visit("shi.example\nevil", nil), ""},
	} {
		for _, hosts := range []*Hosts{h, again} {
			if got := hosts.Whole(tt.visit); got != tt.want {
				t.Errorf("%s: %q, want %q", name, got, tt.want)
			}
		}
		if got := NewHosts("https://public.example", kept).Whole(tt.visit); got != "https://public.example" {
			t.Errorf("%s: %q beside a public address", name, got)
		}
	}
	if h.Learn(visit("shi.example:8443", nil)) != "" {
		t.Error("learnt twice")
	}
	for range 50 {
		h.Learn(visit(strings.ToLower(t.Name())+".example", nil))
		h.Learn(visit("evil/", nil))
	}
	if len(h.known) != 2 || h.known[0] != "testwholeaddresses.example" {
		t.Errorf("knows %q", h.known)
	}
}

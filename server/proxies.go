package server

import (
	"fmt"
	"net"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// proxies are whose word about visitors is believed, as echo asks for it.
type proxies struct {
	ip     echo.IPExtractor
	scheme echo.SchemeExtractor
}

// TrustProxies replaces the addresses and networks of Config.TrustedProxies
// while the server runs. On an error nothing has changed.
func (s *Server) TrustProxies(entries []string) error {
	trusted, err := newProxies(entries)
	if err == nil {
		s.proxies.Store(trusted)
	}
	return err
}

// askProxies lets echo ask whoever is trusted at the moment.
func (s *Server) askProxies() {
	s.echo.IPExtractor = func(r *http.Request) string { return s.proxies.Load().ip(r) }
	s.echo.SchemeExtractor = func(r *http.Request) string { return s.proxies.Load().scheme(r) }
}

// newProxies decides whose word about the visitor's address is believed:
// nobody's unless configured. Otherwise a visitor could send a new
// X-Forwarded-For with every request and no limit by address would hold.
func newProxies(entries []string) (*proxies, error) {
	if len(entries) == 0 {
		return &proxies{echo.ExtractIPDirect(), echo.ExtractSchemeDirect()}, nil
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, entry := range entries {
		network, err := parseNetwork(entry)
		if err != nil {
			return nil, fmt.Errorf("trusted proxy %q: %w", entry, err)
		}
		trust = append(trust, echo.TrustIPRange(network))
	}
	return &proxies{echo.ExtractIPFromXFFHeader(trust...), echo.ExtractSchemeFromHeaders(trust...)}, nil
}

// parseNetwork reads a network, or an address as the network of itself.
func parseNetwork(text string) (*net.IPNet, error) {
	if !strings.Contains(text, "/") {
		bits := "/128"
		if ip := net.ParseIP(text); ip != nil && ip.To4() != nil {
			bits = "/32"
		}
		text += bits
	}
	_, network, err := net.ParseCIDR(text)
	return network, err
}

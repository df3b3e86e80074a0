package server

import (
	"fmt"
	"net"
	"strings"

	"github.com/labstack/echo/v4"
)

// trustProxies decides whose word about the visitor's address is believed:
// nobody's unless configured. Otherwise a visitor could send a new
// X-Forwarded-For with every request and no limit by address would hold.
func (s *Server) trustProxies() error {
	s.echo.IPExtractor = echo.ExtractIPDirect()
	s.echo.SchemeExtractor = echo.ExtractSchemeDirect()
	if len(s.trustedProxies) == 0 {
		return nil
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, entry := range s.trustedProxies {
		network, err := parseNetwork(entry)
		if err != nil {
			return fmt.Errorf("trusted proxy %q: %w", entry, err)
		}
		trust = append(trust, echo.TrustIPRange(network))
	}
	s.echo.IPExtractor = echo.ExtractIPFromXFFHeader(trust...)
	s.echo.SchemeExtractor = echo.ExtractSchemeFromHeaders(trust...)
	return nil
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

package route

import (
	"net"
	"net/netip"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
)

// Searches are the requests a second from one address, and at one moment.
// Generous: a school or a whole lane may share one address.
var Searches = middleware.RateLimiterMemoryStoreConfig{Rate: 20, Burst: 100, ExpiresIn: 3 * time.Minute}

// LimitVisitors keeps one address from taking all the time there is. The
// machine itself is not limited.
func LimitVisitors(rate middleware.RateLimiterMemoryStoreConfig) echo.MiddlewareFunc {
	return middleware.RateLimiterWithConfig(middleware.RateLimiterConfig{
		Skipper: func(c echo.Context) bool {
			ip := net.ParseIP(c.RealIP())
			return ip != nil && ip.IsLoopback()
		},
		Store:               middleware.NewRateLimiterMemoryStoreWithConfig(rate),
		IdentifierExtractor: func(c echo.Context) (string, error) { return Visitor(c.RealIP()), nil },
	})
}

// Visitor is the network of an IPv6 address, because one household has 2^64
// of them, and any other address as it is.
func Visitor(ip string) string {
	addr, err := netip.ParseAddr(ip)
	if err != nil || addr.Unmap().Is4() {
		return ip
	}
	prefix, err := addr.Prefix(64)
	if err != nil {
		return ip
	}
	return prefix.String()
}

package route

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"golang.org/x/time/rate"
)

// Limit bounds the requests of one address: Burst of them at one moment, and
// one more in each period of Every.
type Limit struct {
	Every time.Duration
	Burst int
}

// Searches bounds what is searched from one address. Generous: a school or a
// whole lane may share one.
var Searches = Limit{Every: time.Second / 20, Burst: 100}

// LimitVisitors keeps one address from taking all the time there is.
func LimitVisitors(limit Limit, now func() time.Time) echo.MiddlewareFunc {
	limiter := NewLimiter(limit, now)
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			if !limiter.Allow(c.RealIP()) {
				return middleware.ErrRateLimitExceeded
			}
			return next(c)
		}
	}
}

// Limiter counts requests by address on the clock of the site. The limiter of
// Echo reads the clock of the machine, which a test cannot hold still.
type Limiter struct {
	limit Limit
	now   func() time.Time

	mu       sync.Mutex
	visitors map[string]*rate.Limiter // by [Visitor]; guarded by mu
	swept    time.Time                // when the idle were last forgotten; guarded by mu
}

// NewLimiter returns a limiter that has seen no request yet.
func NewLimiter(limit Limit, now func() time.Time) *Limiter {
	return &Limiter{limit: limit, now: now, visitors: map[string]*rate.Limiter{}, swept: now()}
}

// Allow reports whether an address may make a request now, and counts it. The
// machine itself is not limited.
func (l *Limiter) Allow(ip string) bool {
	if parsed := net.ParseIP(ip); parsed != nil && parsed.IsLoopback() {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.forgetIdle(now)
	visitor := Visitor(ip)
	counted := l.visitors[visitor]
	if counted == nil {
		counted = rate.NewLimiter(rate.Every(l.limit.Every), l.limit.Burst)
		l.visitors[visitor] = counted
	}
	return counted.AllowN(now, 1)
}

// forgetIdle drops those whose allowance is whole again, as it is for an
// address never seen, once in the time that takes: addresses must not add up
// for as long as the program runs. The caller holds mu.
func (l *Limiter) forgetIdle(now time.Time) {
	if now.Sub(l.swept) < l.limit.Every*time.Duration(l.limit.Burst) {
		return
	}
	l.swept = now
	for visitor, counted := range l.visitors {
		if counted.TokensAt(now) >= float64(l.limit.Burst) {
			delete(l.visitors, visitor)
		}
	}
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

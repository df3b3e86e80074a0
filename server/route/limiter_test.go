package route

import (
	"testing"
	"time"
)

func TestLimiterCountsByAddress(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		ips   []string // asking in turn
		allow int      // of forty
	}{
		{"one address", []string{"203.0.113.9"}, 20},
		{"two addresses", []string{"203.0.113.9", "203.0.113.10"}, 40},
		{"one household", []string{"2001:db8::1", "2001:db8::2"}, 20},
		{"two households", []string{"2001:db8::1", "2001:db8:0:1::1"}, 40},
		{"one address written in IPv6", []string{"::ffff:203.0.113.9"}, 20},
		{"the machine itself", []string{"127.0.0.1"}, 40},
		{"the machine itself by IPv6", []string{"::1"}, 40},
		{"no address", []string{""}, 20},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			l := NewLimiter(Limit{Every: 3 * time.Second, Burst: 20}, func() time.Time { return time.Unix(0, 0) })
			allowed := 0
			for i := range 40 {
				if l.Allow(tt.ips[i%len(tt.ips)]) {
					allowed++
				}
			}
			if allowed != tt.allow {
				t.Errorf("%d of 40 allowed, want %d", allowed, tt.allow)
			}
		})
	}
}

func TestLimiterAllowsMoreWithTime(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	l := NewLimiter(Limit{Every: 3 * time.Second, Burst: 2}, func() time.Time { return now })
	for _, tt := range []struct {
		after time.Duration
		want  bool
	}{
		{0, true}, {0, true}, {0, false},
		{2 * time.Second, false},
		{time.Second, true}, {0, false},
		{-time.Hour, false}, // a clock put back gives nothing
		{time.Hour + 3*time.Second, true}, {0, false},
		{time.Hour, true}, {0, true}, {0, false}, // never more than the burst
	} {
		now = now.Add(tt.after)
		if got := l.Allow("203.0.113.9"); got != tt.want {
			t.Errorf("%v later, at %v: %v, want %v", tt.after, now.Sub(time.Unix(0, 0)), got, tt.want)
		}
	}
}

func TestLimiterForgetsTheIdle(t *testing.T) {
	t.Parallel()
	now := time.Unix(0, 0)
	l := NewLimiter(Limit{Every: time.Second, Burst: 10}, func() time.Time { return now })
	for _, ip := range []string{"203.0.113.1", "203.0.113.2", "203.0.113.3"} {
		l.Allow(ip)
	}
	now = now.Add(9 * time.Second)
	for range 5 {
		l.Allow("203.0.113.4")
	}
	now = now.Add(time.Second)
	l.Allow("203.0.113.5")
	if len(l.visitors) != 2 || l.visitors["203.0.113.4"] == nil || l.visitors["203.0.113.5"] == nil {
		t.Errorf("%d addresses are remembered", len(l.visitors))
	}
}

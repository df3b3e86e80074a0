package account

import (
	"fmt"
	"testing"
	"time"

	"shiyun/server/catalogue"
)

// What is remembered is bounded, and a flood of made-up names does not free
// the account under attack.
func TestThrottleIsBounded(t *testing.T) {
	t.Parallel()
	var attempts throttle
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	for range freeAttempts {
		if wait := attempts.begin("victim", now); wait != 0 {
			t.Fatalf("a free attempt waits %v", wait)
		}
	}
	for i := range mostAttempts + 500 {
		attempts.begin(fmt.Sprint("made up ", i), now)
	}
	if len(attempts.all) > mostAttempts {
		t.Errorf("%d names are remembered", len(attempts.all))
	}
	if wait := attempts.begin("victim", now); wait != time.Second {
		t.Errorf("the account under attack waits %v", wait)
	}
	attempts.begin("one more", now.Add(2*forgetAfter))
	if len(attempts.all) != 1 {
		t.Errorf("%d names are remembered after %v", len(attempts.all), 2*forgetAfter)
	}
}

func TestDevicesAreDescribed(t *testing.T) {
	t.Parallel()
	s := Server{words: &catalogue.Catalogue{Words: catalogue.Words{"me.device.unknown": "?", "me.device.wechat": "微信"}}}
	for agent, want := range map[string]string{
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.44":      "iPhone 微信",
		"Mozilla/5.0 (Linux; Android 13; V2254A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36":                         "Android Chrome",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0":            "Windows Edge",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.1": "Mac Safari",
		"<script>": "?", "": "?",
	} {
		if got := s.deviceOf(agent); got != want {
			t.Errorf("%.40s: %q, want %q", agent, got, want)
		}
	}
}

package account

import (
	"sync"
	"time"
)

// The delays between attempts at one account: none for the first few, then
// one second and twice as long each time. Nobody is shut out for good, or an
// attacker could shut out a curator.
const (
	freeAttempts = 4
	longestDelay = 15 * time.Minute
	forgetAfter  = 24 * time.Hour
	mostAttempts = 10_000 // accounts remembered, known or not
)

// throttle counts attempts to sign in, in memory: who restarts the program
// may try again.
type throttle struct {
	mu  sync.Mutex
	all map[string]attempts // guarded by mu
}

type attempts struct {
	n     int
	last  time.Time
	until time.Time // none is looked at before
}

// begin counts an attempt before it is looked at, so that a thousand at once
// are not a thousand free ones. It returns how long to wait instead, 0 where
// the attempt may go on; succeed takes it back.
func (t *throttle) begin(key string, now time.Time) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	a := t.all[key]
	if now.Sub(a.last) > forgetAfter {
		a = attempts{}
	}
	if now.Before(a.until) {
		return a.until.Sub(now)
	}
	a.n++
	a.last = now
	if late := a.n - freeAttempts; late >= 0 {
		a.until = now.Add(min(time.Second<<min(late, 20), longestDelay))
	}
	if _, known := t.all[key]; !known && len(t.all) >= mostAttempts {
		t.makeRoom(now)
	}
	if t.all == nil {
		t.all = map[string]attempts{}
	}
	t.all[key] = a
	return 0
}

// makeRoom forgets what is old, or the one with the fewest attempts: a flood
// of made-up names must not free the account under attack.
func (t *throttle) makeRoom(now time.Time) {
	fewest, key := 0, ""
	for k, a := range t.all {
		if now.Sub(a.last) > forgetAfter {
			delete(t.all, k)
		} else if key == "" || a.n < fewest {
			fewest, key = a.n, k
		}
	}
	if len(t.all) >= mostAttempts {
		delete(t.all, key)
	}
}

func (t *throttle) succeed(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.all, key)
}

package browsertest

import (
	"runtime"
	"testing"
)

// pool is the browsers that the pages of one test share: one for each core,
// since a page keeps one busy.
type pool chan *browser

func openPool(t *testing.T, s *site) pool {
	t.Helper()
	browsers := make(pool, min(runtime.GOMAXPROCS(0), 4))
	for range cap(browsers) {
		browsers <- openBrowser(t, s.url)
	}
	return browsers
}

// eachSight runs fn as a test of each sight's own, in as many browsers at once
// as there are.
func (p pool) eachSight(t *testing.T, fn func(t *testing.T, b *browser, v sight)) {
	t.Helper()
	for _, v := range sights {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			b := <-p
			defer func() { p <- b }()
			b.t = t
			fn(t, b, v)
		})
	}
}

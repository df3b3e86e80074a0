package servertest

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"shiyun/corpus/store"
	"shiyun/server"
)

// Clock is a clock that stands still until a test advances it.
type Clock struct {
	mu  sync.Mutex
	now time.Time // guarded by mu
}

// Now returns the time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Advance moves the clock on.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// Resident is a visitor of the sample archive who sends poems in.
type Resident struct {
	T     testing.TB
	Site  *server.Server
	Store *store.Store
	Clock *Clock
}

// NewResident opens the sample archive at [Noon].
func NewResident(t testing.TB) Resident {
	t.Helper()
	at := &Clock{now: Noon()}
	st := SampleArchive(t)
	return Resident{t, NewSite(t, st, func(c *server.Config) { c.Now = at.Now }), st, at}
}

// Form opens a page and returns the fields of its forms.
func (r Resident) Form(target string) url.Values {
	r.T.Helper()
	rec := Get(r.T, r.Site, target)
	if rec.Code != http.StatusOK {
		r.T.Fatalf("%s: %d", target, rec.Code)
	}
	return FieldsOf(r.T, rec)
}

// Submit fills in the form of a poem, with changes in pairs, and sends it after a
// minute.
func (r Resident) Submit(pairs ...string) *httptest.ResponseRecorder {
	r.T.Helper()
	form := Set(r.Form("/submit"), append([]string{"title", "新荷", "body", "一片新荷\n半池月", "author", "荷风", "consent", "1"}, pairs...)...)
	r.Clock.Advance(time.Minute)
	return Post(r.T, r.Site, "/submit", form)
}

// WantReceipt returns the address of the receipt that a form led to.
func (r Resident) WantReceipt(rec *httptest.ResponseRecorder) string {
	r.T.Helper()
	to := rec.Header().Get("Location")
	if rec.Code != http.StatusSeeOther || !strings.HasPrefix(to, "/receipt/") {
		r.T.Fatalf("answer %d, to %q: %s", rec.Code, to, Problems(r.T, rec))
	}
	return to
}

// State returns the state shown on a receipt.
func (r Resident) State(receipt string) string {
	r.T.Helper()
	rec := Get(r.T, r.Site, receipt)
	states := Parse(r.T, rec.Body.String()).Classed("state")
	if rec.Code != http.StatusOK || len(states) != 1 {
		r.T.Fatalf("%s: %d", receipt, rec.Code)
	}
	return Text(states[0])
}

package submit

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/server/entry"
	"shiyun/server/route"
)

// What keeps programs from filling in residents' forms: a field no person
// sees, a least time, a ticket of ours and a limit by address. A puzzle would
// keep the old out too.
const (
	trapField    = "website"
	ticketField  = "ticket"
	leastTime    = 2 * time.Second // no one types a poem faster
	longestTime  = 24 * time.Hour
	ticketPrefix = "form "
)

// sendings is how often one address may send something in: a poem a minute,
// twenty in one go, for a writing circle behind one address.
var sendings = route.Limit{Every: time.Minute, Burst: 20}

// ticket is handed out with a form, sealed: when, and a name for this one form
// that no one else can know.
func (s *Server) ticket() string {
	return s.store.Secrets().Seal(ticketPrefix + strconv.FormatInt(s.now().Unix(), 10) + " " + rand.Text())
}

// guard refuses a form that no person sent, or that must be looked at again,
// in the form itself. It returns the name of the form.
func (s *Server) guard(c echo.Context, e *entry.Entry) (name string) {
	text, err := s.store.Secrets().Open(e.Value(ticketField))
	parts := strings.Fields(strings.TrimPrefix(text, ticketPrefix))
	if err != nil || !strings.HasPrefix(text, ticketPrefix) || len(parts) != 2 {
		return s.again(e, "guard.stale")
	}
	handed, err := strconv.ParseInt(parts[0], 10, 64)
	age := s.now().Sub(time.Unix(handed, 0))
	switch {
	case err != nil || age > longestTime || age < 0:
		return s.again(e, "guard.stale")
	case age < leastTime || e.Value(trapField) != "":
		e.Values.Del(trapField)
		e.Refuse("", "guard.again")
	case !s.limiter.Allow(c.RealIP()):
		e.Refuse("", "guard.full")
	}
	return parts[1]
}

// again asks for the same form once more, under a ticket that holds.
func (s *Server) again(e *entry.Entry, key string) string {
	e.Refuse("", key)
	e.Values.Set(ticketField, s.ticket())
	return ""
}

// receiptToken is the same for the same text in the same form, so that who
// clicks twice has one receipt, and unknown to all who have not seen it.
func receiptToken(form string, content ...string) string {
	h := sha256.New()
	h.Write([]byte("receipt " + form)) // a hash never fails to take bytes
	for _, part := range content {
		h.Write([]byte("\x00" + part))
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(h.Sum(nil)[:20]))
}

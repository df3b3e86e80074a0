package request

import (
	"encoding/json"
	"net"
	"net/http"
	"regexp"
	"slices"
	"sync"

	"github.com/labstack/echo/v4"
)

// Hosts are the names the site is known to be reached by where no public
// address is configured: those under which a curator has signed in. What any
// other visitor says the host is named is handed on to nobody: whoever comes
// with a name of their own would have it put into links that others follow.
type Hosts struct {
	origin Origin

	mu    sync.RWMutex // guards known
	known []string     // the one learnt last in front
}

// mostHosts bounds what is known; a site has a name or two.
const mostHosts = 8

// NewHosts returns the hosts of a site; kept is what Learn returned before.
func NewHosts(origin Origin, kept string) *Hosts {
	h := &Hosts{origin: origin}
	var known []string
	if json.Unmarshal([]byte(kept), &known) == nil {
		h.known = known[:min(len(known), mostHosts)]
	}
	return h
}

// validHost is a name or an IPv4 address, with a port or without one.
var validHost = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?){0,8}(:[0-9]{1,5})?$`)

// Whole returns the address of the site for links that leave it: the public
// one, or the one of the request if its host is known or is the very address
// it came in at; else "", and addresses begin with a slash. It is for what is
// made anew for each host: nothing stored, no one-time link and no id has it.
func (h *Hosts) Whole(c echo.Context) string {
	if h.origin != "" {
		return string(h.origin)
	}
	host := c.Request().Host
	if !validHost.MatchString(host) || !h.isKnown(host) && !isLocal(c.Request()) {
		return ""
	}
	scheme := "http"
	if c.Scheme() == "https" {
		scheme = "https"
	}
	return scheme + "://" + host
}

func (h *Hosts) isKnown(host string) bool {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return slices.Contains(h.known, host)
}

// isLocal reports whether a request names the address its connection came in
// at, which no one can make up.
func isLocal(r *http.Request) bool {
	at, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	return ok && at.String() == r.Host
}

// Learn notes the host of a request of somebody who has just proved to be a
// curator, and returns what is to be kept; "" where it was known.
func (h *Hosts) Learn(c echo.Context) string {
	host := c.Request().Host
	if h.origin != "" || !validHost.MatchString(host) {
		return ""
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if slices.Contains(h.known, host) {
		return ""
	}
	h.known = append([]string{host}, h.known[:min(len(h.known), mostHosts-1)]...)
	kept, err := json.Marshal(h.known)
	if err != nil {
		return ""
	}
	return string(kept)
}

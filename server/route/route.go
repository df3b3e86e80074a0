// Package route has the lines of the tables of routes: where a page is, who may
// use it, what answers, and within which bounds. It is the only way to a
// handler.
package route

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/admission"
	"shiyun/server/answer"
)

// Route is a line of a table of routes.
type Route struct {
	Method string
	Path   string
	Who    Who
	Handle answer.Handler
	Terms
}

// Who may use a route: anyone, or those signed in with at least a role.
type Who corpus.Role

// Anyone, or those who look after the archive, or those among them who also
// look after accounts.
const (
	Anyone  Who = ""
	Curator     = Who(corpus.RoleCurator)
	Admin       = Who(corpus.RoleAdmin)
)

// Terms are the bounds of a request. Those not set are the ordinary ones.
type Terms struct {
	Body    int64               // of what is sent in, bytes
	Time    time.Duration       // until it is given up
	Endless bool                // an event stream: no end, and not compressed, for that holds events back
	Raw     bool                // not compressed: it is so already, and parts of it are asked for
	Limit   echo.MiddlewareFunc // of how often; nil for none
	// Fields are those of the form, and no other is taken: a program may send
	// more than a person is asked. Nil takes any, which only curators may send.
	Fields []string
	Class  admission.Class // by cost; Page stands for what Cost makes of it
	Open   bool            // of a POST that changes nothing here: taken from anywhere, without a token of a form
	Kept   bool            // depends on the archive, the address, the day and the reader's preferences alone
}

// Cost returns the class of the route: one that sends is a Write, unless it is
// of another class.
func (r Route) Cost() admission.Class {
	switch {
	case r.Class != admission.Page:
		return r.Class
	case r.Endless:
		return admission.Free
	case r.Method == http.MethodPost:
		return admission.Write
	}
	return admission.Page
}

// Get is a route that is read. HEAD is answered wherever GET is.
func Get(path string, who Who, handle answer.Handler, t Terms) Route {
	return Route{http.MethodGet, path, who, handle, t}
}

// Post is a route that changes something.
func Post(path string, who Who, handle answer.Handler, t Terms) Route {
	return Route{http.MethodPost, path, who, handle, t}
}

package route

import "net/http"

// Table has every route that a site answers. It is complete before the first
// request, and not changed after.
type Table struct{ routes []Route }

// Add appends a route.
func (t *Table) Add(r Route) { t.routes = append(t.routes, r) }

// All returns the routes in the order in which they were added.
func (t *Table) All() []Route { return t.routes }

// Has reports whether GET is answered on exactly this path, for menus that
// must not lead nowhere.
func (t *Table) Has(path string) bool {
	for _, r := range t.routes {
		if r.Method == http.MethodGet && r.Path == path {
			return true
		}
	}
	return false
}

package server

import (
	"strings"

	"github.com/labstack/echo/v4"
)

// curatorBar is the second menu, on curators' pages.
type curatorBar struct {
	Items []barItem
	Name  string // of who is signed in
	Me    bool   // the page is their own
}

type barItem struct {
	Path    string
	Key     string // of its word in the catalogue
	Current bool
	who     who
}

// barItems are the parts of the curators' side, in the order of the bar.
// Those without a route yet are left out.
var barItems = []barItem{
	{Path: curatorPath, Key: "curator.title", who: curator},
	{Path: "/curator/batches", Key: "curator.batches", who: curator},
	{Path: "/curator/review", Key: "curator.review", who: curator},
	{Path: "/curator/poems", Key: "curator.poems", who: curator},
	{Path: "/curator/searches", Key: "curator.searches", who: curator},
	{Path: "/curator/words", Key: "curator.words", who: curator},
	{Path: accountsPath, Key: "curator.accounts", who: admin},
	{Path: auditPath, Key: "curator.audit", who: admin},
	{Path: helpPath, Key: "help.index.title", who: curator},
}

// barOf is nil where nobody is known to be signed in.
func (s *Server) barOf(c echo.Context) *curatorBar {
	account, ok := accountOf(c)
	if !ok {
		return nil
	}
	at := c.Request().URL.Path
	bar := &curatorBar{Name: account.Name, Me: within(at, mePath)}
	for _, item := range barItems {
		if s.has(item.Path) && (item.who != admin || account.May("admin")) {
			item.Current = at == item.Path || item.Path != curatorPath && within(at, item.Path)
			bar.Items = append(bar.Items, item)
		}
	}
	return bar
}

func within(at, path string) bool { return at == path || strings.HasPrefix(at, path+"/") }

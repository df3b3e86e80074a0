package page

import (
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/server/paths"
	"shiyun/server/route"
	"shiyun/server/session"
)

// CuratorBar is the menu of curators' pages, in place of the residents'.
type CuratorBar struct {
	Items []BarItem // that are always in sight
	More  []BarItem // behind 更多
	Name  string    // of who is signed in
	Me    bool      // the page is their own
}

// BarItem is an entry of the bar.
type BarItem struct {
	Path    string
	Key     string // of its word in the catalogue
	Current bool
	who     route.Who
}

// BarItems are what curators do most, in the order of the bar; the first is
// where they begin. Those without a route yet are left out.
var BarItems = []BarItem{
	{Path: paths.Curator, Key: "curator.title", who: route.Curator},
	{Path: paths.Review, Key: "curator.review", who: route.Curator},
	{Path: paths.CuratorPoems, Key: "curator.poems", who: route.Curator},
	{Path: "/curator/batches", Key: "curator.batches", who: route.Curator},
}

// moreItems are the other parts of the curators' side.
var moreItems = []BarItem{
	{Path: paths.CuratorAuthors, Key: "curator.authors", who: route.Curator},
	{Path: "/curator/places", Key: "curator.places", who: route.Curator},
	{Path: "/curator/searches", Key: "curator.searches", who: route.Curator},
	{Path: "/curator/words", Key: "curator.words", who: route.Curator},
	{Path: paths.SiteSettings, Key: "curator.settings", who: route.Admin},
	{Path: paths.Accounts, Key: "curator.accounts", who: route.Admin},
	{Path: paths.Audit, Key: "curator.audit", who: route.Admin},
	{Path: paths.Help, Key: "help.index.title", who: route.Curator},
}

// barOf returns nil where the session of the request was not looked at.
func (p *Pages) barOf(c echo.Context) *CuratorBar {
	account, ok := session.AccountOf(c)
	if !ok {
		return nil
	}
	at := c.Request().URL.Path
	bar := &CuratorBar{Name: account.Name, Me: within(at, paths.Me)}
	for list, items := range map[*[]BarItem][]BarItem{&bar.Items: BarItems, &bar.More: moreItems} {
		for _, item := range items {
			if p.cfg.Routes.Has(item.Path) && (item.who != route.Admin || account.May("admin")) {
				item.Current = at == item.Path || item.Path != paths.Curator && within(at, item.Path)
				*list = append(*list, item)
			}
		}
	}
	return bar
}

func within(at, path string) bool { return at == path || strings.HasPrefix(at, path+"/") }

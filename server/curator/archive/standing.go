package archive

import (
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/route"
)

const collectionsPath = paths.Curator + "/collections"

// standingRoutes are the work on stones, places and collections.
func (s *Server) standingRoutes() []route.Route {
	return []route.Route{
		route.Get(paths.CuratorStones, route.Curator, s.showStones, route.Terms{}),
		route.Get(paths.CuratorStones+"/new", route.Curator, s.showNewStone, route.Terms{}),
		route.Post(paths.CuratorStones+"/new", route.Curator, s.saveStone, route.Terms{}),
		route.Get(paths.CuratorStones+"/:id", route.Curator, s.showStone, route.Terms{}),
		route.Post(paths.CuratorStones+"/:id", route.Curator, s.saveStone, route.Terms{}),

		route.Get(curator.PlacesPath, route.Curator, s.showPlaces, route.Terms{}),
		route.Post(curator.PlacesPath, route.Curator, s.addPlace, route.Terms{}),
		route.Get(curator.PlacesPath+"/:id", route.Curator, s.showPlace, route.Terms{}),
		route.Post(curator.PlacesPath+"/:id", route.Curator, s.savePlace, route.Terms{}),

		route.Get(collectionsPath, route.Curator, s.showCollections, route.Terms{}),
		route.Get(collectionsPath+"/:id", route.Curator, s.showCollection, route.Terms{}),
		route.Post(collectionsPath+"/:id", route.Curator, s.saveForeword, route.Terms{}),
		route.Post(collectionsPath+"/:id/move", route.Curator, s.moveInCollection, route.Terms{}),
	}
}

// standingTabs are the pages about what stands and how it is arranged.
var standingTabs = []struct{ path, key string }{
	{curator.PlacesPath, "places.title"}, {paths.CuratorStones, "stones.title"}, {collectionsPath, "collections.title"},
}

func (s *Server) arranging(on string) []page.Choice {
	var tabs []page.Choice
	for _, tab := range standingTabs {
		tabs = append(tabs, page.Choice{Label: s.words.Say(tab.key), URL: tab.path, On: tab.path == on})
	}
	return tabs
}

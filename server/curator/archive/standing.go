package archive

import (
	"shiyun/server/curator"
	"shiyun/server/paths"
	"shiyun/server/site"
)

const collectionsPath = paths.Curator + "/collections"

// standingRoutes are the work on stones, places and collections.
func (s *Server) standingRoutes() []site.Route {
	return []site.Route{
		site.Get(paths.CuratorStones, site.Curator, s.showStones, site.Terms{}),
		site.Get(paths.CuratorStones+"/new", site.Curator, s.showNewStone, site.Terms{}),
		site.Post(paths.CuratorStones+"/new", site.Curator, s.saveStone, site.Terms{}),
		site.Get(paths.CuratorStones+"/:id", site.Curator, s.showStone, site.Terms{}),
		site.Post(paths.CuratorStones+"/:id", site.Curator, s.saveStone, site.Terms{}),

		site.Get(curator.PlacesPath, site.Curator, s.showPlaces, site.Terms{}),
		site.Post(curator.PlacesPath, site.Curator, s.addPlace, site.Terms{}),
		site.Get(curator.PlacesPath+"/:id", site.Curator, s.showPlace, site.Terms{}),
		site.Post(curator.PlacesPath+"/:id", site.Curator, s.savePlace, site.Terms{}),

		site.Get(collectionsPath, site.Curator, s.showCollections, site.Terms{}),
		site.Get(collectionsPath+"/:id", site.Curator, s.showCollection, site.Terms{}),
		site.Post(collectionsPath+"/:id", site.Curator, s.saveForeword, site.Terms{}),
		site.Post(collectionsPath+"/:id/move", site.Curator, s.moveInCollection, site.Terms{}),
	}
}

// standingTabs are the pages about what stands and how it is arranged.
var standingTabs = []struct{ path, key string }{
	{curator.PlacesPath, "places.title"}, {paths.CuratorStones, "stones.title"}, {collectionsPath, "collections.title"},
}

func (s *Server) arranging(on string) []site.Choice {
	var tabs []site.Choice
	for _, tab := range standingTabs {
		tabs = append(tabs, site.Choice{Label: s.Say(tab.key), URL: tab.path, On: tab.path == on})
	}
	return tabs
}

package curator

import "shiyun/server/site"

const (
	curatorPlacesPath      = site.CuratorPath + "/places"
	curatorCollectionsPath = site.CuratorPath + "/collections"
)

// stoneRoutes are the work on stones, places and collections.
func (s *Server) stoneRoutes() []site.Route {
	return []site.Route{

		site.Get(site.CuratorStonesPath, site.Curator, s.showCuratorStones, site.Terms{}),
		site.Get(site.CuratorStonesPath+"/new", site.Curator, s.showNewStone, site.Terms{}),
		site.Post(site.CuratorStonesPath+"/new", site.Curator, s.saveStone, site.Terms{}),
		site.Get(site.CuratorStonesPath+"/:id", site.Curator, s.showCuratorStone, site.Terms{}),
		site.Post(site.CuratorStonesPath+"/:id", site.Curator, s.saveStone, site.Terms{}),

		site.Get(curatorPlacesPath, site.Curator, s.showCuratorPlaces, site.Terms{}),
		site.Post(curatorPlacesPath, site.Curator, s.addPlace, site.Terms{}),
		site.Get(curatorPlacesPath+"/:id", site.Curator, s.showCuratorPlace, site.Terms{}),
		site.Post(curatorPlacesPath+"/:id", site.Curator, s.savePlace, site.Terms{}),

		site.Get(curatorCollectionsPath, site.Curator, s.showCuratorCollections, site.Terms{}),
		site.Get(curatorCollectionsPath+"/:id", site.Curator, s.showCuratorCollection, site.Terms{}),
		site.Post(curatorCollectionsPath+"/:id", site.Curator, s.saveForeword, site.Terms{}),
		site.Post(curatorCollectionsPath+"/:id/move", site.Curator, s.moveInCollection, site.Terms{}),
	}
}

// standingTabs are the pages about what stands and how it is arranged.
var standingTabs = []struct{ path, key string }{
	{curatorPlacesPath, "places.title"}, {site.CuratorStonesPath, "stones.title"}, {curatorCollectionsPath, "collections.title"},
}

func (s *Server) arranging(on string) []site.Choice {
	var tabs []site.Choice
	for _, tab := range standingTabs {
		tabs = append(tabs, site.Choice{Label: s.Say(tab.key), URL: tab.path, On: tab.path == on})
	}
	return tabs
}

package server

const (
	curatorStonesPath      = curatorPath + "/stones"
	curatorPlacesPath      = curatorPath + "/places"
	curatorCollectionsPath = curatorPath + "/collections"
)

// stoneRoutes are the stones, with their short addresses, and the work on
// stones, places and collections.
func (s *Server) stoneRoutes() []route {
	return []route{
		{get, "/s/:code", anyone, s.showStone, terms{}},
		{get, "/s/:code/qr.svg", anyone, s.serveStoneSVG, terms{}},
		{get, "/s/:code/qr.png", anyone, s.serveStonePNG, terms{}},
		{get, "/s/:code/print", anyone, s.showStoneSheet, terms{}},
		{get, "/fonts/stones/:code/:hash/kai.woff", anyone, fontOf(s.stoneRunes), terms{}},
		{get, "/fonts/stones/:code/:hash/kai.css", anyone, fontStyleOf(s.stoneRunes), terms{}},

		{get, curatorStonesPath, curator, s.showCuratorStones, terms{}},
		{get, curatorStonesPath + "/new", curator, s.showNewStone, terms{}},
		{post, curatorStonesPath + "/new", curator, s.saveStone, terms{}},
		{get, curatorStonesPath + "/print", curator, s.showStoneSheets, terms{}},
		{get, curatorStonesPath + "/:id", curator, s.showCuratorStone, terms{}},
		{post, curatorStonesPath + "/:id", curator, s.saveStone, terms{}},

		{get, curatorPlacesPath, curator, s.showCuratorPlaces, terms{}},
		{post, curatorPlacesPath, curator, s.addPlace, terms{}},
		{get, curatorPlacesPath + "/:id", curator, s.showCuratorPlace, terms{}},
		{post, curatorPlacesPath + "/:id", curator, s.savePlace, terms{}},

		{get, curatorCollectionsPath, curator, s.showCuratorCollections, terms{}},
		{get, curatorCollectionsPath + "/:id", curator, s.showCuratorCollection, terms{}},
		{post, curatorCollectionsPath + "/:id", curator, s.saveForeword, terms{}},
		{post, curatorCollectionsPath + "/:id/move", curator, s.moveInCollection, terms{}},
	}
}

// standingTabs are the pages about what stands and how it is arranged.
var standingTabs = []struct{ path, key string }{
	{curatorPlacesPath, "places.title"}, {curatorStonesPath, "stones.title"}, {curatorCollectionsPath, "collections.title"},
}

func (s *Server) arranging(on string) []choice {
	var tabs []choice
	for _, tab := range standingTabs {
		tabs = append(tabs, choice{Label: s.words.say(tab.key), URL: tab.path, On: tab.path == on})
	}
	return tabs
}

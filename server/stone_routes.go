package server

// curatorStonesPath is where curators look after stones.
const curatorStonesPath = curatorPath + "/stones"

const (
	curatorPlacesPath      = curatorPath + "/places"
	curatorCollectionsPath = curatorPath + "/collections"
)

// stoneRoutes are the work on stones, places and collections.
func (s *Server) stoneRoutes() []route {
	return []route{

		get(curatorStonesPath, curator, s.showCuratorStones, terms{}),
		get(curatorStonesPath+"/new", curator, s.showNewStone, terms{}),
		post(curatorStonesPath+"/new", curator, s.saveStone, terms{}),
		get(curatorStonesPath+"/:id", curator, s.showCuratorStone, terms{}),
		post(curatorStonesPath+"/:id", curator, s.saveStone, terms{}),

		get(curatorPlacesPath, curator, s.showCuratorPlaces, terms{}),
		post(curatorPlacesPath, curator, s.addPlace, terms{}),
		get(curatorPlacesPath+"/:id", curator, s.showCuratorPlace, terms{}),
		post(curatorPlacesPath+"/:id", curator, s.savePlace, terms{}),

		get(curatorCollectionsPath, curator, s.showCuratorCollections, terms{}),
		get(curatorCollectionsPath+"/:id", curator, s.showCuratorCollection, terms{}),
		post(curatorCollectionsPath+"/:id", curator, s.saveForeword, terms{}),
		post(curatorCollectionsPath+"/:id/move", curator, s.moveInCollection, terms{}),
	}
}

// standingTabs are the pages about what stands and how it is arranged.
var standingTabs = []struct{ path, key string }{
	{curatorPlacesPath, "places.title"}, {curatorStonesPath, "stones.title"}, {curatorCollectionsPath, "collections.title"},
}

func (s *Server) arranging(on string) []choice {
	var tabs []choice
	for _, tab := range standingTabs {
		tabs = append(tabs, choice{Label: s.Say(tab.key), URL: tab.path, On: tab.path == on})
	}
	return tabs
}

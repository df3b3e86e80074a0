package play

import (
	"shiyun/server/admission"
	"shiyun/server/route"
)

// Routes are the games.
func (s *Server) Routes() []route.Route {
	searching := func() route.Terms {
		return route.Terms{Limit: route.LimitVisitors(route.Searches, s.now), Class: admission.Search}
	}
	return []route.Route{
		route.Get(path, route.Anyone, s.showPlay, route.Terms{}),
		route.Get(path+"/feihua", route.Anyone, s.showFeihua, searching()),
		route.Get(path+"/chain", route.Anyone, s.showChain, searching()),
		route.Get(path+"/guess", route.Anyone, s.showGuess, searching()),
	}
}

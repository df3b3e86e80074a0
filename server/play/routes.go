package play

import "shiyun/server/site"

// Routes are the games.
func (s *Server) Routes() []site.Route {
	searching := func() site.Terms { return site.Terms{Limit: site.LimitVisitors(site.Searches)} }
	return []site.Route{
		site.Get(playPath, site.Anyone, s.showPlay, site.Terms{}),
		site.Get(playPath+"/feihua", site.Anyone, s.showFeihua, searching()),
		site.Get(playPath+"/chain", site.Anyone, s.showChain, searching()),
		site.Get(playPath+"/guess", site.Anyone, s.showGuess, searching()),
	}
}

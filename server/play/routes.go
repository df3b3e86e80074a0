package play

import "shiyun/server/site"

// Routes are the games.
func (s *Server) Routes() []site.Route {
	searching := func() site.Terms { return site.Terms{Limit: site.LimitVisitors(site.Searches)} }
	return []site.Route{
		site.Get(path, site.Anyone, s.showPlay, site.Terms{}),
		site.Get(path+"/feihua", site.Anyone, s.showFeihua, searching()),
		site.Get(path+"/chain", site.Anyone, s.showChain, searching()),
		site.Get(path+"/guess", site.Anyone, s.showGuess, searching()),
	}
}

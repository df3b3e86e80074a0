package server

// playRoutes are the games.
func (s *Server) playRoutes() []route {
	searching := func() terms { return terms{limit: limitVisitors(searches)} }
	return []route{
		get(playPath, anyone, s.showPlay, terms{}),
		get(playPath+"/feihua", anyone, s.showFeihua, searching()),
		get(playPath+"/chain", anyone, s.showChain, searching()),
		get(playPath+"/guess", anyone, s.showGuess, searching()),
	}
}

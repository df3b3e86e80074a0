package server

// statsRoutes is the page of figures.
func (s *Server) statsRoutes() []route {
	return []route{
		get(statsPath, anyone, s.showStats, terms{}),
	}
}

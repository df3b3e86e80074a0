package server

// siteRoutes are the files that pages are made of.
func (s *Site) siteRoutes() []route {
	return []route{
		get("/assets/:hash/:name", anyone, s.serveAsset, terms{}),
		get("/fonts/site/:hash/kai.woff", anyone, s.serveSiteFont, terms{}),
		get("/fonts/site/:hash/kai.css", anyone, s.serveSiteFontStyle, terms{}),
		get("/favicon.ico", anyone, s.serveIcon, terms{}),
		get("/favicon.svg", anyone, s.serveIcon, terms{}),
	}
}

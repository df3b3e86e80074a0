package site

// Routes are the files that pages are made of.
func (s *Site) Routes() []Route {
	return []Route{
		Get("/assets/:hash/:name", Anyone, s.serveAsset, Terms{}),
		Get("/fonts/site/:hash/kai.woff", Anyone, s.serveSiteFont, Terms{}),
		Get("/fonts/site/:hash/kai.css", Anyone, s.serveSiteFontStyle, Terms{}),
		Get("/favicon.ico", Anyone, s.serveIcon, Terms{}),
		Get("/favicon.svg", Anyone, s.serveIcon, Terms{}),
	}
}

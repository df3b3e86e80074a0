package site

// Routes are the files that pages are made of.
func (s *Site) Routes() []Route {
	return []Route{
		Get("/assets/:hash/:name", Anyone, s.Assets.Serve, Terms{}),
		Get("/fonts/site/:hash/kai.woff", Anyone, s.Assets.ServeFont, Terms{}),
		Get("/fonts/site/:hash/kai.css", Anyone, s.Assets.ServeFontStyle, Terms{}),
		Get("/favicon.ico", Anyone, s.Assets.ServeIcon, Terms{}),
		Get("/favicon.svg", Anyone, s.Assets.ServeIcon, Terms{}),
	}
}

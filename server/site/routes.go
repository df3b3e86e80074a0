package site

import "shiyun/server/route"

// Routes are the files that pages are made of.
func (s *Site) Routes() []route.Route {
	return []route.Route{
		route.Get("/assets/:hash/:name", route.Anyone, s.Assets.Serve, route.Terms{}),
		route.Get("/fonts/site/:hash/kai.woff", route.Anyone, s.Assets.ServeFont, route.Terms{}),
		route.Get("/fonts/site/:hash/kai.css", route.Anyone, s.Assets.ServeFontStyle, route.Terms{}),
		route.Get("/favicon.ico", route.Anyone, s.Assets.ServeIcon, route.Terms{}),
		route.Get("/favicon.svg", route.Anyone, s.Assets.ServeIcon, route.Terms{}),
	}
}

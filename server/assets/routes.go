package assets

import (
	"shiyun/server/admission"
	"shiyun/server/route"
)

// Routes are the files that pages are made of.
func (a *Assets) Routes() []route.Route {
	return []route.Route{
		route.Get("/assets/:hash/:name", route.Anyone, a.Serve, route.Terms{Class: admission.Free}),
		route.Get("/fonts/site/:hash/kai.woff", route.Anyone, a.ServeFont, route.Terms{Class: admission.Free}),
		route.Get("/fonts/site/:hash/kai.css", route.Anyone, a.ServeFontStyle, route.Terms{Class: admission.Free}),
		route.Get("/favicon.ico", route.Anyone, a.ServeIcon, route.Terms{Class: admission.Free}),
		route.Get("/favicon.svg", route.Anyone, a.ServeIcon, route.Terms{Class: admission.Free}),
	}
}

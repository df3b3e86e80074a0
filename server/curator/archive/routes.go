package archive

import (
	"slices"
	"time"

	"shiyun/server/admission"
	"shiyun/server/paths"
	"shiyun/server/route"
)

// Routes are the work on the archive.
func (s *Server) Routes() []route.Route { return slices.Concat(s.poemRoutes(), s.standingRoutes()) }

// poemRoutes are the work on poems and their authors.
func (s *Server) poemRoutes() []route.Route {
	return []route.Route{
		route.Get(paths.CuratorPoems, route.Curator, s.showPoems, route.Terms{}),
		route.Get("/curator/poems/:id", route.Curator, s.showPoem, route.Terms{}),
		route.Post("/curator/poems/:id", route.Curator, s.savePoem, route.Terms{}),
		route.Post("/curator/poems/:id/preview", route.Curator, s.previewPoem, route.Terms{}),
		route.Get("/curator/poems/:id/history", route.Curator, s.showHistory, route.Terms{}),
		route.Get("/curator/poems/:id/compare", route.Curator, s.showCompare, route.Terms{}),
		route.Post("/curator/poems/:id/restore", route.Curator, s.restorePoem, route.Terms{}),
		route.Post("/curator/poems/:id/hide", route.Curator, s.hideRevision, route.Terms{}),
		route.Post("/curator/poems/:id/show", route.Admin, s.showRevision, route.Terms{}),
		route.Post("/curator/poems/:id/status", route.Curator, s.setStatus, route.Terms{}),
		route.Get("/curator/poems/:id/media", route.Curator, s.showMedia, route.Terms{}),
		route.Post("/curator/poems/:id/media", route.Curator, s.addMedia, route.Terms{Body: mediaBody, Time: 10 * time.Minute, Class: admission.Transfer}),
		route.Post("/curator/poems/:id/media/:media/withdraw", route.Curator, s.withdrawMedia, route.Terms{}),
		route.Post("/curator/poems/:id/media/:media/show", route.Curator, s.publishMedia, route.Terms{}),
		route.Get("/curator/poems/:id/merge", route.Curator, s.showMerge, route.Terms{}),
		route.Post("/curator/poems/:id/merge", route.Curator, s.mergePoems, route.Terms{}),
		route.Get(paths.CuratorAuthors, route.Curator, s.showAuthors, route.Terms{}),
		route.Get(duplicatesPath, route.Curator, s.showDuplicates, route.Terms{Time: time.Minute, Class: admission.Heavy}),
		route.Get("/curator/authors/:id", route.Curator, s.showAuthor, route.Terms{}),
		route.Post("/curator/authors/:id", route.Curator, s.saveAuthor, route.Terms{Time: time.Minute}), // a new name is a change of every poem
		route.Post("/curator/authors/:id/merge", route.Curator, s.mergeAuthors, route.Terms{Time: time.Minute}),
		route.Get(paths.CuratorMetre, route.Curator, s.showMetre, route.Terms{Time: time.Minute, Class: admission.Heavy}),
		route.Get(paths.CuratorMetre+".csv", route.Curator, s.sendMetre, route.Terms{Time: time.Minute, Class: admission.Heavy}),
		route.Get(bulkPath, route.Curator, s.showBulk, route.Terms{Time: time.Minute, Class: admission.Heavy}),
		route.Post(bulkPath, route.Curator, s.chooseBulk, route.Terms{}),
		route.Post("/curator/bulk/run", route.Curator, s.bulkEdit, route.Terms{Time: time.Minute}),
	}
}

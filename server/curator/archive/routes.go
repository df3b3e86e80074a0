package archive

import (
	"slices"
	"time"

	"shiyun/server/paths"
	"shiyun/server/site"
)

// Routes are the work on the archive.
func (s *Server) Routes() []site.Route { return slices.Concat(s.poemRoutes(), s.standingRoutes()) }

// poemRoutes are the work on poems and their authors.
func (s *Server) poemRoutes() []site.Route {
	return []site.Route{
		site.Get(paths.CuratorPoems, site.Curator, s.showPoems, site.Terms{}),
		site.Get("/curator/poems/:id", site.Curator, s.showPoem, site.Terms{}),
		site.Post("/curator/poems/:id", site.Curator, s.savePoem, site.Terms{}),
		site.Post("/curator/poems/:id/preview", site.Curator, s.previewPoem, site.Terms{}),
		site.Get("/curator/poems/:id/history", site.Curator, s.showHistory, site.Terms{}),
		site.Get("/curator/poems/:id/compare", site.Curator, s.showCompare, site.Terms{}),
		site.Post("/curator/poems/:id/restore", site.Curator, s.restorePoem, site.Terms{}),
		site.Post("/curator/poems/:id/status", site.Curator, s.setStatus, site.Terms{}),
		site.Get("/curator/poems/:id/media", site.Curator, s.showMedia, site.Terms{}),
		site.Post("/curator/poems/:id/media", site.Curator, s.addMedia, site.Terms{Body: mediaBody, Time: 10 * time.Minute}),
		site.Post("/curator/poems/:id/media/:media/withdraw", site.Curator, s.withdrawMedia, site.Terms{}),
		site.Get("/curator/poems/:id/merge", site.Curator, s.showMerge, site.Terms{}),
		site.Post("/curator/poems/:id/merge", site.Curator, s.mergePoems, site.Terms{}),
		site.Get("/curator/authors/:id", site.Curator, s.showAuthor, site.Terms{}),
		site.Post("/curator/authors/:id", site.Curator, s.saveAuthor, site.Terms{Time: time.Minute}), // a new name is a change of every poem
		site.Post("/curator/authors/:id/merge", site.Curator, s.mergeAuthors, site.Terms{Time: time.Minute}),
		site.Get(bulkPath, site.Curator, s.showBulk, site.Terms{Time: time.Minute}),
		site.Post(bulkPath, site.Curator, s.chooseBulk, site.Terms{}),
		site.Post("/curator/bulk/run", site.Curator, s.bulkEdit, site.Terms{Time: time.Minute}),
	}
}

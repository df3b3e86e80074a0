package review

import (
	"time"

	"shiyun/server/paths"
	"shiyun/server/site"
)

// Routes are the work on what residents sent in.
func (s *Server) Routes() []site.Route {
	return []site.Route{
		site.Get(paths.Review, site.Curator, s.showReview, site.Terms{}),
		site.Post(paths.Review, site.Curator, s.decideReview, site.Terms{}),
		site.Post("/curator/review/accept", site.Curator, s.acceptReview, site.Terms{Time: time.Minute}),
		site.Post("/curator/review/contact/:id", site.Curator, s.showContact, site.Terms{}),
		site.Get("/curator/submissions/:id", site.Curator, s.showSubmission, site.Terms{}),
	}
}

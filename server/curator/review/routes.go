package review

import (
	"time"

	"shiyun/server/paths"
	"shiyun/server/route"
)

// Routes are the work on what residents sent in.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(paths.Review, route.Curator, s.showReview, route.Terms{}),
		route.Post(paths.Review, route.Curator, s.decideReview, route.Terms{}),
		route.Post("/curator/review/accept", route.Curator, s.acceptReview, route.Terms{Time: time.Minute}),
		route.Post("/curator/review/contact/:id", route.Curator, s.showContact, route.Terms{}),
		route.Get("/curator/submissions/:id", route.Curator, s.showSubmission, route.Terms{}),
	}
}

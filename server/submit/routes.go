package submit

import (
	"shiyun/server/paths"
	"shiyun/server/route"
)

// Routes are how residents send in poems and corrections, and what becomes of them.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(paths.Submit, route.Anyone, s.showSubmit, route.Terms{}),
		route.Post(paths.Submit, route.Anyone, s.submit, route.Terms{}), // limited by address in the form itself, which is shown again
		route.Get("/poems/:id/correct", route.Anyone, s.showCorrect, route.Terms{}),
		route.Post("/poems/:id/correct", route.Anyone, s.correct, route.Terms{}),
		route.Get("/receipt/:token", route.Anyone, s.showReceipt, route.Terms{}),
		route.Get("/receipt/:token/edit", route.Anyone, s.showReceiptEdit, route.Terms{}),
		route.Post("/receipt/:token/edit", route.Anyone, s.editReceipt, route.Terms{}),
		route.Get("/receipt/:token/withdraw", route.Anyone, s.askWithdraw, route.Terms{}),
		route.Post("/receipt/:token/withdraw", route.Anyone, s.withdraw, route.Terms{}),
	}
}

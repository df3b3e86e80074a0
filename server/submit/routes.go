package submit

import (
	"shiyun/server/paths"
	"shiyun/server/site"
)

// Routes are how residents send in poems and corrections, and what becomes of them.
func (s *Server) Routes() []site.Route {
	return []site.Route{
		site.Get(paths.Submit, site.Anyone, s.showSubmit, site.Terms{}),
		site.Post(paths.Submit, site.Anyone, s.submit, site.Terms{}), // limited by address in the form itself, which is shown again
		site.Get("/poems/:id/correct", site.Anyone, s.showCorrect, site.Terms{}),
		site.Post("/poems/:id/correct", site.Anyone, s.correct, site.Terms{}),
		site.Get("/receipt/:token", site.Anyone, s.showReceipt, site.Terms{}),
		site.Get("/receipt/:token/edit", site.Anyone, s.showReceiptEdit, site.Terms{}),
		site.Post("/receipt/:token/edit", site.Anyone, s.editReceipt, site.Terms{}),
		site.Get("/receipt/:token/withdraw", site.Anyone, s.askWithdraw, site.Terms{}),
		site.Post("/receipt/:token/withdraw", site.Anyone, s.withdraw, site.Terms{}),
	}
}

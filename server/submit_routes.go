package server

// submitRoutes are how residents send in poems and corrections, and what becomes of them.
func (s *Server) submitRoutes() []route {
	return []route{
		get(submitPath, anyone, s.showSubmit, terms{}),
		post(submitPath, anyone, s.submit, terms{}), // limited by address in the form itself, which is shown again
		get("/poems/:id/correct", anyone, s.showCorrect, terms{}),
		post("/poems/:id/correct", anyone, s.correct, terms{}),
		get("/receipt/:token", anyone, s.showReceipt, terms{}),
		get("/receipt/:token/edit", anyone, s.showReceiptEdit, terms{}),
		post("/receipt/:token/edit", anyone, s.editReceipt, terms{}),
		get("/receipt/:token/withdraw", anyone, s.askWithdraw, terms{}),
		post("/receipt/:token/withdraw", anyone, s.withdraw, terms{}),
	}
}

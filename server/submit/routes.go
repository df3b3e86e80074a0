package submit

import (
	"slices"

	"shiyun/server/admission"
	"shiyun/server/paths"
	"shiyun/server/route"
)

// lookField is the button by which the verse is looked at and not sent yet.
const lookField = "look"

// The fields of the forms. What collections and tags a poem belongs to is for
// curators to say: whatever they are named would stand in their lists. A place
// is one of those there are.
var (
	textFields    = []string{"title", "author", "preface", "body", "note", "message", "revision", trapField, ticketField}
	submitFields  = []string{"title", "body", "whose", "author", "relation", "form", "date", "place", "message", "contact", "consent", lookField, photoField, voiceField, trapField, ticketField}
	correctFields = append(slices.Clone(textFields), "contact")
	reciteFields  = []string{"name", voiceField, "message", "contact", "consent", trapField, ticketField}
)

// Routes are how residents send in poems and corrections, and what becomes of them.
func (s *Server) Routes() []route.Route {
	return []route.Route{
		route.Get(paths.Submit, route.Anyone, s.showSubmit, route.Terms{}),
		route.Post(paths.Submit, route.Anyone, s.submit, withFiles(submitFields)), // limited by address in the form itself, which is shown again
		route.Get("/poems/:id/correct", route.Anyone, s.showCorrect, route.Terms{}),
		route.Post("/poems/:id/correct", route.Anyone, s.correct, route.Terms{Fields: correctFields}),
		route.Get("/poems/:id/recite", route.Anyone, s.showRecite, route.Terms{}),
		route.Post("/poems/:id/recite", route.Anyone, s.recite, withFiles(reciteFields)),
		route.Get(paths.Receipts, route.Anyone, s.showReceipts, route.Terms{}),
		route.Post(paths.Receipts, route.Anyone, s.findReceipt, route.Terms{Fields: []string{"code"}}),
		route.Get("/receipt/:token/picture", route.Anyone, s.servePicture, route.Terms{Raw: true, Class: admission.Heavy}),
		route.Get("/receipt/:token", route.Anyone, s.showReceipt, route.Terms{}),
		route.Get("/receipt/:token/edit", route.Anyone, s.showReceiptEdit, route.Terms{}),
		route.Post("/receipt/:token/edit", route.Anyone, s.editReceipt, route.Terms{Fields: textFields}),
		route.Get("/receipt/:token/withdraw", route.Anyone, s.askWithdraw, route.Terms{}),
		route.Post("/receipt/:token/withdraw", route.Anyone, s.withdraw, route.Terms{Fields: []string{}}),
	}
}

package account

import (
	"time"

	"shiyun/server/paths"
	"shiyun/server/route"
)

// entries bound attempts from one address to sign in; an account has a limit
// of its own besides.
var entries = route.Limit{Every: 3 * time.Second, Burst: 20}

// Routes are how curators come and go, and who they are.
func (s *Server) Routes() []route.Route {
	entering := route.Terms{Limit: route.LimitVisitors(entries, s.now)}
	return append([]route.Route{
		route.Get(paths.SignIn, route.Anyone, s.showSignIn, route.Terms{}),
		route.Post(paths.SignIn, route.Anyone, s.signIn, route.Terms{Limit: entering.Limit, Fields: []string{"name", "password", "code", "next"}}),
		route.Get(welcomePath+":token", route.Anyone, s.showWelcome, route.Terms{}),
		route.Post(welcomePath+":token", route.Anyone, s.welcome, route.Terms{Limit: entering.Limit, Fields: []string{"name", "password", "again"}}),
		route.Post("/curator/sign-out", route.Curator, s.signOut, route.Terms{}),

		route.Get(paths.Me, route.Curator, s.showMe, route.Terms{}),
		route.Post("/curator/me/password", route.Curator, s.changePassword, entering),
		route.Get("/curator/me/code", route.Curator, s.showCode, route.Terms{}),
		route.Post("/curator/me/code", route.Curator, s.setCode, entering),
		route.Post("/curator/me/code/drop", route.Curator, s.dropCode, entering),
		route.Post("/curator/me/recovery", route.Curator, s.proved(s.makeRecoveryCodes), entering),
		route.Post("/curator/me/sessions/:handle/end", route.Curator, s.endSession, route.Terms{}),
		route.Post("/curator/me/sessions/end", route.Curator, s.endSessions, route.Terms{}),

		route.Get(paths.Accounts, route.Admin, s.showAccounts, route.Terms{}),
		route.Post(paths.Accounts, route.Admin, s.proved(s.addAccount), route.Terms{}),
		route.Post("/curator/accounts/:id/link", route.Admin, s.proved(s.linkAccount), route.Terms{}),
		route.Post("/curator/accounts/:id/role", route.Admin, s.proved(s.changeRole), route.Terms{}),
		route.Post("/curator/accounts/:id/disable", route.Admin, s.proved(s.disableAccount), route.Terms{}),
		route.Post("/curator/accounts/:id/enable", route.Admin, s.proved(s.enableAccount), route.Terms{}),
		route.Post("/curator/accounts/:id/sign-out", route.Admin, s.signOutAccount, route.Terms{}),
		route.Post("/curator/accounts/:id/drop-code", route.Admin, s.proved(s.dropAccountCode), route.Terms{}),
		route.Post("/curator/accounts/require-codes", route.Admin, s.proved(s.requireCodes), route.Terms{}),
		route.Get(paths.Audit, route.Admin, s.showAudit, route.Terms{}),
		route.Post("/curator/audit/verify", route.Admin, s.verifyAudit, route.Terms{Time: time.Minute}),
	}, s.peopleRoutes()...)
}

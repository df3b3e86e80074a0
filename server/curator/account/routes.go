package account

import (
	"time"

	"github.com/labstack/echo/v4/middleware"

	"shiyun/server/paths"
	"shiyun/server/site"
)

// entries bound attempts from one address to sign in; an account has a limit
// of its own besides.
var entries = middleware.RateLimiterMemoryStoreConfig{Rate: 20.0 / 60, Burst: 20, ExpiresIn: 3 * time.Minute}

// Routes are how curators come and go, and who they are.
func (s *Server) Routes() []site.Route {
	entering := site.Terms{Limit: site.LimitVisitors(entries)}
	return []site.Route{
		site.Get(paths.SignIn, site.Anyone, s.showSignIn, site.Terms{}),
		site.Post(paths.SignIn, site.Anyone, s.signIn, entering),
		site.Get(welcomePath+":token", site.Anyone, s.showWelcome, site.Terms{}),
		site.Post(welcomePath+":token", site.Anyone, s.welcome, entering),
		site.Post("/curator/sign-out", site.Curator, s.signOut, site.Terms{}),

		site.Get(paths.Me, site.Curator, s.showMe, site.Terms{}),
		site.Post("/curator/me/password", site.Curator, s.changePassword, entering),
		site.Get("/curator/me/code", site.Curator, s.showCode, site.Terms{}),
		site.Post("/curator/me/code", site.Curator, s.setCode, entering),
		site.Post("/curator/me/code/drop", site.Curator, s.dropCode, entering),
		site.Post("/curator/me/sessions/:handle/end", site.Curator, s.endSession, site.Terms{}),
		site.Post("/curator/me/sessions/end", site.Curator, s.endSessions, site.Terms{}),

		site.Get(paths.Accounts, site.Admin, s.showAccounts, site.Terms{}),
		site.Post(paths.Accounts, site.Admin, s.addAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/link", site.Admin, s.linkAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/role", site.Admin, s.changeRole, site.Terms{}),
		site.Post("/curator/accounts/:id/disable", site.Admin, s.disableAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/enable", site.Admin, s.enableAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/sign-out", site.Admin, s.signOutAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/drop-code", site.Admin, s.dropAccountCode, site.Terms{}),
		site.Get(paths.Audit, site.Admin, s.showAudit, site.Terms{}),
		site.Post("/curator/audit/verify", site.Admin, s.verifyAudit, site.Terms{Time: time.Minute}),
	}
}

package curator

import (
	"slices"
	"time"

	"github.com/labstack/echo/v4/middleware"

	"shiyun/server/site"
)

// Routes are all that stands behind the sign-in, and the way in.
func (s *Server) Routes() []site.Route {
	return slices.Concat(s.accountRoutes(), s.archiveRoutes(), s.batchRoutes(), s.wordRoutes(), s.stoneRoutes())
}

// entries bound attempts from one address to sign in; an account has a limit
// of its own besides.
var entries = middleware.RateLimiterMemoryStoreConfig{Rate: 20.0 / 60, Burst: 20, ExpiresIn: 3 * time.Minute}

// accountRoutes are how curators come and go, and who they are.
func (s *Server) accountRoutes() []site.Route {
	entering := site.Terms{Limit: site.LimitVisitors(entries)}
	return []site.Route{
		site.Get(site.SignInPath, site.Anyone, s.showSignIn, site.Terms{}),
		site.Post(site.SignInPath, site.Anyone, s.signIn, entering),
		site.Get(welcomePath+":token", site.Anyone, s.showWelcome, site.Terms{}),
		site.Post(welcomePath+":token", site.Anyone, s.welcome, entering),
		site.Post("/curator/sign-out", site.Curator, s.signOut, site.Terms{}),

		site.Get(site.MePath, site.Curator, s.showMe, site.Terms{}),
		site.Post("/curator/me/password", site.Curator, s.changePassword, entering),
		site.Get("/curator/me/code", site.Curator, s.showCode, site.Terms{}),
		site.Post("/curator/me/code", site.Curator, s.setCode, entering),
		site.Post("/curator/me/code/drop", site.Curator, s.dropCode, entering),
		site.Post("/curator/me/sessions/:handle/end", site.Curator, s.endSession, site.Terms{}),
		site.Post("/curator/me/sessions/end", site.Curator, s.endSessions, site.Terms{}),

		site.Get(site.AccountsPath, site.Admin, s.showAccounts, site.Terms{}),
		site.Post(site.AccountsPath, site.Admin, s.addAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/link", site.Admin, s.linkAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/role", site.Admin, s.changeRole, site.Terms{}),
		site.Post("/curator/accounts/:id/disable", site.Admin, s.disableAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/enable", site.Admin, s.enableAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/sign-out", site.Admin, s.signOutAccount, site.Terms{}),
		site.Post("/curator/accounts/:id/drop-code", site.Admin, s.dropAccountCode, site.Terms{}),
		site.Get(site.AuditPath, site.Admin, s.showAudit, site.Terms{}),
		site.Post("/curator/audit/verify", site.Admin, s.verifyAudit, site.Terms{Time: time.Minute}),
	}
}

// archiveRoutes are the work on the archive.
func (s *Server) archiveRoutes() []site.Route {
	return []site.Route{
		site.Get(site.CuratorPath, site.Curator, s.showHome, site.Terms{}),

		site.Get(site.ReviewPath, site.Curator, s.showReview, site.Terms{}),
		site.Post(site.ReviewPath, site.Curator, s.decideReview, site.Terms{}),
		site.Post("/curator/review/accept", site.Curator, s.acceptReview, site.Terms{Time: time.Minute}),
		site.Post("/curator/review/contact/:id", site.Curator, s.showContact, site.Terms{}),
		site.Get("/curator/submissions/:id", site.Curator, s.showSubmission, site.Terms{}),

		site.Get(site.CuratorPoemsPath, site.Curator, s.showPoems, site.Terms{}),
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

// The terms of uploads and event streams. 200 MB take half an hour on a line
// of 1 Mbit/s.
var (
	uploading = site.Terms{Body: 201 << 20, Time: time.Hour}
	streaming = site.Terms{Endless: true}
)

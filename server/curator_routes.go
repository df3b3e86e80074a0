package server

import (
	"slices"
	"time"

	"github.com/labstack/echo/v4/middleware"
)

// allCuratorRoutes are all that stands behind the sign-in, and the way in.
func (s *Server) allCuratorRoutes() []route {
	return slices.Concat(s.accountRoutes(), s.archiveRoutes(), s.batchRoutes(), s.wordRoutes(), s.stoneRoutes())
}

// entries bound attempts from one address to sign in; an account has a limit
// of its own besides.
var entries = middleware.RateLimiterMemoryStoreConfig{Rate: 20.0 / 60, Burst: 20, ExpiresIn: 3 * time.Minute}

// accountRoutes are how curators come and go, and who they are.
func (s *Server) accountRoutes() []route {
	entering := terms{limit: limitVisitors(entries)}
	return []route{
		get(signInPath, anyone, s.showSignIn, terms{}),
		post(signInPath, anyone, s.signIn, entering),
		get(welcomePath+":token", anyone, s.showWelcome, terms{}),
		post(welcomePath+":token", anyone, s.welcome, entering),
		post("/curator/sign-out", curator, s.signOut, terms{}),

		get(mePath, curator, s.showMe, terms{}),
		post("/curator/me/password", curator, s.changePassword, entering),
		get("/curator/me/code", curator, s.showCode, terms{}),
		post("/curator/me/code", curator, s.setCode, entering),
		post("/curator/me/code/drop", curator, s.dropCode, entering),
		post("/curator/me/sessions/:handle/end", curator, s.endSession, terms{}),
		post("/curator/me/sessions/end", curator, s.endSessions, terms{}),

		get(accountsPath, admin, s.showAccounts, terms{}),
		post(accountsPath, admin, s.addAccount, terms{}),
		post("/curator/accounts/:id/link", admin, s.linkAccount, terms{}),
		post("/curator/accounts/:id/role", admin, s.changeRole, terms{}),
		post("/curator/accounts/:id/disable", admin, s.disableAccount, terms{}),
		post("/curator/accounts/:id/enable", admin, s.enableAccount, terms{}),
		post("/curator/accounts/:id/sign-out", admin, s.signOutAccount, terms{}),
		post("/curator/accounts/:id/drop-code", admin, s.dropAccountCode, terms{}),
		get(auditPath, admin, s.showAudit, terms{}),
		post("/curator/audit/verify", admin, s.verifyAudit, terms{time: time.Minute}),
	}
}

// archiveRoutes are the work on the archive.
func (s *Server) archiveRoutes() []route {
	return []route{
		get(curatorPath, curator, s.showCurator, terms{}),

		get(reviewPath, curator, s.showReview, terms{}),
		post(reviewPath, curator, s.decideReview, terms{}),
		post("/curator/review/accept", curator, s.acceptReview, terms{time: time.Minute}),
		post("/curator/review/contact/:id", curator, s.showContact, terms{}),
		get("/curator/submissions/:id", curator, s.showSubmission, terms{}),

		get(curatorPoemsPath, curator, s.showCuratorPoems, terms{}),
		get("/curator/poems/:id", curator, s.showCuratorPoem, terms{}),
		post("/curator/poems/:id", curator, s.saveCuratorPoem, terms{}),
		post("/curator/poems/:id/preview", curator, s.previewCuratorPoem, terms{}),
		get("/curator/poems/:id/history", curator, s.showHistory, terms{}),
		get("/curator/poems/:id/compare", curator, s.showCompare, terms{}),
		post("/curator/poems/:id/restore", curator, s.restoreCuratorPoem, terms{}),
		post("/curator/poems/:id/status", curator, s.setCuratorStatus, terms{}),
		get("/curator/poems/:id/media", curator, s.showCuratorMedia, terms{}),
		post("/curator/poems/:id/media", curator, s.addMedia, terms{body: mediaBody, time: 10 * time.Minute}),
		post("/curator/poems/:id/media/:media/withdraw", curator, s.withdrawMedia, terms{}),
		get("/curator/poems/:id/merge", curator, s.showMerge, terms{}),
		post("/curator/poems/:id/merge", curator, s.mergePoems, terms{}),
		get("/curator/authors/:id", curator, s.showCuratorAuthor, terms{}),
		post("/curator/authors/:id", curator, s.saveCuratorAuthor, terms{time: time.Minute}), // a new name is a change of every poem
		post("/curator/authors/:id/merge", curator, s.mergeAuthors, terms{time: time.Minute}),
		get(bulkPath, curator, s.showBulk, terms{time: time.Minute}),
		post(bulkPath, curator, s.chooseBulk, terms{}),
		post("/curator/bulk/run", curator, s.bulkEdit, terms{time: time.Minute}),
	}
}

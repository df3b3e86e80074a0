package curator

import (
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/site"
)

// actorOf is who asks as it stands in revisions and the audit log; a resident
// where nobody is signed in.
func actorOf(c echo.Context) corpus.Actor {
	if account, ok := site.AccountOf(c); ok {
		return account.Actor()
	}
	return corpus.ActorResident
}

// localPath returns where to go after signing in: an address of the curators'
// own, whatever was asked for.
func localPath(next string) string {
	to := site.LocalAddress(next)
	if at, _, _ := strings.Cut(to, "?"); at != site.CuratorPath && !strings.HasPrefix(at, site.CuratorPath+"/") {
		return site.CuratorPath
	}
	return to
}

package curator

import (
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/catalogue"
	"shiyun/server/paths"
	"shiyun/server/session"
)

// ActorOf returns who asks as it stands in revisions and the audit log; a
// resident without a session.
func ActorOf(c echo.Context) corpus.Actor {
	if account, ok := session.AccountOf(c); ok {
		return account.Actor()
	}
	return corpus.ActorResident
}

// ActorName returns what people call who did something.
func ActorName(words *catalogue.Catalogue, a corpus.Actor) string {
	switch a {
	case corpus.ActorResident:
		return words.Say("actor.resident")
	case corpus.ActorVisitor:
		return words.Say("actor.visitor")
	case corpus.ActorCommand:
		return words.Say("actor.command")
	case corpus.ActorSystem, "":
		return words.Say("actor.system")
	}
	return string(a)
}

// LocalPath returns where to go after signing in: an address of the curators'
// own, whatever was asked for.
func LocalPath(next string) string {
	to := paths.Local(next)
	if at, _, _ := strings.Cut(to, "?"); at != paths.Curator && !strings.HasPrefix(at, paths.Curator+"/") {
		return paths.Curator
	}
	return to
}

package account

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/server/page"
	"shiyun/server/paths"
)

// auditCriteria are what the address narrows the log to, and fills in what a
// view offers to choose from. What is not offered narrows nothing.
func (s *Server) auditCriteria(c echo.Context, v *auditView, names map[string]string) audit.Criteria {
	var criteria audit.Criteria
	actors := []corpus.Actor{corpus.ActorResident, corpus.ActorVisitor, corpus.ActorCommand, corpus.ActorSystem}
	for _, name := range slices.Sorted(maps.Values(names)) {
		actors = append(actors, corpus.Actor(name))
	}
	for _, by := range actors {
		on := c.QueryParam("by") == string(by)
		if on {
			criteria.By = by
		}
		v.Who = append(v.Who, page.Choice{Label: s.actorWord(by), URL: string(by), On: on})
	}
	for _, verb := range corpus.Verbs() {
		on := c.QueryParam("verb") == string(verb)
		if on {
			criteria.Verb = verb
		}
		v.Verbs = append(v.Verbs, page.Choice{Label: s.words.Say("act." + string(verb)), URL: string(verb), On: on})
	}
	if day, err := time.ParseInLocation(time.DateOnly, c.QueryParam("day"), s.now().Location()); err == nil {
		v.Day, criteria.From, criteria.Until = c.QueryParam("day"), day, day.AddDate(0, 0, 1)
	}
	return criteria
}

// auditURL is the log as it is narrowed now, before an act; 0 for its end.
func auditURL(c echo.Context, before int64) string {
	q := url.Values{}
	for _, key := range []string{"by", "verb", "day"} {
		if value := c.QueryParam(key); value != "" {
			q.Set(key, value)
		}
	}
	if before != 0 {
		q.Set("before", strconv.FormatInt(before, 10))
	}
	if len(q) == 0 {
		return paths.Audit
	}
	return paths.Audit + "?" + q.Encode()
}

package page

import (
	"html/template"
	"maps"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/diff"
	"shiyun/server/paths"
	"shiyun/server/plan"
	"shiyun/server/typeset"
)

// functions are what templates may call.
func (p *Pages) functions() template.FuncMap {
	all := template.FuncMap{
		"t":              p.Tell,
		"run":            p.run,
		"marked":         p.lit,
		"compared":       p.compared,
		"named":          p.cfg.Words.Named,
		"carried":        p.cfg.Words.Carry,
		"relayed":        p.relayed,
		"message":        p.Message,
		"asset":          p.cfg.Assets.Path,
		"lang":           p.LangOf,
		"poemPath":       paths.Poem,
		"poemLines":      paths.PoemLines,
		"authorPath":     paths.Author,
		"placePath":      paths.Place,
		"collectionPath": paths.Collection,
		"yearPath":       paths.Year,
		"formPath":       paths.Form,
		"tagPath":        paths.Tag,
		"initialPath":    paths.Initial,
		"stonePath":      paths.Stone,
		"dayPath":        paths.Day,
		"planOf":         plan.Of,
		"planToPick":     plan.ToPick,
		"verse":          typeset.Versify,
		"stretches":      typeset.Stretches,
		"titleFit":       typeset.TitleFit,
		"next":           func(n int) int { return n + 1 },
		"moment":         p.Moment,
		"curatorPoem":    paths.CuratorPoem,
		"curatorAuthor":  paths.CuratorAuthor,
		"statusName":     func(status corpus.Status) string { return diff.StatusName(p.cfg.Words, status) },
	}
	maps.Copy(all, p.cfg.Functions)
	return all
}

// Plan draws places and stones as the reader wants them; nil where there is
// nothing to draw, or the community has its places listed alone.
func (p *Pages) Plan(c echo.Context, places []corpus.Place, stones []corpus.Stone, at plan.Here) *plan.Plan {
	if !p.Site(c.Request().Context()).Plan {
		return nil
	}
	return plan.Draw(places, stones, at, p.cfg.Origin.Preferences(c))
}

// Moment returns in words when something was, in the time zone of the residents.
func (p *Pages) Moment(at time.Time) string {
	at = at.In(p.cfg.Now().Location())
	return p.cfg.Words.Say("moment", at.Year(), int(at.Month()), at.Day(), at.Hour(), at.Minute())
}

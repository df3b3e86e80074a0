package site

import (
	"html/template"
	"maps"
	"time"

	"shiyun/server/paths"
	"shiyun/server/plan"
	"shiyun/server/typeset"
)

// functions are what templates may call.
func (s *Site) functions() template.FuncMap {
	all := template.FuncMap{
		"t":              s.Tell,
		"run":            s.run,
		"marked":         s.lit,
		"compared":       s.compared,
		"named":          s.Named,
		"relayed":        s.Relayed,
		"message":        s.Message,
		"asset":          s.Assets.Path,
		"lang":           s.LangOf,
		"poemPath":       paths.Poem,
		"authorPath":     paths.Author,
		"placePath":      paths.Place,
		"collectionPath": paths.Collection,
		"yearPath":       paths.Year,
		"formPath":       paths.Form,
		"tagPath":        paths.Tag,
		"initialPath":    paths.Initial,
		"stonePath":      paths.Stone,
		"planOf":         plan.Of,
		"planToPick":     plan.ToPick,
		"verse":          typeset.Versify,
		"stretches":      typeset.Stretches,
		"longTitle":      typeset.LongTitle,
		"next":           func(n int) int { return n + 1 },
		"moment":         s.Moment,
		"curatorPoem":    paths.CuratorPoem,
		"curatorAuthor":  paths.CuratorAuthor,
		"statusName":     s.StatusName,
	}
	maps.Copy(all, s.Functions)
	return all
}

// Moment says when something was, in the time zone of the residents.
func (s *Site) Moment(at time.Time) string {
	at = at.In(s.Now().Location())
	return s.Say("moment", at.Year(), int(at.Month()), at.Day(), at.Hour(), at.Minute())
}

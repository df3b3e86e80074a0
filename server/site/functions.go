package site

import (
	"html/template"
	"maps"
	"time"
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
		"asset":          s.assets.path,
		"lang":           s.LangOf,
		"poemPath":       PoemPath,
		"authorPath":     AuthorPath,
		"placePath":      PlacePath,
		"collectionPath": CollectionPath,
		"yearPath":       YearPath,
		"formPath":       FormPath,
		"tagPath":        TagPath,
		"initialPath":    InitialPath,
		"stonePath":      StonePath,
		"planOf":         planOf,
		"planToPick":     planToPick,
		"verse":          Versify,
		"stretches":      Stretches,
		"longTitle":      longTitle,
		"next":           func(n int) int { return n + 1 },
		"moment":         s.Moment,
		"curatorPoem":    CuratorPoemPath,
		"curatorAuthor":  CuratorAuthorPath,
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

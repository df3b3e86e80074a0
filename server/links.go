package server

import (
	"html/template"
	"maps"
	"net/url"
	"strconv"
	"time"

	"shiyun/corpus"
)

// Addresses within the site. Names are escaped whole, so that a tag "茶/酒"
// stays one part of a path.

func poemPath(id corpus.PoemID) string             { return numbered("/poems/", int64(id)) }
func authorPath(id corpus.AuthorID) string         { return numbered("/authors/", int64(id)) }
func placePath(id corpus.PlaceID) string           { return numbered("/places/", int64(id)) }
func collectionPath(id corpus.CollectionID) string { return numbered("/collections/", int64(id)) }
func yearPath(year int) string                     { return numbered("/years/", int64(year)) }
func formPath(form corpus.Form) string             { return "/forms/" + url.PathEscape(string(form)) }
func tagPath(tag string) string                    { return "/tags/" + url.PathEscape(tag) }
func initialPath(initial string) string            { return "/authors?initial=" + url.QueryEscape(initial) }

func numbered(prefix string, n int64) string { return prefix + strconv.FormatInt(n, 10) }

// functions are what templates may call.
func (s *Site) functions() template.FuncMap {
	all := template.FuncMap{
		"t":              s.tell,
		"run":            s.run,
		"marked":         s.lit,
		"compared":       s.compared,
		"named":          s.named,
		"relayed":        s.relayed,
		"asset":          s.assets.path,
		"lang":           s.langOf,
		"poemPath":       poemPath,
		"authorPath":     authorPath,
		"placePath":      placePath,
		"collectionPath": collectionPath,
		"yearPath":       yearPath,
		"formPath":       formPath,
		"tagPath":        tagPath,
		"initialPath":    initialPath,
		"stonePath":      stonePath,
		"planOf":         planOf,
		"planToPick":     planToPick,
		"verse":          versify,
		"stretches":      stretches,
		"longTitle":      longTitle,
		"next":           func(n int) int { return n + 1 },
		"moment":         s.moment,
		"curatorPoem":    curatorPoemPath,
		"curatorAuthor":  curatorAuthorPath,
		"statusName":     s.statusName,
	}
	maps.Copy(all, s.Functions)
	return all
}

// moment says when something was, in the time zone of the residents.
func (s *Site) moment(at time.Time) string {
	at = at.In(s.Now().Location())
	return s.Say("moment", at.Year(), int(at.Month()), at.Day(), at.Hour(), at.Minute())
}

package site

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

func PoemPath(id corpus.PoemID) string             { return Numbered("/poems/", int64(id)) }
func AuthorPath(id corpus.AuthorID) string         { return Numbered("/authors/", int64(id)) }
func PlacePath(id corpus.PlaceID) string           { return Numbered("/places/", int64(id)) }
func CollectionPath(id corpus.CollectionID) string { return Numbered("/collections/", int64(id)) }
func YearPath(year int) string                     { return Numbered("/years/", int64(year)) }
func FormPath(form corpus.Form) string             { return "/forms/" + url.PathEscape(string(form)) }
func TagPath(tag string) string                    { return "/tags/" + url.PathEscape(tag) }
func InitialPath(initial string) string            { return "/authors?initial=" + url.QueryEscape(initial) }

func Numbered(prefix string, n int64) string { return prefix + strconv.FormatInt(n, 10) }

// functions are what templates may call.
func (s *Site) functions() template.FuncMap {
	all := template.FuncMap{
		"t":              s.Tell,
		"run":            s.run,
		"marked":         s.lit,
		"compared":       s.compared,
		"named":          s.Named,
		"relayed":        s.Relayed,
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

// CuratorPath is where curators begin; all their pages are below it.
const CuratorPath = "/curator"

const AccountsPath = CuratorPath + "/accounts"

const AuditPath = CuratorPath + "/audit"

func CuratorAuthorPath(id corpus.AuthorID) string { return Numbered("/curator/authors/", int64(id)) }

// MePath is where curators look after their own account.
const MePath = CuratorPath + "/me"

const CuratorPoemsPath = "/curator/poems"

func CuratorPoemPath(id corpus.PoemID) string { return Numbered(CuratorPoemsPath+"/", int64(id)) }

// ReviewPath is the list of what waits for a decision.
const ReviewPath = "/curator/review"

const SignInPath = CuratorPath + "/sign-in"

// HelpPath is the first page of help.
const HelpPath = "/help"

const PreferencesPath = "/preferences"

func StonePath(code string) string { return "/s/" + code }

// CuratorStonesPath is where curators look after stones.
const CuratorStonesPath = CuratorPath + "/stones"

const SubmitPath = "/submit"

package site

import (
	"net/url"
	"strconv"

	"shiyun/corpus"
)

// Where the pages are that others lead to. What stands under it is another
// package's to say; here it is so that none has to know the other.
const (
	HelpPath   = "/help"
	SubmitPath = "/submit"

	// CuratorPath is where curators begin; all their pages are below it.
	CuratorPath       = "/curator"
	SignInPath        = CuratorPath + "/sign-in"
	MePath            = CuratorPath + "/me"
	AccountsPath      = CuratorPath + "/accounts"
	AuditPath         = CuratorPath + "/audit"
	ReviewPath        = CuratorPath + "/review"
	CuratorPoemsPath  = CuratorPath + "/poems"
	CuratorStonesPath = CuratorPath + "/stones"
)

// Numbered is the address of what has a number.
func Numbered(prefix string, n int64) string { return prefix + strconv.FormatInt(n, 10) }

// PoemPath is where a poem is read.
func PoemPath(id corpus.PoemID) string { return Numbered("/poems/", int64(id)) }

// AuthorPath is where an author stands with their poems.
func AuthorPath(id corpus.AuthorID) string { return Numbered("/authors/", int64(id)) }

// PlacePath is where a place stands with its poems.
func PlacePath(id corpus.PlaceID) string { return Numbered("/places/", int64(id)) }

// CollectionPath is where a collection is read.
func CollectionPath(id corpus.CollectionID) string { return Numbered("/collections/", int64(id)) }

// YearPath is where the poems of a year are.
func YearPath(year int) string { return Numbered("/years/", int64(year)) }

// FormPath is where the poems of a form are. Names are escaped whole, so that
// a tag "茶/酒" stays one part of a path.
func FormPath(form corpus.Form) string { return "/forms/" + url.PathEscape(string(form)) }

// TagPath is where the poems with a tag are.
func TagPath(tag string) string { return "/tags/" + url.PathEscape(tag) }

// InitialPath is where the authors are whose names begin so in pinyin.
func InitialPath(initial string) string { return "/authors?initial=" + url.QueryEscape(initial) }

// StonePath is the short address of a stone, as it is carved into signs.
func StonePath(code string) string { return "/s/" + code }

// CuratorPoemPath is where a poem is edited.
func CuratorPoemPath(id corpus.PoemID) string { return Numbered(CuratorPoemsPath+"/", int64(id)) }

// CuratorAuthorPath is where an author is edited.
func CuratorAuthorPath(id corpus.AuthorID) string { return Numbered("/curator/authors/", int64(id)) }

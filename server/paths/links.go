// Package paths makes the addresses that have a part of their own in them (a
// number, a name, a search), for all who link to them, so that each is escaped
// in one place and packages of pages need not know each other.
package paths

import (
	"net/url"
	"strconv"

	"shiyun/corpus"
)

// Where sections begin.
const (
	Help     = "/help"
	About    = "/about"
	Submit   = "/submit"
	Receipts = "/receipt"

	// Curator is where curators begin; all their pages are below it.
	Curator        = "/curator"
	SignIn         = Curator + "/sign-in"
	Me             = Curator + "/me"
	Accounts       = Curator + "/accounts"
	Audit          = Curator + "/audit"
	Upkeep         = Curator + "/upkeep"
	SiteSettings   = Curator + "/site"
	People         = Curator + "/people"
	Review         = Curator + "/review"
	CuratorPoems   = Curator + "/poems"
	CuratorAuthors = Curator + "/authors"
	CuratorStones  = Curator + "/stones"
	CuratorMetre   = Curator + "/metre"
)

// Numbered returns the address of what has a number.
func Numbered(prefix string, n int64) string { return prefix + strconv.FormatInt(n, 10) }

// Poem returns where a poem is read.
func Poem(id corpus.PoemID) string { return Numbered("/poems/", int64(id)) }

// PoemLines returns where the lines are told that a poem shares with others.
func PoemLines(id corpus.PoemID) string { return Poem(id) + "/lines" }

// Author returns where an author stands with their poems.
func Author(id corpus.AuthorID) string { return Numbered("/authors/", int64(id)) }

// Place returns where a place stands with its poems.
func Place(id corpus.PlaceID) string { return Numbered("/places/", int64(id)) }

// Collection returns where a collection is read.
func Collection(id corpus.CollectionID) string { return Numbered("/collections/", int64(id)) }

// Year returns where the poems of a year are.
func Year(year int) string { return Numbered("/years/", int64(year)) }

// Form returns where the poems of a form are. Names are escaped whole, so that
// a tag "茶/酒" stays one part of a path.
func Form(form corpus.Form) string { return "/forms/" + url.PathEscape(string(form)) }

// Tag returns where the poems with a tag are.
func Tag(tag string) string { return "/tags/" + url.PathEscape(tag) }

// Initial returns where the authors are whose names begin so in pinyin.
func Initial(initial string) string { return "/authors?initial=" + url.QueryEscape(initial) }

// Stone returns the short address of a stone, as it is carved into signs.
func Stone(code string) string { return "/s/" + code }

// CuratorPoem returns where a poem is edited.
func CuratorPoem(id corpus.PoemID) string { return Numbered(CuratorPoems+"/", int64(id)) }

// CuratorAuthor returns where an author is edited.
func CuratorAuthor(id corpus.AuthorID) string { return Numbered("/curator/authors/", int64(id)) }

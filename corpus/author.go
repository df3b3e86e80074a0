package corpus

// AuthorID numbers an author: short, permanent, never reused.
type AuthorID int64

// AuthorRef is an author as a poem names it.
type AuthorRef struct {
	ID   AuthorID
	Name string
}

// Author is a poet under the name the archive files them by. Nothing private
// is here: a real name or a telephone number lives in a table that neither
// the public pages nor the index read.
type Author struct {
	ID      AuthorID
	Name    string
	Aliases []string // pen names and other names, sorted
	Initial string   // "A".."Z" by the pinyin of Name, "#" where there is none
	About   string
	Poems   int // published poems; filled by the store's public listings
}

// Anonymous is the author of a poem that names nobody.
const Anonymous = "佚名"

package metre

import (
	"net/http"
	"slices"
	"unicode/utf8"

	"github.com/labstack/echo/v4"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"shiyun/corpus/prosody/rhyme"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/paths"
)

// rhymesView is the page on which characters that rhyme are found.
type rhymesView struct {
	Char    string // looked for; "" for none
	Unknown bool   // the books lack it
	Books   []bookLink
	Groups  []rhymeGroup // with their characters
	All     []rhymeTone  // every group of the book, to choose from
	Book    string
}

type bookLink struct {
	Name, URL string
	On        bool
}

// rhymeGroup are the characters of a rhyme, the common ones apart.
type rhymeGroup struct {
	Name, Tone   string
	Common, Rare []string
}

// rhymeTone are the groups of a tone.
type rhymeTone struct {
	Tone   string
	Groups []bookLink
}

// showRhymes shows the characters of a group, or of those that one is in.
func (s *Server) showRhymes(c echo.Context) (answer.Answer, error) {
	book, ok := rhyme.ParseBook(c.QueryParam("book"))
	if !ok {
		book, _ = rhyme.ParseBook(s.origin.Preferences(c).Book)
	}
	v := rhymesView{Book: book.String()}
	var rhymes rhyme.Set
	if char := c.QueryParam("char"); char != "" {
		r, _ := utf8.DecodeRuneInString(char)
		v.Char = string(r)
		if sound := rhyme.Look(r); sound != nil {
			rhymes, _ = sound.By(book)
		}
		v.Unknown = rhymes.IsEmpty()
	}
	group := c.QueryParam("group")
	if v.Char == "" {
		rhymes = book.FindRhymes(group)
	}
	for _, one := range rhymes.All() {
		v.Groups = append(v.Groups, s.groupOf(book, one))
	}
	for _, other := range rhyme.Books() {
		address := paths.Rhymes + "?book=" + other.String()
		if v.Char != "" {
			address = paths.RhymesLike(v.Char, other.String())
		}
		v.Books = append(v.Books, bookLink{Name: s.words.Carry(other.Chinese()), URL: address, On: other == book})
	}
	v.All = s.groupsOf(book, group)
	return s.pages.Show(c, http.StatusOK, "metre-rhymes", page.View{Title: s.words.Say("metre.rhymes.title"), Description: s.words.Say("metre.rhymes.lead"), Path: paths.Rhymes, Section: "forms", Data: v})
}

// groupsOf lists the groups of a book by their tones.
func (s *Server) groupsOf(book rhyme.Book, chosen string) (all []rhymeTone) {
	for _, one := range book.All() {
		tone, name := s.words.Carry(book.Kind(one)), book.Name(one)
		if book.Modern() {
			tone = "" // a group has one name in both tones
		}
		at := slices.IndexFunc(all, func(t rhymeTone) bool { return t.Tone == tone })
		if at < 0 {
			at, all = len(all), append(all, rhymeTone{Tone: tone})
		}
		link := bookLink{s.words.Carry(name), paths.RhymeGroup(name, book.String()), name == chosen}
		if !slices.Contains(all[at].Groups, link) {
			all[at].Groups = append(all[at].Groups, link)
		}
	}
	return all
}

func (s *Server) groupOf(book rhyme.Book, one int) rhymeGroup {
	g := rhymeGroup{Name: s.words.Carry(book.Name(one)), Tone: book.Tone(one).Chinese()}
	for _, r := range book.Chars(rhyme.Of(one)) {
		switch commonness(r, s.words.Lang) {
		case common:
			g.Common = append(g.Common, string(r))
		case listed:
			g.Rare = append(g.Rare, string(r))
		}
	}
	return g
}

// How common a character is by the standard of a script, whose first part has
// the ordinary ones.
const (
	unlisted = iota
	listed
	common
)

// commonness reads how common a character is from where its script's standard
// puts it: GB 2312 and Big5 both have an ordinary part and another. Characters
// of the other script are in neither.
func commonness(r rune, lang string) int {
	if lang == "zh-Hant" {
		code, err := traditionalchinese.Big5.NewEncoder().Bytes([]byte(string(r)))
		switch {
		case err != nil || len(code) != 2 || code[0] < 0xA4 || code[0] > 0xF9:
			return unlisted
		case code[0] <= 0xC6:
			return common
		}
		return listed
	}
	code, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r)))
	switch {
	case err != nil || len(code) != 2 || code[0] < 0xB0 || code[0] > 0xF7 || code[1] < 0xA1:
		return unlisted
	case code[0] < 0xD8:
		return common
	}
	return listed
}

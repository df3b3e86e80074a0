package reading

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/identity"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/qr"
	"shiyun/server/request"
)

// taking is what readers take with them of a poem.
type taking struct {
	Text    string // as plain text, for messages
	Cite    string
	Address string
	Code    *qr.Code // of the address, on paper; nil where the site does not know its address
	Cards   []cardLink
}

type cardLink struct {
	Path          string
	Width, Height int
	Key           string // of its name in the catalogue
}

// taking is a poem of the site at base as it may be taken along. A code on
// paper lasts: only a configured address is put into one.
func (s *Server) taking(p corpus.Poem, of *identity.Identity, base string) (taking, error) {
	t := taking{Text: s.plainText(p, of, base), Cite: s.citation(p, of, base), Address: base + paths.Poem(p.ID)}
	for _, k := range []cardKind{tallCard, squareCard} {
		t.Cards = append(t.Cards, cardLink{cardPath(p, k, of), k.size.X, k.size.Y, k.key})
	}
	if s.origin != "" {
		code, err := qr.New(t.Address)
		if err != nil {
			return t, err
		}
		t.Code = &code
	}
	return t, nil
}

// plainText is a poem as people send it on: title, author, the lines of the
// original, and where it is from.
func (s *Server) plainText(p corpus.Poem, of *identity.Identity, base string) string {
	parts := []string{p.Title, p.Author.Name, "", p.Body, "", s.words.Say("take.from", of.Name, base+paths.Poem(p.ID))}
	return strings.Join(parts, "\n")
}

// citation follows the order of GB/T 7714: author, title, where it is kept,
// number, address, day of the visit.
func (s *Server) citation(p corpus.Poem, of *identity.Identity, base string) string {
	number := p.Ref
	if number == "" {
		number = strconv.FormatInt(int64(p.ID), 10)
	}
	return s.words.Say("take.citation", p.Author.Name, p.Title, of.Name, number, base+paths.Poem(p.ID), s.now().Format("2006-01-02"))
}

// servePoemText gives the text alone, to be marked and copied where nothing
// else works.
func (s *Server) servePoemText(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	p, err := s.store.Published(c.Request().Context(), corpus.PoemID(id))
	if err != nil {
		return published.MovedPoem(c, s.store, id, func(id corpus.PoemID) string { return paths.Poem(id) + "/text" }, err)
	}
	c.Response().Header().Set("X-Robots-Tag", "noindex")
	return answer.Body(http.StatusOK, echo.MIMETextPlainCharsetUTF8, []byte(s.plainText(p, s.pages.Site(c.Request().Context()), s.hosts.Whole(c))+"\n"))
}

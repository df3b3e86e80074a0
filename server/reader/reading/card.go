package reading

import (
	"context"
	"fmt"
	"image"
	"net/http"
	"sync"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/verse"
	"shiyun/server/answer"
	"shiyun/server/assets"
	"shiyun/server/card"
	"shiyun/server/identity"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

// cardKind is one of the pictures of a poem.
type cardKind struct {
	file string
	size image.Point
	key  string // of its name in the catalogue
}

var (
	tallCard   = cardKind{"card.png", card.Tall, "take.card.tall"}
	squareCard = cardKind{"card-square.png", card.Square, "take.card.square"}
)

// cardPath is where the picture is. The revision makes the address another
// one whenever the poem is, and the edition whenever the site is: programs that
// show links keep pictures for long.
func cardPath(p corpus.Poem, k cardKind, of *identity.Identity) string {
	address := fmt.Sprintf("%s/%s?r=%d", paths.Poem(p.ID), k.file, p.Revision)
	if of.Edition > 0 {
		address += fmt.Sprintf("&s=%d", of.Edition)
	}
	return address
}

// serveCard answers with a picture of the poem as it is now; the revision in
// the address is not looked at.
func (s *Server) serveCard(k cardKind) answer.Handler {
	return func(c echo.Context) (answer.Answer, error) {
		id, err := request.PathID(c)
		if err != nil {
			return nil, err
		}
		p, err := s.store.Published(c.Request().Context(), corpus.PoemID(id))
		if err != nil {
			return published.MovedPoem(c, s.store, id, func(id corpus.PoemID) string { return paths.Poem(id) + "/" + k.file }, err)
		}
		of := s.pages.Site(c.Request().Context())
		content, err := s.cards.get(c.Request().Context(), cardName{p.ID, p.Revision, k.file, of}, func() ([]byte, error) { return s.drawCard(p, k, of) })
		if err != nil {
			return nil, err
		}
		c.Response().Header().Set("X-Robots-Tag", "noindex")
		return answer.Body(http.StatusOK, "image/png", content)
	}
}

func (s *Server) drawCard(p corpus.Poem, k cardKind, of *identity.Identity) ([]byte, error) {
	face, err := assets.Kai()
	if err != nil {
		return nil, err
	}
	drawing := card.Card{Title: p.Title, Author: p.Author.Name, Columns: columns(p), Rest: s.words.Say("card.rest"),
		Site: of.Name, Seal: of.Seal, Colours: of.CardColours()}
	if s.origin != "" { // a code must lead somewhere, and never to where a visitor claims the site is
		drawing.Address = string(s.origin) + paths.Poem(p.ID)
	}
	content, err := card.PNG(face, drawing, k.size)
	if err != nil {
		return nil, fmt.Errorf("draw card of poem %d: %w", p.ID, err)
	}
	return content, nil
}

// mostColumns bounds what is laid out: far more than finds room on a card.
const mostColumns = 200

// columns are the clauses of a poem without their punctuation, "" between
// stanzas.
func columns(p corpus.Poem) []string {
	var all []string
	stanza := 1
	for _, line := range verse.Lines(p.Body) {
		if line.Stanza != stanza {
			all, stanza = append(all, ""), line.Stanza
		}
		for _, clause := range line.Clauses() {
			if words := clause.Words(); words != "" {
				all = append(all, words)
			}
		}
		if len(all) > mostColumns {
			break
		}
	}
	return all
}

// Cards keeps the pictures last drawn, some 100 KB each, and draws one at
// a time: a card takes a fifth of a second of a core, and a page that becomes known
// is asked for by many at once.
type Cards struct {
	once    sync.Once
	drawing chan struct{}

	mu    sync.Mutex
	kept  map[cardName][]byte
	order []cardName // the one drawn longest ago first
}

type cardName struct {
	poem     corpus.PoemID
	revision int
	file     string
	of       *identity.Identity // whose name and seal it has
}

// mostCards bounds what is kept.
const mostCards = 64

func (k *Cards) get(ctx context.Context, name cardName, draw func() ([]byte, error)) ([]byte, error) {
	if content, ok := k.known(name); ok {
		return content, nil
	}
	k.once.Do(func() { k.drawing = make(chan struct{}, 1) })
	select {
	case k.drawing <- struct{}{}:
		defer func() { <-k.drawing }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if content, ok := k.known(name); ok { // drawn for another visitor meanwhile
		return content, nil
	}
	content, err := draw()
	if err == nil {
		k.keep(name, content)
	}
	return content, err
}

func (k *Cards) known(name cardName) ([]byte, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	content, ok := k.kept[name]
	return content, ok
}

func (k *Cards) keep(name cardName, content []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.kept == nil {
		k.kept = map[cardName][]byte{}
	}
	if len(k.order) >= mostCards {
		delete(k.kept, k.order[0])
		k.order = k.order[1:]
	}
	k.kept[name], k.order = content, append(k.order, name)
}

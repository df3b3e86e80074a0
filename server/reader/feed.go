package reader

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/gorilla/feeds"
	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/verse"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/reader/browse"
	"shiyun/server/reader/reading"
	"shiyun/server/reader/results"
	"shiyun/server/request"
)

// feedSize is how many poems a feed holds: a month of a busy society.
const feedSize = 50

const mimeAtom = "application/atom+xml; charset=utf-8"

func (s *Server) feedPoems(c echo.Context) (answer.Answer, error) {
	latest, err := s.store.LatestPublished(c.Request().Context(), poems.Filter{}, feedSize)
	if err != nil {
		return nil, err
	}
	return s.sendFeed(c, s.words.Say("feed.poems"), "/", latest)
}

func (s *Server) feedAuthor(c echo.Context) (answer.Answer, error) {
	id, err := s.feedID(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	author, err := s.store.Author(ctx, corpus.AuthorID(id))
	if err != nil {
		return nil, err
	}
	if author.Poems == 0 {
		return nil, request.NotFound()
	}
	latest, err := s.store.LatestPublished(ctx, poems.Filter{Author: author.ID}, feedSize)
	if err != nil {
		return nil, err
	}
	return s.sendFeed(c, s.words.Say("feed.author", author.Name), paths.Author(author.ID), latest)
}

func (s *Server) feedCollection(c echo.Context) (answer.Answer, error) {
	number, err := s.feedID(c)
	if err != nil {
		return nil, err
	}
	id := corpus.CollectionID(number)
	latest, err := s.store.LatestPublished(c.Request().Context(), poems.Filter{Collection: id}, feedSize)
	if err != nil {
		return nil, err
	}
	name := browse.CollectionName(latest, id)
	if name == "" {
		return nil, request.NotFound()
	}
	return s.sendFeed(c, s.words.Say("feed.collection", name), paths.Collection(id), latest)
}

// feedSearch is a search as a feed: what newly matches comes first.
func (s *Server) feedSearch(c echo.Context) (answer.Answer, error) {
	ctx := c.Request().Context()
	req := request.Search(c, feedSize)
	req.Sort, req.Cursor = search.SortNewest, ""
	found, err := s.search.Search(ctx, req)
	if err != nil {
		return nil, err
	}
	poems, err := published.InOrder(ctx, s.store, results.IDs(found.Hits))
	if err != nil {
		return nil, err
	}
	return s.sendFeed(c, s.words.Say("feed.search", req.Query), paths.Search(req), poems)
}

// feedID reads the number out of a feed's name, such as 12.atom.
func (s *Server) feedID(c echo.Context) (int64, error) {
	name, isFeed := strings.CutSuffix(request.PathParam(c, "name"), ".atom")
	id := request.ParseID(name)
	if !isFeed || id == 0 {
		return 0, request.NotFound()
	}
	return id, nil
}

// sendFeed writes the poems as Atom. Readers of feeds need whole addresses, and
// get them where the site has a public one.
func (s *Server) sendFeed(c echo.Context, title, path string, poems []corpus.Poem) (answer.Answer, error) {
	base := s.origin.Public()
	feed := feeds.Feed{Title: title, Link: &feeds.Link{Href: base + path}, Id: base + path,
		Author: &feeds.Author{Name: s.words.Say("site.name")}, Subtitle: s.words.Say("foot.about")}
	for _, p := range poems {
		content, err := s.feedVerse(p)
		if err != nil {
			return nil, err
		}
		address := base + paths.Poem(p.ID)
		feed.Items = append(feed.Items, &feeds.Item{Title: p.Title, Id: address, Link: &feeds.Link{Href: address},
			Author: &feeds.Author{Name: p.Author.Name}, Created: p.PublishedAt, Updated: p.UpdatedAt,
			Description: reading.Opening(p), Content: content})
		if p.UpdatedAt.After(feed.Updated) {
			feed.Updated = p.UpdatedAt
		}
	}
	text, err := feed.ToAtom()
	if err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	return answer.Body(http.StatusOK, mimeAtom, []byte(text))
}

// feedVerse returns the poem as HTML: a paragraph a line, escaped by the
// template.
func (s *Server) feedVerse(p corpus.Poem) (string, error) {
	content, err := s.pages.Render("feed-verse", "content", verse.Lines(p.Body))
	return string(content), err
}

package reader

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/feeds"
	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer/search"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/site"
)

// feedSize is how many poems a feed holds: a month of a busy society.
const feedSize = 50

const mimeAtom = "application/atom+xml; charset=utf-8"

// Paths of feeds, for the links in pages.
const feedPath = "/feeds/poems.atom"

func authorFeedPath(id corpus.AuthorID) string {
	return paths.Numbered("/feeds/authors/", int64(id)) + ".atom"
}

func collectionFeedPath(id corpus.CollectionID) string {
	return paths.Numbered("/feeds/collections/", int64(id)) + ".atom"
}

func searchFeedPath(query string) string { return "/feeds/search.atom?q=" + url.QueryEscape(query) }

func (s *Server) feedPoems(c echo.Context) (answer.Answer, error) {
	poems, err := s.Store.LatestPublished(c.Request().Context(), store.Filter{}, feedSize)
	if err != nil {
		return nil, err
	}
	return s.sendFeed(c, s.Say("feed.poems"), "/", poems)
}

func (s *Server) feedAuthor(c echo.Context) (answer.Answer, error) {
	id, err := s.feedID(c)
	if err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	author, err := s.Store.Author(ctx, corpus.AuthorID(id))
	if err != nil {
		return nil, err
	}
	if author.Poems == 0 {
		return nil, s.NotFound()
	}
	poems, err := s.Store.LatestPublished(ctx, store.Filter{Author: author.ID}, feedSize)
	if err != nil {
		return nil, err
	}
	return s.sendFeed(c, s.Say("feed.author", author.Name), paths.Author(author.ID), poems)
}

func (s *Server) feedCollection(c echo.Context) (answer.Answer, error) {
	number, err := s.feedID(c)
	if err != nil {
		return nil, err
	}
	id := corpus.CollectionID(number)
	poems, err := s.Store.LatestPublished(c.Request().Context(), store.Filter{Collection: id}, feedSize)
	if err != nil {
		return nil, err
	}
	name := collectionName(poems, id)
	if name == "" {
		return nil, s.NotFound()
	}
	return s.sendFeed(c, s.Say("feed.collection", name), paths.Collection(id), poems)
}

// feedSearch is a search as a feed: what newly matches comes first.
func (s *Server) feedSearch(c echo.Context) (answer.Answer, error) {
	ctx := c.Request().Context()
	req := site.SearchRequest(c, feedSize)
	req.Sort, req.Cursor = search.SortNewest, ""
	found, err := s.Search.Search(ctx, req)
	if err != nil {
		return nil, err
	}
	poems, err := s.publishedOf(ctx, idsOf(found.Hits))
	if err != nil {
		return nil, err
	}
	return s.sendFeed(c, s.Say("feed.search", req.Query), paths.Search(req), poems)
}

func idsOf(hits []search.Hit) []corpus.PoemID {
	ids := make([]corpus.PoemID, len(hits))
	for i, hit := range hits {
		ids[i] = hit.ID
	}
	return ids
}

// publishedOf reads those of the poems that may be shown.
func (s *Server) publishedOf(ctx context.Context, ids []corpus.PoemID) ([]corpus.Poem, error) {
	poems, err := s.Store.Poems(ctx, ids)
	shown := poems[:0]
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			shown = append(shown, p)
		}
	}
	return shown, err
}

// feedID reads the number out of a feed's name, such as 12.atom.
func (s *Server) feedID(c echo.Context) (int64, error) {
	name, isFeed := strings.CutSuffix(site.PathParam(c, "name"), ".atom")
	id := site.ParseID(name)
	if !isFeed || id == 0 {
		return 0, s.NotFound()
	}
	return id, nil
}

// sendFeed writes the poems as Atom. Readers of feeds need whole addresses:
// without a public one the visitor's own is used.
func (s *Server) sendFeed(c echo.Context, title, path string, poems []corpus.Poem) (answer.Answer, error) {
	base := s.BaseOf(c)
	feed := feeds.Feed{Title: title, Link: &feeds.Link{Href: base + path}, Id: base + path,
		Author: &feeds.Author{Name: s.Say("site.name")}, Subtitle: s.Say("foot.about")}
	for _, p := range poems {
		address := base + paths.Poem(p.ID)
		feed.Items = append(feed.Items, &feeds.Item{Title: p.Title, Id: address, Link: &feeds.Link{Href: address},
			Author: &feeds.Author{Name: p.Author.Name}, Created: p.PublishedAt, Updated: p.UpdatedAt,
			Description: opening(p), Content: s.feedVerse(p)})
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

// feedVerse is the poem as HTML: a paragraph a line, escaped by the template.
func (s *Server) feedVerse(p corpus.Poem) string {
	content, err := s.Render("feed-verse", "content", p)
	if err != nil {
		return p.Body
	}
	return string(content)
}

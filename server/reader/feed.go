package reader

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"

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
	return s.sendFeed(c, s.words.Say("feed.poems", s.siteName(c)), "/", latest)
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
	return s.sendFeed(c, s.words.Say("feed.author", s.siteName(c), author.Name), paths.Author(author.ID), latest)
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
	return s.sendFeed(c, s.words.Say("feed.collection", s.siteName(c), name), paths.Collection(id), latest)
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
	return s.sendFeed(c, s.words.Say("feed.search", s.siteName(c), req.Query), paths.Search(req), poems)
}

func (s *Server) siteName(c echo.Context) string { return s.pages.Site(c.Request().Context()).Name }

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
// get them where the host is known; ids are the same under every host.
func (s *Server) sendFeed(c echo.Context, title, path string, poems []corpus.Poem) (answer.Answer, error) {
	base, of := s.hosts.Whole(c), s.pages.Site(c.Request().Context())
	feed := atomFeed{Space: atomNamespace, Lang: s.words.Lang, Title: title, Subtitle: of.Foot, ID: s.feedEntryID(path, time.Time{}),
		Author: atomPerson{of.Name}, Icon: base + "/favicon.svg",
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: base + c.Request().URL.RequestURI()}, {Rel: "alternate", Type: "text/html", Href: base + path}}}
	for _, p := range poems {
		content, err := s.feedVerse(p)
		if err != nil {
			return nil, err
		}
		address := paths.Poem(p.ID)
		entry := atomEntry{Title: p.Title, ID: s.feedEntryID(address, p.CreatedAt), Link: atomLink{Rel: "alternate", Type: "text/html", Href: base + address},
			Published: atomTime(p.PublishedAt), Updated: atomTime(p.UpdatedAt), Author: atomPerson{p.Author.Name},
			Summary: reading.Opening(p), Content: atomText{"html", content}}
		for _, term := range append([]string{string(p.Form)}, p.Tags...) {
			entry.Categories = append(entry.Categories, atomCategory{term})
		}
		feed.Entries = append(feed.Entries, entry)
		feed.Updated = max(feed.Updated, entry.Updated)
	}
	if feed.Updated == "" { // the standard wants a time, also of what has no poems
		feed.Updated = atomTime(time.Unix(0, 0))
	}
	content, err := xml.Marshal(feed)
	if err != nil {
		return nil, fmt.Errorf("write feed: %w", err)
	}
	return answer.Body(http.StatusOK, mimeAtom, append([]byte(xml.Header), content...))
}

// feedEntryID returns the id of what stands at a path: its public address, or
// where none is configured one made of the path and of when it began to be,
// which no other archive has and no host changes.
func (s *Server) feedEntryID(path string, since time.Time) string {
	if base := s.origin.Public(); base != "" {
		return base + path
	}
	sum := sha256.Sum256([]byte("shiyun\n" + path + "\n" + atomTime(since)))
	id := sum[:16]
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80 // version 8: of a kind of one's own
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// feedVerse returns the poem as HTML: a paragraph a line, escaped by the
// template.
func (s *Server) feedVerse(p corpus.Poem) (string, error) {
	content, err := s.pages.Render("feed-verse", "content", verse.Lines(p.Body))
	return string(content), err
}

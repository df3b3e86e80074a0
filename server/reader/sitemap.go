package reader

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

// sitemapSpan is how many ids one file of the sitemap covers. The protocol
// allows 50,000 addresses; a span of ids never moves a poem from one file to
// another.
const sitemapSpan = 20_000

// sitemapOfLists is the file of authors, places and all else that lists poems.
const sitemapOfLists = "lists.xml"

const mimeXML = "application/xml; charset=utf-8"

const sitemapNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

type sitemapEntry struct {
	Location string `xml:"loc"`
	Changed  string `xml:"lastmod,omitempty"`
}

type sitemapSet struct {
	XMLName xml.Name       `xml:"urlset"`
	Space   string         `xml:"xmlns,attr"`
	Pages   []sitemapEntry `xml:"url"`
}

// serveSitemap lists the files of the sitemap.
func (s *Server) serveSitemap(c echo.Context) (answer.Answer, error) {
	highest, err := s.store.HighestPublished(c.Request().Context())
	if err != nil {
		return nil, err
	}
	index := struct {
		XMLName xml.Name       `xml:"sitemapindex"`
		Space   string         `xml:"xmlns,attr"`
		Files   []sitemapEntry `xml:"sitemap"`
	}{Space: sitemapNamespace}
	base := s.hosts.Whole(c)
	for n := int64(0); n <= int64(highest)/sitemapSpan; n++ {
		index.Files = append(index.Files, sitemapEntry{Location: paths.Numbered(base+"/sitemaps/", n) + ".xml"})
	}
	index.Files = append(index.Files, sitemapEntry{Location: base + "/sitemaps/" + sitemapOfLists})
	return sendXML(c, index)
}

// serveSitemapPart lists the poems of one span of ids; the first also lists
// the pages that are always there.
func (s *Server) serveSitemapPart(c echo.Context) (answer.Answer, error) {
	if request.PathParam(c, "name") == sitemapOfLists {
		return s.serveSitemapOfLists(c)
	}
	name, isXML := strings.CutSuffix(request.PathParam(c, "name"), ".xml")
	n := int64(0)
	if name != "0" {
		n = request.ParseID(name)
	}
	if !isXML || name != "0" && n == 0 || n > corpus.MaxID/sitemapSpan {
		return nil, request.NotFound()
	}
	first := corpus.PoemID(n * sitemapSpan)
	addresses, err := s.store.PublishedAddresses(c.Request().Context(), max(first-1, 0), sitemapSpan)
	if err != nil {
		return nil, err
	}
	set := sitemapSet{Space: sitemapNamespace}
	base := s.hosts.Whole(c)
	if n == 0 {
		for _, path := range []string{"/", "/authors", "/forms", "/places", "/years", "/tags", "/collections", "/threads", paths.Stones, "/calendar", "/stats", "/play", "/help"} {
			set.Pages = append(set.Pages, sitemapEntry{Location: base + path})
		}
	}
	for _, a := range addresses {
		if a.ID < first+sitemapSpan {
			set.Pages = append(set.Pages, sitemapEntry{base + paths.Poem(a.ID), a.UpdatedAt.Format(time.RFC3339)})
		}
	}
	return sendXML(c, set)
}

func sendXML(c echo.Context, v any) (answer.Answer, error) {
	content, err := xml.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode answer: %w", err)
	}
	return answer.Body(http.StatusOK, mimeXML, append([]byte(xml.Header), content...))
}

// serveSitemapOfLists lists the pages of authors, places, forms, tunes, tags,
// years, collections and stones.
func (s *Server) serveSitemapOfLists(c echo.Context) (answer.Answer, error) {
	ctx := c.Request().Context()
	e, err := s.entrances.Get(ctx)
	if err != nil {
		return nil, err
	}
	authors, err := s.store.Authors(ctx, "")
	if err != nil {
		return nil, err
	}
	stones, err := published.Stones(ctx, s.store)
	if err != nil {
		return nil, err
	}
	set, base := sitemapSet{Space: sitemapNamespace}, s.hosts.Whole(c)
	add := func(path string) { set.Pages = append(set.Pages, sitemapEntry{Location: base + path}) }
	for _, a := range authors {
		add(paths.Author(a.ID))
	}
	for _, p := range published.Places(e.Places) {
		add(paths.Place(p.ID))
	}
	for _, f := range e.Forms {
		add(paths.Form(f.Value))
	}
	for _, t := range e.Tunes {
		add(paths.Tune(t.Name))
	}
	for _, t := range e.Tags {
		add(paths.Tag(t.Value))
	}
	for _, y := range e.Years {
		add(paths.Year(y.Value))
	}
	for _, one := range e.Collections {
		add(paths.Collection(one.ID))
	}
	for _, one := range stones {
		add(paths.Stone(one.Code))
	}
	return sendXML(c, set)
}

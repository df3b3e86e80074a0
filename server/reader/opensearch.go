package reader

import (
	"encoding/xml"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/server/answer"
)

// openSearchURL is one way of asking, with {searchTerms} where the words go.
type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Template string `xml:"template,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
}

// serveOpenSearch describes the search to browsers (OpenSearch 1.1), so that
// the archive can be searched from the address bar.
func (s *Server) serveOpenSearch(c echo.Context) (answer.Answer, error) {
	base := s.hosts.Whole(c)
	content, err := xml.Marshal(struct {
		XMLName     xml.Name        `xml:"OpenSearchDescription"`
		Space       string          `xml:"xmlns,attr"`
		ShortName   string          `xml:"ShortName"`
		Description string          `xml:"Description"`
		Encoding    string          `xml:"InputEncoding"`
		Language    string          `xml:"Language"`
		URLs        []openSearchURL `xml:"Url"`
	}{
		Space:     "http://a9.com/-/spec/opensearch/1.1/",
		ShortName: s.siteName(c), Description: s.words.Say("opensearch.description", s.siteName(c)), Encoding: "UTF-8", Language: "zh-CN",
		URLs: []openSearchURL{
			{Type: "text/html", Template: base + "/search?q={searchTerms}"},
			{Type: "application/atom+xml", Template: base + "/feeds/search.atom?q={searchTerms}"},
			{Type: "application/opensearchdescription+xml", Template: base + "/opensearch.xml", Rel: "self"},
		},
	})
	if err != nil {
		return nil, fmt.Errorf("describe search: %w", err)
	}
	return answer.Body(http.StatusOK, "application/opensearchdescription+xml; charset=utf-8", append([]byte(xml.Header), content...))
}

package reading

import (
	"fmt"

	"shiyun/corpus"
	"shiyun/server/identity"
	"shiyun/server/paths"
)

// work describes a poem to machines, as schema.org does. It is put into the
// page by html/template, which writes it as JSON that no text of a poem can
// end before its time.
type work struct {
	Context  string     `json:"@context"`
	Type     string     `json:"@type"`
	ID       string     `json:"@id"`
	URL      string     `json:"url"`
	Name     string     `json:"name"`
	Author   workPart   `json:"author"`
	Genre    string     `json:"genre,omitempty"`
	Language string     `json:"inLanguage"`
	Text     string     `json:"text"`
	Abstract string     `json:"abstract,omitempty"`
	Created  string     `json:"dateCreated,omitempty"`
	Posted   string     `json:"datePublished,omitempty"`
	Changed  string     `json:"dateModified,omitempty"`
	Keywords []string   `json:"keywords,omitempty"`
	Image    string     `json:"image"`
	PartOf   []workPart `json:"isPartOf"`
}

type workPart struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// workOf describes a poem of the site at base, which is of a community.
func (s *Server) workOf(p corpus.Poem, of *identity.Identity, base string) work {
	w := work{Context: "https://schema.org", Type: "CreativeWork", ID: base + paths.Poem(p.ID), URL: base + paths.Poem(p.ID), Name: p.Title,
		Author: workPart{"Person", p.Author.Name, base + paths.Author(p.Author.ID)}, Genre: string(p.Form), Language: s.pages.LangOf(p.Title + p.Body),
		Text: p.Body, Abstract: p.Preface, Keywords: p.Tags, Image: base + cardPath(p, tallCard, of),
		PartOf: []workPart{{"WebSite", of.Name, base + "/"}}}
	for _, c := range p.Collections {
		w.PartOf = append(w.PartOf, workPart{"Collection", c.Name, base + paths.Collection(c.ID)})
	}
	const day = "2006-01-02"
	if !p.PublishedAt.IsZero() {
		w.Posted, w.Changed = p.PublishedAt.Format(day), p.UpdatedAt.Format(day)
	}
	w.Created = calendarDay(p.Date)
	return w
}

// calendarDay is a date in ISO 8601 as far as it is known, "" for a lunar
// wording.
func calendarDay(d corpus.Date) string {
	switch d.Precision {
	case corpus.PrecisionDay:
		return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
	case corpus.PrecisionMonth:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case corpus.PrecisionYear:
		return fmt.Sprintf("%04d", d.Year)
	}
	return ""
}

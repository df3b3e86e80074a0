package api

import (
	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/verse"
	"shiyun/server/answer"
	"shiyun/server/paths"
	"shiyun/server/published"
	"shiyun/server/request"
)

// poemJSON is a poem as the API gives it. Its keys are a contract: fields are
// added, never renamed or taken away.
type poemJSON struct {
	ID            corpus.PoemID    `json:"id"`
	Ref           string           `json:"ref"`
	Title         string           `json:"title"`
	Author        string           `json:"author"`
	AuthorID      corpus.AuthorID  `json:"author_id"`
	Preface       string           `json:"preface"`
	Body          string           `json:"body"`
	Lines         []lineJSON       `json:"lines"`
	Note          string           `json:"note"`
	Form          corpus.Form      `json:"form"`
	Tune          string           `json:"tune"`
	Place         string           `json:"place"`
	PlaceID       corpus.PlaceID   `json:"place_id"`
	Date          string           `json:"date"`
	DatePrecision corpus.Precision `json:"date_precision"`
	Year          int              `json:"year"` // 0 where unknown
	Tags          []string         `json:"tags"`
	Collections   []collectionJSON `json:"collections"`
	Source        string           `json:"source"`
	Revision      int              `json:"revision"`
	URL           string           `json:"url"`
}

type lineJSON struct {
	N      int    `json:"n"`
	Stanza int    `json:"stanza"`
	Text   string `json:"text"`
}

type collectionJSON struct {
	ID   corpus.CollectionID `json:"id"`
	Name string              `json:"name"`
}

func (s *Server) poemJSON(p corpus.Poem) poemJSON {
	j := poemJSON{
		ID: p.ID, Ref: p.Ref, Title: p.Title, Author: p.Author.Name, AuthorID: p.Author.ID, Preface: p.Preface,
		Body: p.Body, Lines: []lineJSON{}, Note: p.Note, Form: p.Form, Tune: p.Tune, Place: p.Place.Path, PlaceID: p.Place.ID,
		Date: p.Date.Text, DatePrecision: p.Date.Precision, Year: p.Date.Year, Tags: append([]string{}, p.Tags...), // an array even where empty
		Collections: []collectionJSON{}, Source: p.Source, Revision: p.Revision, URL: string(s.origin) + paths.Poem(p.ID),
	}
	for _, line := range verse.Lines(p.Body) {
		j.Lines = append(j.Lines, lineJSON(line))
	}
	for _, ref := range p.Collections {
		j.Collections = append(j.Collections, collectionJSON(ref))
	}
	return j
}

func (s *Server) servePoem(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	p, err := s.store.Published(c.Request().Context(), corpus.PoemID(id))
	if err != nil {
		return published.MovedPoem(c, s.store, id, func(to corpus.PoemID) string { return paths.Numbered("/api/v1/poems/", int64(to)) }, err)
	}
	return answer.JSON(s.poemJSON(p))
}

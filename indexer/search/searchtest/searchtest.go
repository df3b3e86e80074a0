// Package searchtest makes small archives in memory for the tests of searching:
// texts without a store, and no engine, so that every text is read.
package searchtest

import (
	"context"
	"strconv"
	"strings"

	"shiyun/corpus"
	"shiyun/indexer/engine"
	"shiyun/indexer/segment"
	"shiyun/indexer/texts"
)

// Archive is published poems and what searching them asks for.
type Archive struct {
	poems []corpus.Poem
	table *texts.Table
	words []string
}

// NewArchive publishes poems, numbered from 1 in order. Authors are told apart
// by name; each is numbered when first met, from 1.
func NewArchive(poems ...corpus.Poem) *Archive {
	a := &Archive{table: texts.NewTable()}
	authors := map[string]corpus.AuthorID{}
	changes := texts.Changes{Poems: map[corpus.PoemID]*texts.Poem{}, Authors: map[corpus.AuthorID]*texts.Author{}}
	for i, p := range poems {
		if authors[p.Author.Name] == 0 {
			authors[p.Author.Name] = corpus.AuthorID(len(authors) + 1)
		}
		p.ID, p.Author.ID, p.Status = corpus.PoemID(i+1), authors[p.Author.Name], corpus.StatusPublished
		a.poems = append(a.poems, p)
		changes.Poems[p.ID] = texts.NewPoem(p)
		changes.Authors[p.Author.ID] = texts.NewAuthor(p.Author.Name, nil)
	}
	a.table.Apply(changes)
	return a
}

// NewPoem returns a poem to publish.
func NewPoem(title, author, body string) corpus.Poem {
	return corpus.Poem{Title: title, Author: corpus.AuthorRef{Name: author}, Body: body}
}

// KnowWords has the segmenter cut these words and single characters.
func (a *Archive) KnowWords(words ...string) { a.words = words }

// Texts returns the texts.
func (a *Archive) Texts() *texts.Snapshot { return a.table.Snapshot() }

// Change brings the texts up to date.
func (a *Archive) Change(c texts.Changes) { a.table.Apply(c) }

// Poems returns those of the ids that there are.
func (a *Archive) Poems(_ context.Context, ids []corpus.PoemID) ([]corpus.Poem, error) {
	var found []corpus.Poem
	for _, id := range ids {
		if 1 <= id && int(id) <= len(a.poems) {
			found = append(found, a.poems[id-1])
		}
	}
	return found, nil
}

// SetStatus changes a poem in the archive and not yet in the texts, as between
// two looks at the change log.
func (a *Archive) SetStatus(id corpus.PoemID, status corpus.Status) { a.poems[id-1].Status = status }

// Propose never runs fn: there is no engine.
func (a *Archive) Propose(func(engine.Engine) error) (bool, error) { return false, nil }

// Complete reports that every text is there.
func (a *Archive) Complete() bool { return true }

// Segmenter returns one that knows the words of KnowWords.
func (a *Archive) Segmenter() segment.Segmenter { return segmenter(a.words) }

type segmenter []string

func (s segmenter) Fingerprint() string { return "searchtest" }

func (s segmenter) Segment(text string) []segment.Token {
	runes := []rune(text)
	var tokens []segment.Token
	for i := range runes {
		tokens = append(tokens, segment.Token{Start: i, End: i + 1})
		for _, word := range s {
			if strings.HasPrefix(string(runes[i:]), word) {
				tokens = append(tokens, segment.Token{Start: i, End: i + len([]rune(word))})
			}
		}
	}
	return tokens
}

// Satisfies reports whether an engine that has indexed the poem proposes it: a
// poem's characters and its author are what searches ask for.
func Satisfies(p *texts.Poem, e engine.Expr) bool {
	met := 0
	for _, arg := range e.Args {
		if Satisfies(p, arg) {
			met++
		}
	}
	switch e.Op {
	case engine.OpAnd:
		return met == len(e.Args)
	case engine.OpOr:
		return met > 0
	case engine.OpMinShouldMatch:
		return met >= e.Min
	}
	switch e.Term.Field {
	case engine.Char:
		return strings.Contains(p.Text, e.Term.Text)
	case engine.Author:
		return strconv.FormatInt(int64(p.Author), 10) == e.Term.Text
	}
	return false
}

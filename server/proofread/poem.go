package proofread

import (
	"shiyun/corpus"
	"shiyun/corpus/prosody"
)

// Check checks a poem of the archive by a book, "" or auto for the one that the
// poem shows.
func Check(p corpus.Poem, book string) prosody.Report {
	return prosody.Check(prosody.Poem{Title: p.Title, Preface: p.Preface, Body: p.Body, Note: p.Note, Form: p.Form, Tune: p.Tune, Tags: p.Tags}, ChoiceOf(book))
}

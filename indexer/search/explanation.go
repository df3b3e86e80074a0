package search

import (
	"shiyun/corpus"
	"shiyun/indexer/search/relax"
)

// Explanation is why a poem answers a query, or why it does not.
type Explanation struct {
	Query string    `json:"query"` // as used, after cutting
	Terms []Reading `json:"terms"` // how the query was read; empty for a pasted text
	// Tried are the relaxations tried, in order, up to the one that found
	// something.
	Tried []Attempt `json:"tried"`
	// Answered is the relaxation that found something, "" where none did.
	Answered relax.Name `json:"answered"`

	Poem   corpus.PoemID `json:"poem"`
	Title  string        `json:"title"`
	Author string        `json:"author"`
	// Searchable reports that the poem is published and its text has been read.
	Searchable bool `json:"searchable"`
	// Found reports that the poem is among the hits.
	Found bool `json:"found"`
	// FilteredOut reports that the poem matches and is not what the search was
	// narrowed to.
	FilteredOut bool `json:"filtered_out,omitempty"`
	// Looser is the first relaxation by which the poem would match, had a
	// stricter one not answered already; "" for none.
	Looser relax.Name `json:"looser,omitempty"`
	// Match and Hit are the tier and the hit of a poem that is found; Score
	// orders the hits of one tier and is the sum of Parts.
	Match Match `json:"match,omitempty"`
	Hit   *Hit  `json:"hit,omitempty"`
	Score int   `json:"score"`
	// Parts are the terms as they were looked for in the relaxation that
	// answered, or in the last that was tried.
	Parts []Part `json:"parts"`
}

// Reading is one term of a query and how it was cut.
type Reading struct {
	Field    string   `json:"field"` // "" for title, author, preface and body
	Text     string   `json:"text"`  // as typed
	Folded   string   `json:"folded"`
	Quoted   bool     `json:"quoted,omitempty"`
	Wild     bool     `json:"wild,omitempty"` // has wildcards
	Excluded bool     `json:"excluded,omitempty"`
	Years    []int    `json:"years,omitempty"` // from and to
	Chars    []string `json:"chars"`           // each looked up among the postings
	Words    []string `json:"words"`           // of two characters or more, sub-words included
	Pinyin   []string `json:"pinyin"`          // a reading or several, parted by slashes, a character; or the syllables typed
	Synonyms []string `json:"synonyms"`
	InPoem   bool     `json:"in_poem"` // in the poem at its word, or by a synonym
}

// Attempt is a relaxation that was tried.
type Attempt struct {
	Relaxation relax.Name `json:"way"`
	Total      int        `json:"total"`
	InPoem     bool       `json:"in_poem"` // whether the poem matches when the query is so relaxed
}

// Part is what one term adds to a score.
type Part struct {
	Text  string `json:"text"`
	Where Where  `json:"where"`           // "" where the poem does not have it
	Via   string `json:"via,omitempty"`   // the synonym that was found instead
	Match Match  `json:"match,omitempty"` // how it was found
	Place int    `json:"place"`           // points for where it stands
	Near  int    `json:"near"`            // points for standing near the term before
}

// Where is where in a poem a term stands.
type Where string

// The places, those that weigh most first.
const (
	WhereAuthor  Where = "author"
	WhereTitle   Where = "title"
	WhereBody    Where = "body"
	WherePreface Where = "preface"
	WhereFact    Where = "fact" // form, tune, place, tag or year
)

// Package search answers queries. The index proposes poems, the text decides:
// postings say which poems may match, and every one of them is then read in
// its folded form, which alone says whether it matches, where, and how well.
// Another engine behind the same seam therefore gives the same answers.
package search

import (
	"shiyun/corpus"
	"shiyun/indexer/search/match"
	"shiyun/indexer/search/related"
	"shiyun/indexer/search/suggest"
)

// What the parts of a search return, under the names by which callers outside
// the index know them: they ask this package alone.
type (
	Match      = match.Tier
	Suggestion = suggest.Suggestion
	Related    = related.Poem
	Relation   = related.Relation
	Answer     = related.Answer
)

// The tiers of a hit, strictest first.
const (
	MatchExact   = match.Exact
	MatchFolded  = match.Folded
	MatchSynonym = match.Synonym
	MatchAsked   = match.Asked
	MatchTheme   = match.Theme
	MatchSound   = match.Sound
	MatchNear    = match.Near
)

// The relations of two poems, closest first.
const (
	RelatedReply = related.Reply
	RelatedTune  = related.Tune
	RelatedRhyme = related.Rhyme
	RelatedWords = related.Words
)

// Marks are half-open ranges counted in code points of the text they are
// about, in order and apart from each other.
type Marks [][2]int

// Line is a line of a hit that matched.
type Line struct {
	N     int    `json:"n"`
	Text  string `json:"text"`
	Marks Marks  `json:"marks"`
}

// Hit is one poem that answers a query.
type Hit struct {
	ID          corpus.PoemID   `json:"id"`
	Ref         string          `json:"ref"`
	Title       string          `json:"title"`
	TitleMarks  Marks           `json:"title_marks"`
	Author      string          `json:"author"`
	AuthorID    corpus.AuthorID `json:"author_id"`
	AuthorMarks Marks           `json:"author_marks"`
	Form        corpus.Form     `json:"form"`
	Match       Match           `json:"match"`
	// Lines are the lines that matched, at most MaxHitLines of them.
	Lines []Line `json:"lines"`
	// Opening is the poem's first lines, for a hit whose lines did not match.
	Opening []string `json:"opening,omitempty"`
	Tags    []string `json:"tags,omitempty"`
}

// FacetValue is a value and how many of the hits have it.
type FacetValue struct {
	Value string `json:"value"`
	ID    int64  `json:"id,omitempty"` // of an author or a place
	Count int    `json:"count"`
}

// Facets count all hits, not only those of the page, by what they have.
type Facets struct {
	Form   []FacetValue `json:"form"`
	Author []FacetValue `json:"author"`
	Place  []FacetValue `json:"place"`
	Tag    []FacetValue `json:"tag"`
	Year   []FacetValue `json:"year"`
	// Rhyme and Skeleton are empty while the craft of poems is being told.
	Rhyme    []FacetValue `json:"rhyme"`
	Skeleton []FacetValue `json:"skeleton"`
}

// Result is the answer to a Request.
type Result struct {
	Query string `json:"query"`
	Total int    `json:"total"`
	// Answer is that to a question that has one, nil otherwise.
	Answer *Direct `json:"answer,omitempty"`
	// Understood is the query as a question, nil where it was taken at its
	// word.
	Understood *Understood `json:"understood,omitempty"`
	// Nearest is what comes nearest, where nothing was found; nil otherwise.
	Nearest *Nearest `json:"nearest,omitempty"`
	Hits    []Hit    `json:"hits"`
	Facets  Facets   `json:"facets"`
	// Cursor asks for the next page; "" on the last.
	Cursor string `json:"cursor"`
	// Partial is true while the index is being rebuilt or is still catching
	// up: hits may be missing or in another order.
	Partial bool `json:"partial"`
	// DidYouMean is what the archive has in place of what was typed, for
	// hits that only sound alike or are near: "" where nothing was loosened.
	DidYouMean string `json:"did_you_mean,omitempty"`
	// Notice is how the query was read, such as one that was cut; zero for
	// nothing to say. Who writes a Result as JSON renders it first.
	Notice corpus.Message `json:"notice,omitzero"`
	TookMS float64        `json:"took_ms"`
}

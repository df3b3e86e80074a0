// Package search answers queries. The index proposes poems, the text decides:
// postings say which poems may match, and every one of them is then read in
// its folded form, which alone says whether it matches, where, and how well.
// Another engine behind the same seam therefore gives the same answers.
package search

import "shiyun/corpus"

// Limits on what one search may ask, so that its cost is bounded whatever
// people send.
const (
	DefaultLimit = 20
	MaxLimit     = 100
	// LongQuery is where a query is taken for a pasted poem and searched by
	// its most telling part; MaxQuery is where it is cut. Both in code points.
	LongQuery = 200
	MaxQuery  = 2000
)

// Sort is the order of hits.
type Sort string

// The orders. An unknown one is SortRelevance.
const (
	SortRelevance Sort = "relevance"
	SortDate      Sort = "date"   // by date written, newest first
	SortNewest    Sort = "newest" // by id, the last added first
	SortTitle     Sort = "title"
)

// Request is one search. Zero fields do not narrow.
type Request struct {
	Query  string
	Limit  int    // 0 for DefaultLimit; more than MaxLimit is MaxLimit
	Cursor string // from the Result before; "" for the first page
	Sort   Sort
	Form   string
	Author string // a number is an id, anything else a name
	Place  string // likewise, with every place below it
	Tag    string
	Year   int
}

// Match is the tier of a hit: how the poem answers the query. Tiers are never
// mixed; a hit of a stricter tier always comes first.
type Match string

// The tiers, strictest first.
const (
	MatchExact   Match = "exact"   // the very characters
	MatchFolded  Match = "folded"  // after folding: 简繁, variants, width
	MatchSynonym Match = "synonym" // a word that curators say stands for it
	MatchSound   Match = "sound"   // the same reading
	MatchNear    Match = "near"    // most of it
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
}

// Result is the answer to a Request.
type Result struct {
	Query  string `json:"query"`
	Total  int    `json:"total"`
	Hits   []Hit  `json:"hits"`
	Facets Facets `json:"facets"`
	// Cursor asks for the next page; "" on the last.
	Cursor string `json:"cursor"`
	// Partial is true while the index is being rebuilt or is still catching
	// up: hits may be missing or in another order.
	Partial bool `json:"partial"`
	// DidYouMean is what the archive has in place of what was typed, for
	// hits that only sound alike or are near: "" where nothing was loosened.
	DidYouMean string `json:"did_you_mean,omitempty"`
	// Notice is a sentence for people about how the query was read, such as
	// one that was cut; "" for nothing to say.
	Notice string  `json:"notice,omitempty"`
	TookMS float64 `json:"took_ms"`
}

// Suggestion completes what is being typed.
type Suggestion struct {
	Kind string `json:"kind"` // "title", "author" or "line"
	Text string `json:"text"`
	URL  string `json:"url"` // path of the page it leads to
}

// Relation says why two poems are shown beside each other.
type Relation string

// The relations, closest first.
const (
	RelatedReply Relation = "reply" // 唱和: one answers the other
	RelatedTune  Relation = "tune"  // the same 词牌 or 曲牌, and words in common
	RelatedRhyme Relation = "rhyme" // the same rhyme characters in order
	RelatedWords Relation = "words" // rare words in common
)

// Related is a poem like another.
type Related struct {
	ID       corpus.PoemID   `json:"id"`
	Title    string          `json:"title"`
	Author   string          `json:"author"`
	AuthorID corpus.AuthorID `json:"author_id"`
	Form     corpus.Form     `json:"form"`
	Relation Relation        `json:"relation"`
	Shared   []string        `json:"shared"` // the words or rhyme characters in common
}

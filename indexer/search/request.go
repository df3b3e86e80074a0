package search

// Limits on what one search may ask, so that its cost is bounded whatever
// people send.
const (
	DefaultLimit = 20
	MaxLimit     = 100
	// LongQuery is where a query is taken for a pasted poem and searched by
	// its rarest clauses; MaxQuery is where it is cut. Both in code points.
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
	// Literal takes the query at its word, never for a question.
	Literal bool
}

package relax

import (
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/ask"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
	"shiyun/indexer/segment"
)

// Index is what relaxing asks of the index.
type Index interface {
	// Propose runs fn on the engine; false where no engine can propose at
	// the moment, and every text has to be read instead.
	Propose(fn func(engine.Engine) error) (bool, error)
	Segmenter() segment.Segmenter
}

// Query is a query as it was read, with what every relaxation looks at. It is
// used by one goroutine.
type Query struct {
	query.Query
	Lexicon *match.Lexicon
	// Reading is the query as a question; empty where it is none.
	Reading ask.Reading
	// literally keeps the query from being taken for what it asks.
	literally bool
	index     Index
	// joined is Root with neighbouring words of Latin letters made one; latin
	// reports whether there are any.
	joined *query.Node
	latin  bool
	// sounded is the reading by sound; nil until it is asked for.
	sounded *ask.Reading
}

// NewQuery prepares a query for relaxing.
func NewQuery(q query.Query, lexicon *match.Lexicon, index Index) *Query {
	prepared := &Query{Query: q, Lexicon: lexicon, index: index}
	if q.Root != nil {
		prepared.joined, prepared.latin = joinLatin(q.Root)
		prepared.Reading = readAsked(prepared)
	}
	return prepared
}

// longestRelaxed is the longest run that is taken for a misremembered one, in
// characters: no line is as long, and aligning takes as long as the run.
const longestRelaxed = 24

// mayRelaxTerm reports whether a term may be looked for other than at its word:
// a quoted run may not, nor a pattern, nor a form or a year.
func mayRelaxTerm(t query.Term) bool {
	return !t.Exact() && utf8.RuneCountInString(t.Run) <= longestRelaxed && (t.Field.InText() || t.Field == query.Author) && !match.IsLatin(t.Run)
}

func isLong(q *Query) bool   { return q.Query.Pasted != nil }
func isShort(q *Query) bool  { return q.Query.Pasted == nil }
func hasTerms(q *Query) bool { return q.Root != nil }

// mayRelax reports whether any term may be relaxed.
func mayRelax(q *Query) bool {
	any := false
	q.Root.Positive(func(t query.Term) { any = any || mayRelaxTerm(t) })
	return any
}

// mostSpelt is how many letters are read as pinyin: those of a poem of four
// lines.
const mostSpelt = 140

// hasPinyin reports whether the query has words that may be pinyin.
func hasPinyin(q *Query) bool {
	return q.latin && !(q.joined.Op == query.Leaf && len(q.joined.Term.Run) > mostSpelt)
}

// hasPinyinWords reports whether it has several, of which one is more than a
// syllable: then each is a word.
func hasPinyinWords(q *Query) bool {
	return hasPinyin(q) && q.joined != q.Root && hasPinyinWord(q.Root)
}

// mostSyllables is how many words of one syllable are looked for each on its
// own.
const mostSyllables = 6

// hasPinyinSyllables reports whether it has several, each one syllable: typed
// with spaces between them they belong together, and each on its own stands in
// nearly every poem.
func hasPinyinSyllables(q *Query) bool {
	return hasPinyin(q) && q.joined != q.Root && !hasPinyinWord(q.Root) && len(q.Root.Kids) <= mostSyllables
}

func hasPinyinWord(root *query.Node) bool {
	any := false
	root.Positive(func(t query.Term) {
		groups, _ := pinyin.Letters(t.Raw)
		cuts := pinyin.Parse(groups)
		any = any || len(cuts) > 0 && len(cuts[0]) > 1
	})
	return any
}

// isMixed reports whether the query is one run of characters with Latin letters
// among them.
func isMixed(q *Query) bool {
	return mayRelax(q) && isTextRun(q.Root) && mayRelaxTerm(q.Root.Term) && len(match.SplitByScript(q.Root.Term.Run)) > 1
}

// isTextRun reports whether a query is one term looked for in texts.
func isTextRun(root *query.Node) bool { return root.Op == query.Leaf && root.Term.Field.InText() }

// clausesOfPoem is how many clauses make a query look like a pasted poem.
const clausesOfPoem = 3

func hasPoemClauses(q *Query) bool { return hasTerms(q) && len(clausesOf(q)) >= clausesOfPoem }

// shortestCouplet is the length in characters of two clauses of four.
const shortestCouplet = 8

// clausesOf are the clauses of a query that is nothing but text. Where a whole
// couplet is quoted among other text, the marks are the text's own.
func clausesOf(q *Query) []fold.Run {
	if isLong(q) {
		return q.Query.Pasted
	}
	var clauses []fold.Run
	plain, quotes := true, false
	eachNode(q.Root, func(n *query.Node) {
		t := n.Term
		switch {
		case n.Op == query.Leaf && t.Field == query.Any && t.Quoted && utf8.RuneCountInString(t.Run) >= shortestCouplet:
			quotes = true
		case n.Op == query.Leaf && t.Field == query.Any && !t.Exact():
			clauses = append(clauses, fold.Run{Raw: t.Raw, Folded: t.Run})
		case n.Op != query.And:
			plain = false
		}
	})
	switch {
	case !plain:
		return nil
	case quotes:
		return fold.Runs(q.Text)
	}
	return clauses
}

func eachNode(n *query.Node, fn func(*query.Node)) {
	fn(n)
	for _, kid := range n.Kids {
		eachNode(kid, fn)
	}
}

// cutTerm is a term of some characters of another.
func cutTerm(t query.Term, from, to int) *query.Node {
	run, raw := []rune(t.Run)[from:to], []rune(t.Raw)[from:to]
	return &query.Node{Term: query.Term{Field: t.Field, Raw: string(raw), Run: string(run)}}
}

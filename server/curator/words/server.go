// Package words is where the words of the search are looked after: searches that
// found nothing, synonyms, aliases, how lines are cut, and why a poem is found.
package words

import (
	"log/slog"

	"context"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/indexer"
	"shiyun/indexer/search"
	"shiyun/server/catalogue"
	"shiyun/server/misses"
	"shiyun/server/page"
	"shiyun/server/site"
)

// Explainer explains why a search finds a poem.
type Explainer interface {
	Explain(ctx context.Context, req search.Request, id corpus.PoemID) (search.Explanation, error)
}

// Bench shows how the index cuts a line, and adds words to its dictionary,
// folded; they are in effect after a rebuild. It knows the themes, and what a
// change to one would do.
type Bench interface {
	Themes() []indexer.Theme
	Theme(name string) (indexer.Theme, bool)
	TryTheme(ctx context.Context, change corpus.ThemeWords, all []corpus.ThemeWords) (indexer.ThemeTrial, error)
	Cut(ctx context.Context, line, word string) (indexer.Cut, error)
	AddWord(word string) (folded string, added bool, err error)
}

// Server answers those who look after what is searched for.
type Server struct {
	store     *store.Store
	words     *catalogue.Catalogue
	pages     *page.Pages
	misses    *misses.Log
	log       *slog.Logger
	explainer Explainer // nil leaves its page out
	bench     Bench     // nil leaves its page out
}

// New serves them in one script of the site; the pages of what is nil are left
// out.
func New(s *site.Site, explainer Explainer, bench Bench) *Server {
	return &Server{store: s.Store, words: s.Words, pages: s.Pages, misses: s.Misses, log: s.Log, explainer: explainer, bench: bench}
}

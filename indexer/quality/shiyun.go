package quality

import (
	"context"

	"shiyun/indexer/search"
)

// Shiyun is the archive's own search.
type Shiyun struct{ *search.Searcher }

// Name implements Engine.
func (Shiyun) Name() string { return "shiyun" }

// Ask implements Engine. It asks for a page as the site does.
func (s Shiyun) Ask(ctx context.Context, query string) (Answer, error) {
	r, err := s.Search(ctx, search.Request{Query: query})
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Total: r.Total}
	for _, hit := range r.Hits {
		a.Refs = append(a.Refs, hit.Ref)
	}
	return a, nil
}

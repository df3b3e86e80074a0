package server

import (
	"context"
	"slices"
	"strings"

	"shiyun/corpus"
	"shiyun/indexer/search"
)

// The index follows the archive a moment behind. What it finds is therefore
// held against the archive before it is shown: a poem just withdrawn must not
// appear, however it was found.

// search asks the index and leaves out what the public may not read.
func (s *Server) search(ctx context.Context, req search.Request) (search.Result, error) {
	result, err := s.cfg.Search.Search(ctx, req)
	if err != nil {
		return search.Result{}, err
	}
	ids := make([]corpus.PoemID, len(result.Hits))
	for i, h := range result.Hits {
		ids[i] = h.ID
	}
	public, err := s.publicOf(ctx, ids)
	if err != nil {
		return search.Result{}, err
	}
	found := len(result.Hits)
	result.Hits = slices.DeleteFunc(slices.Clone(result.Hits), func(h search.Hit) bool { return !public[h.ID] })
	result.Total -= found - len(result.Hits)
	return result, nil
}

// suggest completes what is being typed, likewise.
func (s *Server) suggest(ctx context.Context, q string, limit int) ([]search.Suggestion, error) {
	suggestions, err := s.cfg.Search.Suggest(ctx, q, limit)
	if err != nil {
		return nil, err
	}
	var ids []corpus.PoemID
	for _, one := range suggestions {
		if id := suggestedPoem(one); id != 0 {
			ids = append(ids, id)
		}
	}
	public, err := s.publicOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(suggestions), func(one search.Suggestion) bool {
		id := suggestedPoem(one)
		return id != 0 && !public[id]
	}), nil
}

// suggestedPoem is the poem a suggestion leads to, 0 for another page.
func suggestedPoem(s search.Suggestion) corpus.PoemID {
	path, _, _ := strings.Cut(s.URL, "#")
	id, ok := strings.CutPrefix(path, "/poems/")
	if !ok {
		return 0
	}
	return corpus.PoemID(parseID(id))
}

func (s *Server) publicOf(ctx context.Context, ids []corpus.PoemID) (map[corpus.PoemID]bool, error) {
	poems, err := s.cfg.Store.Poems(ctx, ids)
	public := make(map[corpus.PoemID]bool, len(poems))
	for _, p := range poems {
		public[p.ID] = p.Status == corpus.StatusPublished
	}
	return public, err
}

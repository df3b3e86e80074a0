package review

import (
	"context"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/similarity"
	"shiyun/server/diff"
)

const (
	mostAlike = 5
	// likeWait is for an index that is still being made: the page shows so and
	// goes on without.
	likeWait = 2 * time.Second
)

// alikeView is a poem nearly the same as the one looked at.
type alikeView struct {
	Poem corpus.Poem
	Same bool // to the character, after folding
	A, B []diff.Piece
}

// alike returns poems nearly the same as one, and whether the index was ready
// to tell.
func (s *Server) alike(ctx context.Context, p corpus.Poem) ([]alikeView, bool, error) {
	index, err := s.similarity(ctx)
	if index == nil || err != nil {
		return nil, false, err
	}
	var views []alikeView
	for _, m := range index.Find(p.Title, p.Author.Name, p.Body, 2*mostAlike) {
		if m.ID == p.ID || len(views) == mostAlike {
			continue
		}
		other, err := s.store.Poem(ctx, m.ID)
		if err != nil {
			return nil, false, err
		}
		if other.Status == corpus.StatusWithdrawn || other.Status == corpus.StatusRemoved {
			continue
		}
		v := alikeView{Poem: other, Same: m.Kind == similarity.Exact}
		v.A, v.B = diff.Pieces(other.Body, p.Body)
		views = append(views, v)
	}
	return views, true, nil
}

// similarity is the index as the archive stands; nil where it is not there
// within likeWait. Who asks first has every poem read, and it is read to the
// end even where they go away.
func (s *Server) similarity(ctx context.Context) (*similarity.Index, error) {
	type made struct {
		index *similarity.Index
		err   error
	}
	ready := make(chan made, 1)
	go func() {
		index, err := s.near(context.WithoutCancel(ctx))
		ready <- made{index: index, err: err}
	}()
	select {
	case m := <-ready:
		return m.index, m.err
	case <-time.After(likeWait):
		return nil, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

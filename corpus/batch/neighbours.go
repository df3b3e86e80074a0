package batch

import (
	"context"
	"runtime"
	"sync"

	"shiyun/corpus"
	"shiyun/corpus/similarity"
	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
)

// Neighbours keeps the texts of an archive in memory, by which rows are found
// that are nearly a poem it has. They are read when first asked for and
// brought up to date from the change log whenever they are asked for again.
// It may be used from many goroutines.
type Neighbours struct {
	store *store.Store
	mu    sync.Mutex // guards what follows
	index *similarity.Index
	at    corpus.Cursor
}

// NewNeighbours returns the neighbours of an archive, not yet read.
func NewNeighbours(s *store.Store) *Neighbours { return &Neighbours{store: s} }

// step is how many changes are read at a time.
const step = 2000

// Index is the index of similarity as the archive stands. Poems brought in by an
// import that was undone are not in it.
func (n *Neighbours) Index(ctx context.Context) (*similarity.Index, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.index == nil {
		if err := n.load(ctx); err != nil {
			return nil, err
		}
	}
	for {
		changes, err := n.store.ChangesAfter(ctx, n.at, step)
		if err != nil || len(changes) == 0 {
			return n.index, err
		}
		if err := n.follow(ctx, changes); err != nil {
			return nil, err
		}
		n.at = changes[len(changes)-1].Cursor
	}
}

// load takes the cursor first: what changes meanwhile is read again.
func (n *Neighbours) load(ctx context.Context) error {
	at, err := n.store.Head(ctx)
	if err != nil {
		return err
	}
	index := similarity.New()
	err = n.store.EachPoem(ctx, 0, "", func(p corpus.Poem) error {
		index.Put(p.ID, p.Title, p.Author.Name, p.Body)
		return nil
	})
	if err == nil {
		n.index, n.at = index, at
	}
	return err
}

func (n *Neighbours) follow(ctx context.Context, changes []corpus.Change) error {
	var ids []corpus.PoemID
	for _, c := range changes {
		if c.Kind == corpus.KindPoem {
			ids = append(ids, corpus.PoemID(c.ID))
		}
	}
	poems, err := n.store.Poems(ctx, ids)
	if err != nil {
		return err
	}
	for _, p := range poems {
		if p.Status == corpus.StatusRemoved {
			n.index.Remove(p.ID)
		} else {
			n.index.Put(p.ID, p.Title, p.Author.Name, p.Body)
		}
	}
	return nil
}

// nearest looks every row up, on all processors; a zero Match where nothing
// is like it.
func nearest(index *similarity.Index, rows []transfer.ImportRow) []similarity.Match {
	matches := make([]similarity.Match, len(rows))
	workers := max(1, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for w := range workers {
		all.Go(func() {
			for i := w; i < len(rows); i += workers {
				d := rows[i].Draft
				if found := index.Find(text(d.Title), text(d.Author), text(d.Body), 1); len(found) > 0 {
					matches[i] = found[0]
				}
			}
		})
	}
	all.Wait()
	return matches
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

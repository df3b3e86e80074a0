package poems

import (
	"context"
	"fmt"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// FairPublished chooses a published poem by two numbers: an author by the
// first, one of theirs by the second. Whoever has one poem is met as often as
// whoever has five hundred. NotFound in an archive without published poems.
func (s *Repository) FairPublished(ctx context.Context, author, poem uint64) (corpus.PoemID, error) {
	const writers = "FROM authors a WHERE EXISTS (SELECT 1 FROM poems p WHERE p.author_id = a.id AND p.status = ?)"
	var total uint64
	if err := s.read.NewRaw("SELECT COUNT(*) "+writers, corpus.StatusPublished).Scan(ctx, &total); err != nil {
		return 0, fmt.Errorf("count authors: %w", err)
	}
	if total == 0 {
		return 0, corpus.NewError(corpus.NotFound, "archive.no_poem")
	}
	var id corpus.AuthorID
	err := s.read.NewRaw("SELECT a.id "+writers+" ORDER BY a.id LIMIT 1 OFFSET ?", corpus.StatusPublished, author%total).Scan(ctx, &id)
	if err != nil {
		return 0, fmt.Errorf("choose author: %w", db.OneRow(err, "archive.no_poem"))
	}
	return s.nthPublished(ctx, Filter{Author: id}, poem)
}

package poems

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/db"
)

// Redirect is where a merged poem or author went; 0 for one that was not
// merged.
func (s *Repository) Redirect(ctx context.Context, kind corpus.Kind, id int64) (int64, error) {
	return RedirectOf(ctx, s.read, kind, id)
}

// RedirectOf returns where a merged poem or author went; 0 for one that was
// not merged.
func RedirectOf(ctx context.Context, conn bun.IDB, kind corpus.Kind, id int64) (to int64, err error) {
	err = conn.NewRaw("SELECT COALESCE((SELECT to_id FROM redirects WHERE kind = ? AND from_id = ?), 0)", kind, id).Scan(ctx, &to)
	if err != nil {
		return 0, fmt.Errorf("look up redirect of %s %d: %w", kind, id, err)
	}
	return to, nil
}

// RedirectedKind returns the kind of redirect that leads away from numbers of a
// counter; "" for things that are never merged.
func RedirectedKind(c db.Counter) corpus.Kind {
	switch c {
	case Counter:
		return corpus.KindPoem
	case authority.AuthorCounter:
		return corpus.KindAuthor
	}
	return ""
}

// AddRedirect leads from one address to another, and with it all that led to
// the first, so that no reader is sent on twice or in a circle.
func AddRedirect(ctx context.Context, tx bun.Tx, kind corpus.Kind, from, to int64) error {
	_, err := tx.NewRaw("UPDATE redirects SET to_id = ? WHERE kind = ? AND to_id = ?", to, kind, from).Exec(ctx)
	if err == nil {
		_, err = tx.NewRaw("INSERT INTO redirects (kind, from_id, to_id) VALUES (?, ?, ?)", kind, from, to).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("redirect %s %d: %w", kind, from, err)
	}
	return nil
}

// DropRedirect lets an address answer for itself again.
func DropRedirect(ctx context.Context, tx bun.Tx, kind corpus.Kind, from int64) error {
	if _, err := tx.NewRaw("DELETE FROM redirects WHERE kind = ? AND from_id = ?", kind, from).Exec(ctx); err != nil {
		return fmt.Errorf("take back redirect of %s %d: %w", kind, from, err)
	}
	return nil
}

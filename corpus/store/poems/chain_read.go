package poems

import (
	"context"
	"fmt"

	"shiyun/corpus/store/db"
)

// LastLink returns the last link of the chain and its hash, 0 and "" where
// there is none yet. An archive that has a link with its hash has all that was
// written before.
func (s *Repository) LastLink(ctx context.Context) (seq int64, hash string, err error) {
	if err = db.IgnoreNoRows(s.read.NewRaw("SELECT seq, hash FROM chain ORDER BY seq DESC LIMIT 1").Scan(ctx, &seq, &hash)); err != nil {
		err = fmt.Errorf("read head of chain: %w", err)
	}
	return seq, hash, err
}

// LinkHash returns the hash of a link of the chain, "" where there is no such
// link.
func (s *Repository) LinkHash(ctx context.Context, seq int64) (hash string, err error) {
	if err = db.IgnoreNoRows(s.read.NewRaw("SELECT hash FROM chain WHERE seq = ?", seq).Scan(ctx, &hash)); err != nil {
		err = fmt.Errorf("read link of chain: %w", err)
	}
	return hash, err
}

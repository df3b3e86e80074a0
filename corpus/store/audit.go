package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

type auditRow struct {
	bun.BaseModel `bun:"table:audit"`

	Seq    int64  `bun:"seq,pk"`
	At     int64  `bun:"at"`
	Actor  string `bun:"actor"`
	Verb   string `bun:"verb"`
	Object string `bun:"object"`
	Detail string `bun:"detail"`
	Prev   string `bun:"prev"`
	Hash   string `bun:"hash"`
}

// digest is the hash of the row: SHA-256 over its other columns as a JSON
// array, prev among them.
func (r auditRow) digest() (string, error) {
	content, err := json.Marshal([]any{r.Seq, r.At, r.Actor, r.Verb, r.Object, r.Detail, r.Prev})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]), nil
}

func (r auditRow) act() corpus.Act {
	return corpus.Act{Seq: r.Seq, At: fromMicros(r.At), By: corpus.Actor(r.Actor), Verb: corpus.Verb(r.Verb),
		Object: r.Object, Detail: r.Detail, Hash: r.Hash}
}

// record writes an act into the audit log. It runs in the transaction of the
// act itself: there is neither one without the other.
func (s *Store) record(ctx context.Context, tx bun.Tx, act corpus.Act) error {
	var last auditRow
	err := tx.NewRaw("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").Scan(ctx, &last)
	if err = ignoreNoRows(err); err != nil {
		return fmt.Errorf("read head of audit log: %w", err)
	}
	row := auditRow{Seq: last.Seq + 1, At: micros(s.now()), Actor: string(act.By), Verb: string(act.Verb),
		Object: act.Object, Detail: act.Detail, Prev: last.Hash}
	if row.Hash, err = row.digest(); err == nil {
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("write audit log: %w", err)
	}
	return nil
}

// Record writes an act that changes nothing in the archive, such as an
// export, into the audit log.
func (s *Store) Record(ctx context.Context, act corpus.Act) error {
	return s.inTx(ctx, "record act", func(tx bun.Tx) error { return s.record(ctx, tx, act) })
}

// Acts lists the audit log before a sequence number, 0 for its end, newest
// first.
func (s *Store) Acts(ctx context.Context, before int64, limit int) ([]corpus.Act, error) {
	var rows []auditRow
	q := s.read.NewSelect().Model(&rows).OrderExpr("seq DESC").Limit(int64(limit))
	if before > 0 {
		q = q.Where("seq < ?", before)
	}
	if err := q.Scan(ctx); err != nil {
		return nil, fmt.Errorf("read audit log: %w", err)
	}
	acts := make([]corpus.Act, len(rows))
	for i, r := range rows {
		acts[i] = r.act()
	}
	return acts, nil
}

// VerifyAudit reads the whole audit log and returns how many acts it holds
// and the hash of the last, or a Conflict error naming the first act that is
// not what was written. It shows that nothing was altered only to those who
// kept an earlier hash elsewhere.
func (s *Store) VerifyAudit(ctx context.Context) (acts int64, head string, err error) {
	const page = 2000
	for {
		var rows []auditRow
		if err := s.read.NewSelect().Model(&rows).Where("seq > ?", acts).Order("seq").Limit(page).Scan(ctx); err != nil {
			return 0, "", fmt.Errorf("read audit log: %w", err)
		}
		for _, r := range rows {
			digest, err := r.digest()
			if err != nil {
				return 0, "", fmt.Errorf("verify audit log: %w", err)
			}
			if r.Seq != acts+1 || r.Prev != head || r.Hash != digest {
				return acts, head, corpus.NewError(corpus.Conflict, "archive.audit_changed", int(acts+1))
			}
			acts, head = r.Seq, r.Hash
		}
		if len(rows) < page {
			return acts, head, nil
		}
	}
}

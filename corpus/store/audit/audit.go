// Package audit keeps the log of who did what. Each row holds the hash of the
// one before it, so that a row altered or taken out shows.
package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// Trail reads the audit log of an archive.
type Trail struct{ db *db.DB }

// New returns the audit log of the archive in database.
func New(database *db.DB) *Trail { return &Trail{database} }

type row struct {
	bun.BaseModel `bun:"table:audit"`

	Seq    int64  `bun:"seq,pk"`
	At     int64  `bun:"at"`
	Actor  string `bun:"actor"`
	Verb   string `bun:"verb"`
	Object string `bun:"object"`
	Detail string `bun:"detail"`
	Prev   string `bun:"prev"`
	Hash   string `bun:"hash"`
	Erased int    `bun:"erased"` // 1 where detail or actor was a person's name and is no longer what was hashed
}

// digest is the hash of the row: SHA-256 over its other columns as a JSON
// array, prev among them.
func (r row) digest() (string, error) {
	content, err := json.Marshal([]any{r.Seq, r.At, r.Actor, r.Verb, r.Object, r.Detail, r.Prev})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]), nil
}

func (r row) act() corpus.Act {
	return corpus.Act{Seq: r.Seq, At: db.FromMicros(r.At), By: corpus.Actor(r.Actor), Verb: corpus.Verb(r.Verb),
		Object: r.Object, Detail: r.Detail, Hash: r.Hash}
}

// Record writes an act into the audit log. It runs in the transaction of the
// act itself: there is neither one without the other.
func Record(ctx context.Context, tx bun.Tx, act corpus.Act) error {
	var last row
	err := tx.NewRaw("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1").Scan(ctx, &last)
	if err = db.IgnoreNoRows(err); err != nil {
		return fmt.Errorf("read head of audit log: %w", err)
	}
	next := row{Seq: last.Seq + 1, At: db.Micros(time.Now()), Actor: string(act.By), Verb: string(act.Verb),
		Object: act.Object, Detail: act.Detail, Prev: last.Hash}
	if next.Hash, err = next.digest(); err == nil {
		_, err = tx.NewInsert().Model(&next).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("write audit log: %w", err)
	}
	return nil
}

// Record writes an act that changes nothing in the archive, such as an
// export, into the audit log.
func (t *Trail) Record(ctx context.Context, act corpus.Act) error {
	return t.db.Write(ctx, "record act", func(tx bun.Tx) error { return Record(ctx, tx, act) })
}

// Criteria leave some acts of the log; the zero Criteria all.
type Criteria struct {
	By    corpus.Actor
	Verb  corpus.Verb
	From  time.Time // what was done then or later; zero for the beginning
	Until time.Time // and before this; zero for the end
}

func (c Criteria) narrow(q *bun.SelectQuery) *bun.SelectQuery {
	if c.By != "" {
		q = q.Where("actor = ?", string(c.By))
	}
	if c.Verb != "" {
		q = q.Where("verb = ?", string(c.Verb))
	}
	if !c.From.IsZero() {
		q = q.Where("at >= ?", db.Micros(c.From))
	}
	if !c.Until.IsZero() {
		q = q.Where("at < ?", db.Micros(c.Until))
	}
	return q
}

// Acts lists the audit log before a sequence number, 0 for its end, newest
// first.
func (t *Trail) Acts(ctx context.Context, before int64, limit int) ([]corpus.Act, error) {
	return t.FindActs(ctx, Criteria{}, before, limit)
}

// FindActs is Acts of those that criteria leave.
func (t *Trail) FindActs(ctx context.Context, c Criteria, before int64, limit int) ([]corpus.Act, error) {
	var rows []row
	q := c.narrow(t.db.Reader().NewSelect().Model(&rows).OrderExpr("seq DESC").Limit(int64(limit)))
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
func (t *Trail) VerifyAudit(ctx context.Context) (acts int64, head string, err error) {
	const page = 2000
	for {
		var rows []row
		if err := t.db.Reader().NewSelect().Model(&rows).Where("seq > ?", acts).Order("seq").Limit(page).Scan(ctx); err != nil {
			return 0, "", fmt.Errorf("read audit log: %w", err)
		}
		for _, r := range rows {
			digest, err := r.digest()
			if err != nil {
				return 0, "", fmt.Errorf("verify audit log: %w", err)
			}
			if r.Seq != acts+1 || r.Prev != head || r.Erased == 0 && r.Hash != digest {
				return acts, head, corpus.NewError(corpus.Conflict, "archive.audit_changed", int(acts+1))
			}
			acts, head = r.Seq, r.Hash
		}
		if len(rows) < page {
			return acts, head, nil
		}
	}
}

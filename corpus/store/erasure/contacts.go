package erasure

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/db"
)

// ForgetContacts takes away how to reach those whose submission was decided on,
// or withdrawn, before a time: the question it was left for is settled. It
// returns how many there were.
func (e *Erasure) ForgetContacts(ctx context.Context, before time.Time) (n int64, err error) {
	const settled = "SELECT s.id FROM submissions s JOIN poems p ON p.id = s.poem_id WHERE CASE WHEN s.kind = 'correction' " +
		"THEN s.state <> 'waiting' ELSE p.status <> 'in_review' END AND CASE s.decided_at WHEN 0 THEN p.updated_at ELSE s.decided_at END < ?"
	at := db.Micros(before)
	found, err := e.db.Reader().NewSelect().Table("submission_private").Where("submission_id IN ("+settled+")", at).Count(ctx)
	if err != nil || found == 0 { // most days: nothing is written
		return 0, err
	}
	err = e.db.Write(ctx, "forget contacts", func(tx bun.Tx) error {
		done, err := tx.NewRaw("DELETE FROM submission_private WHERE submission_id IN ("+settled+")", at).Exec(ctx)
		if err == nil {
			n, err = done.RowsAffected()
		}
		if err != nil || n == 0 {
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: corpus.ActorSystem, Verb: corpus.ActErase, Object: "archive", Detail: fmt.Sprintf("contacts %d", n)})
	})
	return n, err
}

// Purge takes what was erased off the disk too.
func (e *Erasure) Purge(ctx context.Context) error { return e.db.Purge(ctx) }

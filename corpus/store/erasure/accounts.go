package erasure

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/people"
)

// findAccounts are those that go by one of the names: a curator may have
// written poems too.
func findAccounts(ctx context.Context, conn bun.IDB, p *corpus.Person) error {
	for _, name := range p.Names {
		var ids []corpus.AccountID
		if err := conn.NewRaw("SELECT id FROM accounts WHERE lower(name) = lower(?) ORDER BY id", name).Scan(ctx, &ids); err != nil {
			return err
		}
		p.Accounts = append(p.Accounts, ids...)
	}
	return nil
}

// eraseAccounts shuts the person's accounts out and puts their number in place
// of their name, also where it stands as who did something. It returns a
// Conflict error where the person is the last administrator.
func (r *run) eraseAccounts(ctx context.Context) error {
	for _, id := range r.person.Accounts {
		var name string
		if err := r.tx.NewRaw("SELECT name FROM accounts WHERE id = ?", id).Scan(ctx, &name); err != nil {
			return fmt.Errorf("read account: %w", err)
		}
		number := people.AccountObject(id)
		for _, statement := range []struct {
			sql  string
			args []any
		}{
			{"UPDATE accounts SET name = ?, password = '', totp = '', disabled = ? WHERE id = ?", []any{number, true, id}},
			{"DELETE FROM sessions WHERE account_id = ?", []any{id}},
			{"DELETE FROM account_links WHERE account_id = ?", []any{id}},
			{"DELETE FROM recovery_codes WHERE account_id = ?", []any{id}},
			{"UPDATE batches SET actor = ? WHERE actor = ?", []any{number, name}},
			{"UPDATE revisions SET actor = ?" + r.erasedIn("revisions") + " WHERE actor = ?", []any{number, name}},
			{"UPDATE audit SET actor = ?" + r.erasedIn("audit") + " WHERE actor = ?", []any{number, name}},
		} {
			if _, err := r.exec(ctx, statement.sql, statement.args...); err != nil {
				return err
			}
		}
		if r.opts.By == corpus.Actor(name) {
			r.opts.By = corpus.Actor(number)
		}
		r.done.Accounts++
	}
	if r.done.Accounts == 0 {
		return nil
	}
	return people.KeepAdmin(ctx, r.tx)
}

package people

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/seal"
	"shiyun/corpus/store/db"
)

// linkLife is how long a link may be used.
const linkLife = 24 * time.Hour

// AddLink makes a one-time link with which a person sets the password of an
// account, and returns its token, which is kept nowhere. Earlier links of the
// account end.
func (p *People) AddLink(ctx context.Context, by corpus.Actor, id corpus.AccountID) (token string, err error) {
	token, kept := seal.NewToken()
	err = p.db.Write(ctx, "add link", func(tx bun.Tx) error {
		row, err := accountByID(ctx, tx, id)
		if err == nil && row.Disabled {
			err = corpus.NewError(corpus.Conflict, "archive.account_disabled", row.Name)
		}
		if err == nil {
			_, err = tx.NewRaw("DELETE FROM account_links WHERE account_id = ?", id).Exec(ctx)
		}
		if err == nil {
			_, err = tx.NewRaw("INSERT INTO account_links (token, account_id, ends_at) VALUES (?, ?, ?)",
				kept, id, db.Micros(time.Now().Add(linkLife))).Exec(ctx)
		}
		if err != nil {
			return err
		}
		return recordAccount(ctx, tx, by, id, "link")
	})
	return token, err
}

// FirstLink makes a link that makes the first account, an administrator's.
// It returns "" where there is an account already. Earlier such links end.
func (p *People) FirstLink(ctx context.Context) (token string, err error) {
	err = p.db.Write(ctx, "add first link", func(tx bun.Tx) error {
		n, err := tx.NewSelect().Model((*accountRow)(nil)).Count(ctx)
		if err != nil || n > 0 {
			return err
		}
		if _, err := tx.NewRaw("DELETE FROM account_links WHERE account_id IS NULL").Exec(ctx); err != nil {
			return err
		}
		var kept string
		token, kept = seal.NewToken()
		_, err = tx.NewRaw("INSERT INTO account_links (token, account_id, ends_at) VALUES (?, NULL, ?)",
			kept, db.Micros(time.Now().Add(linkLife))).Exec(ctx)
		return err
	})
	return token, err
}

// Link returns the account a link is for, the zero Account for the link that
// makes the first. It returns a NotFound error for a link that is unknown,
// used or too old.
func (p *People) Link(ctx context.Context, token string) (corpus.Account, error) {
	row, err := openLink(ctx, p.read, token)
	if err != nil {
		return corpus.Account{}, fmt.Errorf("open link: %w", err)
	}
	return row.account(), nil
}

// openLink leaves one answer for every link that is of no use.
func openLink(ctx context.Context, conn bun.IDB, token string) (accountRow, error) {
	useless := corpus.NewError(corpus.NotFound, "archive.link_used")
	var id *int64
	err := conn.NewRaw("SELECT account_id FROM account_links WHERE token = ? AND used_at = 0 AND ends_at > ?",
		seal.HashToken(token), db.Micros(time.Now())).Scan(ctx, &id)
	if err = db.OneRow(err, "archive.no_link"); corpus.CodeOf(err) == corpus.NotFound {
		err = useless
	}
	if err != nil {
		return accountRow{}, err
	}
	if id != nil {
		row, err := accountByID(ctx, conn, corpus.AccountID(*id))
		if err == nil && row.Disabled {
			err = useless
		}
		return row, err
	}
	n, err := conn.NewSelect().Model((*accountRow)(nil)).Count(ctx)
	if err == nil && n > 0 {
		err = useless
	}
	return accountRow{}, err
}

// UseLink spends a link: it sets the password of its account, or makes the
// first account under name, and ends the account's sessions. password is a
// PHC string. Of two who use a link at once, one gets the NotFound of Link.
func (p *People) UseLink(ctx context.Context, token, name, password string) (a corpus.Account, err error) {
	err = p.db.Write(ctx, "use link", func(tx bun.Tx) error {
		row, err := openLink(ctx, tx, token)
		if err != nil {
			return err
		}
		if _, err := tx.NewRaw("UPDATE account_links SET used_at = ? WHERE token = ?", db.Micros(time.Now()), seal.HashToken(token)).Exec(ctx); err != nil {
			return err
		}
		if row.ID == 0 {
			a, err = addAccount(ctx, tx, corpus.Actor(name), name, corpus.RoleAdmin, password)
			return err
		}
		row.Password = password
		a = row.account()
		return savePassword(ctx, tx, &row, "password_link")
	})
	return a, err
}

// savePassword writes the row with its new password and ends the sessions
// that began with the old one.
func savePassword(ctx context.Context, tx bun.Tx, row *accountRow, detail string) error {
	if _, err := tx.NewUpdate().Model(row).WherePK().Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.NewRaw("DELETE FROM sessions WHERE account_id = ?", row.ID).Exec(ctx); err != nil {
		return err
	}
	a := row.account()
	return recordAccount(ctx, tx, a.Actor(), a.ID, detail)
}

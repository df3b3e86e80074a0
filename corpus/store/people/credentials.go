package people

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// Credentials are what a person who signs in is checked against.
type Credentials struct {
	Account  corpus.Account
	Password string // PHC string, "" for none yet
	Secret   string // of the codes, "" where none is asked for
	LastStep int64  // of the last code used
}

// Credentials returns those of the account with a name, or a NotFound error.
func (p *People) Credentials(ctx context.Context, name string) (Credentials, error) {
	row, err := accountNamed(ctx, p.read, name)
	if err != nil {
		return Credentials{}, fmt.Errorf("read credentials: %w", err)
	}
	c := Credentials{Account: row.account(), Password: row.Password, LastStep: row.TOTPStep}
	if row.TOTP != "" {
		if c.Secret, err = p.secrets.Open(row.TOTP); err != nil {
			return Credentials{}, &corpus.Error{Code: corpus.Unavailable, Message: corpus.NewMessage("archive.code_unreadable"), Err: fmt.Errorf("open secret of codes: %w", err)}
		}
	}
	return c, nil
}

// SetPassword changes a password and ends all sessions of the account, the
// one that asks among them. password is a PHC string.
func (p *People) SetPassword(ctx context.Context, id corpus.AccountID, password string) error {
	return p.db.Write(ctx, "set password", func(tx bun.Tx) error {
		row, err := accountByID(ctx, tx, id)
		if err != nil {
			return err
		}
		row.Password = password
		return savePassword(ctx, tx, &row, "password")
	})
}

// SetCode has an account asked for a code at sign-in, "" for no longer. step
// is that of the code which showed that the phone has the secret.
func (p *People) SetCode(ctx context.Context, by corpus.Actor, id corpus.AccountID, secret string, step int64) error {
	return p.changeAccount(ctx, "set code", id, func(tx bun.Tx, row *accountRow) error {
		detail := "code_on"
		if secret == "" {
			row.TOTP, row.TOTPStep, detail = "", 0, "code_off"
		} else {
			row.TOTP, row.TOTPStep = p.secrets.Seal(secret), step
		}
		return recordAccount(ctx, tx, by, id, detail)
	})
}

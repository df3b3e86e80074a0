package people

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/db"
)

const countAccounts db.Counter = "accounts"

type accountRow struct {
	bun.BaseModel `bun:"table:accounts,alias:a"`

	ID        int64  `bun:"id,pk"`
	Name      string `bun:"name"`
	Role      string `bun:"role"`
	Password  string `bun:"password"`
	TOTP      string `bun:"totp"`
	TOTPStep  int64  `bun:"totp_step"`
	Disabled  bool   `bun:"disabled"`
	CreatedAt int64  `bun:"created_at"`
}

func (r accountRow) account() corpus.Account {
	return corpus.Account{ID: corpus.AccountID(r.ID), Name: r.Name, Role: corpus.Role(r.Role), Disabled: r.Disabled,
		HasPassword: r.Password != "", HasCode: r.TOTP != "", CreatedAt: db.FromMicros(r.CreatedAt)}
}

// Accounts lists all accounts in the order they were made.
func (p *People) Accounts(ctx context.Context) ([]corpus.Account, error) {
	var rows []accountRow
	if err := p.read.NewSelect().Model(&rows).Order("id").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list accounts: %w", err)
	}
	accounts := make([]corpus.Account, len(rows))
	for i, r := range rows {
		accounts[i] = r.account()
	}
	return accounts, nil
}

// Account returns an account, or a NotFound error.
func (p *People) Account(ctx context.Context, id corpus.AccountID) (corpus.Account, error) {
	row, err := accountByID(ctx, p.read, id)
	if err != nil {
		return corpus.Account{}, fmt.Errorf("read account: %w", err)
	}
	return row.account(), nil
}

// AccountNamed returns the account with a name, whether its Latin letters are
// written small or capital, or a NotFound error.
func (p *People) AccountNamed(ctx context.Context, name string) (corpus.Account, error) {
	row, err := accountNamed(ctx, p.read, name)
	if err != nil {
		return corpus.Account{}, fmt.Errorf("read account: %w", err)
	}
	return row.account(), nil
}

func accountByID(ctx context.Context, conn bun.IDB, id corpus.AccountID) (accountRow, error) {
	var row accountRow
	err := conn.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx)
	return row, db.OneRow(err, "archive.no_account")
}

func accountNamed(ctx context.Context, conn bun.IDB, name string) (accountRow, error) {
	var row accountRow
	err := conn.NewSelect().Model(&row).Where("lower(name) = lower(?)", name).Scan(ctx)
	return row, db.OneRow(err, "archive.no_account")
}

// AddAccount makes an account that cannot sign in until a link has been used.
// It returns a Conflict error for a name that is taken, be it by an account
// that is disabled: the audit log goes by names.
func (p *People) AddAccount(ctx context.Context, by corpus.Actor, name string, role corpus.Role) (a corpus.Account, err error) {
	err = p.db.Write(ctx, "add account", func(tx bun.Tx) error {
		a, err = addAccount(ctx, tx, by, name, role, "")
		return err
	})
	return a, err
}

func addAccount(ctx context.Context, tx bun.Tx, by corpus.Actor, name string, role corpus.Role, password string) (corpus.Account, error) {
	_, err := accountNamed(ctx, tx, name)
	switch {
	case err == nil:
		return corpus.Account{}, corpus.NewError(corpus.Conflict, "archive.account_name_taken", name)
	case corpus.CodeOf(err) != corpus.NotFound:
		return corpus.Account{}, err
	}
	row := accountRow{Name: name, Role: string(role), Password: password, CreatedAt: db.Micros(time.Now())}
	if row.ID, err = countAccounts.Take(ctx, tx, 1); err != nil {
		return corpus.Account{}, err
	}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return corpus.Account{}, err
	}
	a := row.account()
	return a, recordAccount(ctx, tx, by, a.ID, "added "+string(role))
}

// recordAccount writes into the audit log what was done to an account. The
// words of detail have their sentences in the catalogue, under "detail.".
func recordAccount(ctx context.Context, tx bun.Tx, by corpus.Actor, id corpus.AccountID, detail string) error {
	return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActAccount, Object: AccountObject(id), Detail: detail})
}

// AccountObject is an account as the object of an act.
func AccountObject(id corpus.AccountID) string { return fmt.Sprintf("account/%d", id) }

// SetDisabled shuts an account out, ending its sessions and links at once, or
// lets it in again. It returns a Conflict error rather than leave no account
// that can manage accounts.
func (p *People) SetDisabled(ctx context.Context, by corpus.Actor, id corpus.AccountID, disabled bool) error {
	return p.changeAccount(ctx, "disable account", id, func(tx bun.Tx, row *accountRow) (err error) {
		if row.Disabled == disabled {
			return nil
		}
		row.Disabled = disabled
		detail := "enabled"
		if disabled {
			detail = "disabled"
			err = shutOut(ctx, tx, id)
		}
		if err != nil {
			return err
		}
		return recordAccount(ctx, tx, by, id, detail)
	})
}

// SetRole changes what an account may do. It returns a Conflict error rather
// than leave no account that can manage accounts.
func (p *People) SetRole(ctx context.Context, by corpus.Actor, id corpus.AccountID, role corpus.Role) error {
	return p.changeAccount(ctx, "change role", id, func(tx bun.Tx, row *accountRow) error {
		if row.Role == string(role) {
			return nil
		}
		row.Role = string(role)
		return recordAccount(ctx, tx, by, id, "role "+string(role))
	})
}

// changeAccount runs change on an account and writes the row it leaves.
func (p *People) changeAccount(ctx context.Context, op string, id corpus.AccountID, change func(bun.Tx, *accountRow) error) error {
	return p.db.Write(ctx, op, func(tx bun.Tx) error {
		row, err := accountByID(ctx, tx, id)
		if err != nil {
			return err
		}
		managed := row.manages()
		if err := change(tx, &row); err != nil {
			return err
		}
		if _, err := tx.NewUpdate().Model(&row).WherePK().Exec(ctx); err != nil {
			return err
		}
		if managed && !row.manages() {
			return KeepAdmin(ctx, tx)
		}
		return nil
	})
}

func (r accountRow) manages() bool { return r.Role == string(corpus.RoleAdmin) && !r.Disabled }

// KeepAdmin returns a Conflict error where no account is left that can manage
// accounts.
func KeepAdmin(ctx context.Context, tx bun.Tx) error {
	n, err := tx.NewSelect().Model((*accountRow)(nil)).Where("role = ? AND NOT disabled", corpus.RoleAdmin).Count(ctx)
	if err == nil && n == 0 {
		err = corpus.NewError(corpus.Conflict, "archive.last_admin")
	}
	return err
}

// shutOut ends all sessions and links of an account.
func shutOut(ctx context.Context, tx bun.Tx, id corpus.AccountID) error {
	for _, table := range []string{"sessions", "account_links"} {
		if _, err := tx.NewRaw("DELETE FROM ? WHERE account_id = ?", bun.Ident(table), id).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

package people

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/seal"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/db"
)

// The bounds of sessions, which .docs/security.md gives reasons for.
const (
	SessionLife = 30 * 24 * time.Hour // a session lives no longer, however much it is used
	SessionIdle = 7 * 24 * time.Hour  // and no longer than this without being used
	ProofLife   = 10 * time.Minute    // how long a password counts for the acts of an administrator
)

const (
	touchEvery  = 5 * time.Minute // bounds how often a session in use is written
	clockJitter = 5 * time.Minute // how far a session may seem to begin or be used in the future: clocks are set back a little
)

// good is the condition of a session that counts at a moment, with its
// arguments. One that began in the future began under a wrong clock, whose
// bounds would hold for a century.
func good(now time.Time) (where string, args []any) {
	soon := db.Micros(now.Add(clockJitter))
	return "s.ends_at > ? AND s.ends_at <= ? AND s.seen_at > ? AND s.seen_at <= ? AND s.created_at <= ?",
		[]any{db.Micros(now), db.Micros(now.Add(SessionLife + clockJitter)), db.Micros(now.Add(-SessionIdle)), soon, soon}
}

// handleSize is how much of a token's hash names a session on a page.
const handleSize = 16

type sessionRow struct {
	bun.BaseModel `bun:"table:sessions,alias:s"`

	Token     string `bun:"token,pk"`
	AccountID int64  `bun:"account_id"`
	Device    string `bun:"device"`
	CreatedAt int64  `bun:"created_at"`
	SeenAt    int64  `bun:"seen_at"`
	EndsAt    int64  `bun:"ends_at"`
}

func (r sessionRow) session(current string) corpus.Session {
	return corpus.Session{Handle: r.Token[:handleSize], Device: r.Device, CreatedAt: db.FromMicros(r.CreatedAt),
		SeenAt: db.FromMicros(r.SeenAt), EndsAt: db.FromMicros(r.EndsAt), Current: r.Token == current}
}

// SignIn begins a session for an account whose credentials were found right,
// and returns its token, which is kept nowhere. step is that of the code
// used, 0 for none; old the token of the session the device had before, ""
// for none. It returns a Conflict error where the password was changed, the
// account disabled or the code used meanwhile.
func (p *People) SignIn(ctx context.Context, c Credentials, step int64, device, old string) (token string, err error) {
	token, kept := seal.NewToken()
	now := time.Now()
	err = p.db.Write(ctx, "sign in", func(tx bun.Tx) error {
		row, err := accountByID(ctx, tx, c.Account.ID)
		if err != nil {
			return err
		}
		if row.Disabled || row.Password != c.Password || (row.TOTP != "") != (c.Secret != "") || c.Secret != "" && step <= row.TOTPStep {
			return corpus.NewError(corpus.Conflict, "archive.account_changed")
		}
		row.TOTPStep = max(row.TOTPStep, step)
		if _, err := tx.NewUpdate().Model(&row).Column("totp_step").WherePK().Exec(ctx); err != nil {
			return err
		}
		where, args := good(now)
		_, err = tx.NewRaw("DELETE FROM sessions AS s WHERE s.token = ? OR NOT ("+where+")", append([]any{seal.HashToken(old)}, args...)...).Exec(ctx)
		if err != nil {
			return err
		}
		session := sessionRow{Token: kept, AccountID: row.ID, Device: device, CreatedAt: db.Micros(now), SeenAt: db.Micros(now), EndsAt: db.Micros(now.Add(SessionLife))}
		if _, err := tx.NewInsert().Model(&session).Exec(ctx); err != nil {
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: corpus.Actor(row.Name), Verb: corpus.ActSignIn, Object: AccountObject(c.Account.ID)})
	})
	return token, err
}

// SignedIn returns the account whose session a token is of, or a NotFound
// error for a token that is unknown or too old, or whose account is disabled.
func (p *People) SignedIn(ctx context.Context, token string) (corpus.Account, error) {
	if token == "" {
		return corpus.Account{}, corpus.NewError(corpus.NotFound, "archive.no_session")
	}
	now := time.Now()
	var found struct {
		accountRow
		SeenAt int64 `bun:"seen_at"`
	}
	where, args := good(now)
	err := p.read.NewRaw("SELECT a.*, s.seen_at FROM sessions AS s JOIN accounts AS a ON a.id = s.account_id "+
		"WHERE s.token = ? AND NOT a.disabled AND "+where, append([]any{seal.HashToken(token)}, args...)...).Scan(ctx, &found)
	if err != nil {
		return corpus.Account{}, fmt.Errorf("read session: %w", db.OneRow(err, "archive.no_session"))
	}
	if now.Sub(db.FromMicros(found.SeenAt)) > touchEvery {
		p.touch(ctx, token, now)
	}
	return found.account(), nil
}

// touch keeps a session from growing old. It does not wait behind a long
// import: the next page will do.
func (p *People) touch(ctx context.Context, token string, now time.Time) {
	brief, stop := context.WithTimeout(ctx, time.Second)
	defer stop()
	_ = p.db.Write(brief, "touch session", func(tx bun.Tx) error {
		_, err := tx.NewRaw("UPDATE sessions SET seen_at = ? WHERE token = ?", db.Micros(now), seal.HashToken(token)).Exec(brief)
		return err
	})
}

// Sessions lists those of an account, the last used first; current is the
// token of the one that asks.
func (p *People) Sessions(ctx context.Context, id corpus.AccountID, current string) ([]corpus.Session, error) {
	var rows []sessionRow
	now := time.Now()
	where, args := good(now)
	err := p.read.NewSelect().Model(&rows).Where("s.account_id = ?", id).Where(where, args...).
		OrderExpr("seen_at DESC, token").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list sessions: %w", err)
	}
	sessions := make([]corpus.Session, len(rows))
	for i, r := range rows {
		sessions[i] = r.session(seal.HashToken(current))
	}
	return sessions, nil
}

// SignOut ends the session of a token.
func (p *People) SignOut(ctx context.Context, by corpus.Account, token string) error {
	return p.endSessions(ctx, by.Actor(), by.ID, "", "token = ?", seal.HashToken(token))
}

// EndSession ends one session of an account.
func (p *People) EndSession(ctx context.Context, by corpus.Actor, id corpus.AccountID, handle string) error {
	return p.endSessions(ctx, by, id, "device", "substr(token, 1, ?) = ?", handleSize, handle)
}

// EndSessions ends all sessions of an account but that of the token kept, ""
// for none.
func (p *People) EndSessions(ctx context.Context, by corpus.Actor, id corpus.AccountID, kept string) error {
	return p.endSessions(ctx, by, id, "devices", "token <> ?", seal.HashToken(kept))
}

// endSessions records nothing where there was nothing to end.
func (p *People) endSessions(ctx context.Context, by corpus.Actor, id corpus.AccountID, detail, which string, args ...any) error {
	return p.db.Write(ctx, "end sessions", func(tx bun.Tx) error {
		res, err := tx.NewDelete().Model((*sessionRow)(nil)).Where("account_id = ?", id).Where(which, args...).Exec(ctx)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActSignOut, Object: AccountObject(id), Detail: detail})
	})
}

package people

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"fmt"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/seal"
	"shiyun/corpus/store/db"
)

// Prove notes that the password was asked for again in the session of a token.
func (p *People) Prove(ctx context.Context, token string) error {
	return p.db.Write(ctx, "prove session", func(tx bun.Tx) error {
		_, err := tx.NewRaw("UPDATE sessions SET proved_at = ? WHERE token = ?", db.Micros(time.Now()), seal.HashToken(token)).Exec(ctx)
		return err
	})
}

// Proved reports whether the password was given in the session of a token
// within ProofLife, at sign-in or later.
func (p *People) Proved(ctx context.Context, token string) (bool, error) {
	now := time.Now()
	var n int
	err := p.read.NewRaw("SELECT count(*) FROM sessions WHERE token = ? AND (created_at BETWEEN ? AND ? OR proved_at BETWEEN ? AND ?)", seal.HashToken(token),
		db.Micros(now.Add(-ProofLife)), db.Micros(now.Add(clockJitter)), db.Micros(now.Add(-ProofLife)), db.Micros(now.Add(clockJitter))).Scan(ctx, &n)
	if err != nil {
		return false, fmt.Errorf("read proof: %w", err)
	}
	return n > 0, nil
}

// recoveryCodes is how many codes an account gets at a time.
const recoveryCodes = 10

// NewRecoveryCodes gives an account codes to sign in with, each once, where its
// phone is lost. They are kept as hashes only; earlier ones end.
func (p *People) NewRecoveryCodes(ctx context.Context, by corpus.Actor, id corpus.AccountID) (codes []string, err error) {
	err = p.db.Write(ctx, "make recovery codes", func(tx bun.Tx) error {
		if _, err := tx.NewRaw("DELETE FROM recovery_codes WHERE account_id = ?", id).Exec(ctx); err != nil {
			return err
		}
		for range recoveryCodes {
			random := make([]byte, 10) // 80 bits
			rand.Read(random)          // ends the program rather than return an error
			code := strings.ToLower(base32.StdEncoding.EncodeToString(random))
			if _, err := tx.NewRaw("INSERT INTO recovery_codes (account_id, code) VALUES (?, ?)", id, seal.HashToken(code)).Exec(ctx); err != nil {
				return err
			}
			codes = append(codes, code[:4]+"-"+code[4:8]+"-"+code[8:12]+"-"+code[12:])
		}
		return recordAccount(ctx, tx, by, id, "recovery_codes")
	})
	return codes, err
}

// UseRecoveryCode spends one of an account's codes, however it was typed, and
// reports whether it was one.
func (p *People) UseRecoveryCode(ctx context.Context, id corpus.AccountID, typed string) (used bool, err error) {
	code := strings.ToLower(strings.NewReplacer("-", "", " ", "").Replace(typed[:min(len(typed), 64)]))
	if len(code) != 16 { // most who come here mistyped six digits
		return false, nil
	}
	err = p.db.Write(ctx, "use recovery code", func(tx bun.Tx) error {
		done, err := tx.NewRaw("UPDATE recovery_codes SET used_at = ? WHERE account_id = ? AND code = ? AND used_at = 0", db.Micros(time.Now()), id, seal.HashToken(code)).Exec(ctx)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if err != nil || n == 0 {
			return err
		}
		used = true
		return recordAccount(ctx, tx, corpus.ActorResident, id, "recovery_code")
	})
	return used, err
}

package poems

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// chainRow is the chain table: one link for each transaction that wrote
// revisions or media. Who keeps the hash of the last link elsewhere sees whether
// anything before it was altered, by whomever.
type chainRow struct {
	bun.BaseModel `bun:"table:chain"`

	Seq    int64  `bun:"seq,pk"`
	At     int64  `bun:"at"`
	Digest string `bun:"digest"`
	Media  string `bun:"media"` // "id:hash" of each, parted by spaces
	Act    string `bun:"act"`   // hash of the last act in the audit log
	Prev   string `bun:"prev"`
	Hash   string `bun:"hash"`
}

// digestRow is SHA-256 over the other columns as a JSON array.
func (r chainRow) digestRow() (string, error) {
	content, err := json.Marshal([]any{r.Seq, r.At, r.Digest, r.Media, r.Act, r.Prev})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]), nil
}

// linkDigest is the digest of a link: SHA-256 over a line "poem number hash"
// for every revision, in order of poem and number. Media are in the row itself,
// because a row of media may be written anew.
type linkDigest struct{ hash.Hash }

func newLinkDigest() linkDigest { return linkDigest{sha256.New()} }

func (d linkDigest) add(poem int64, number int, hash string) {
	fmt.Fprintf(d, "%d %d %s\n", poem, number, hash)
}

func (d linkDigest) sum() string { return hex.EncodeToString(d.Sum(nil)) }

// nextLink is the link of the transaction.
func nextLink(ctx context.Context, tx bun.Tx) (seq int64, err error) {
	if err = tx.NewRaw("SELECT COALESCE(MAX(seq), 0) + 1 FROM chain").Scan(ctx, &seq); err != nil {
		err = fmt.Errorf("read head of chain: %w", err)
	}
	return seq, err
}

// CloseLink writes the link of what the transaction wrote. It runs at the end of
// every write transaction.
func CloseLink(ctx context.Context, tx bun.Tx) error {
	seq, err := nextLink(ctx, tx)
	if err != nil {
		return err
	}
	var revisions []struct {
		PoemID int64
		Number int
		Hash   string
	}
	err = tx.NewRaw("SELECT poem_id, number, hash FROM revisions WHERE link = ? ORDER BY poem_id, number", seq).Scan(ctx, &revisions)
	if err != nil {
		return fmt.Errorf("read revisions of link: %w", err)
	}
	var media []MediaRow
	if err = tx.NewSelect().Model(&media).Where("link = ?", seq).Order("id").Scan(ctx); err != nil {
		return fmt.Errorf("read media of link: %w", err)
	}
	if len(revisions) == 0 && len(media) == 0 {
		return nil
	}
	digest := newLinkDigest()
	for _, r := range revisions {
		digest.add(r.PoemID, r.Number, r.Hash)
	}
	row := chainRow{Seq: seq, At: db.Micros(time.Now()), Digest: digest.sum()}
	var files []string
	for _, m := range media {
		files = append(files, fmt.Sprintf("%d:%s", m.ID, m.Hash))
	}
	row.Media = strings.Join(files, " ")
	err = tx.NewRaw("SELECT COALESCE((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), ''), COALESCE((SELECT hash FROM chain WHERE seq = ?), '')", seq-1).
		Scan(ctx, &row.Act, &row.Prev)
	if err == nil {
		row.Hash, err = row.digestRow()
	}
	if err == nil {
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
	}
	if err != nil {
		return fmt.Errorf("write chain: %w", err)
	}
	return nil
}

// linkAtATime is how many rows from before the chain are hashed in one
// transaction.
const linkAtATime = 2000

// LinkOld hashes revisions and media from before there was a chain. CloseLink
// must be at the end of the transactions of database.
func LinkOld(ctx context.Context, database *db.DB, mediaDir string) error {
	for done := false; !done; {
		err := database.Write(ctx, "hash revisions", func(tx bun.Tx) error {
			var rows []RevisionRow
			err := tx.NewSelect().Model(&rows).Where("link = 0").Order("poem_id", "number").Limit(linkAtATime).Scan(ctx)
			done = len(rows) == 0
			if err != nil || done {
				return err
			}
			link, err := nextLink(ctx, tx)
			if err != nil {
				return err
			}
			for i := range rows {
				_, err := tx.NewRaw("UPDATE revisions SET hash = ?, link = ? WHERE poem_id = ? AND number = ?", rows[i].digest(), link, rows[i].PoemID, rows[i].Number).Exec(ctx)
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return linkOldMedia(ctx, database, mediaDir)
}

func linkOldMedia(ctx context.Context, database *db.DB, mediaDir string) error {
	var old []MediaRow
	if err := database.Reader().NewSelect().Model(&old).Where("link = 0").Order("id").Scan(ctx); err != nil || len(old) == 0 {
		return err
	}
	return database.Write(ctx, "hash media", func(tx bun.Tx) error {
		for i := range old {
			err := HashMedia(ctx, tx, mediaDir, &old[i])
			if err == nil {
				_, err = tx.NewUpdate().Model(&old[i]).Column("hash", "link").WherePK().Exec(ctx)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

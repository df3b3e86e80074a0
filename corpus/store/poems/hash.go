package poems

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
)

// hashFormat is the first byte of what is hashed of a revision, so that
// another order of the fields can follow.
const hashFormat = 1

// digest is the hash of a revision: SHA-256, in hexadecimal, over hashFormat,
// then poem, number, batch, time in microseconds and the batch undone, each 8
// bytes big endian, then actor, reason, message, corrected and content, each
// as its length in bytes (8 bytes big endian) and its UTF-8.
func (r *RevisionRow) digest() string {
	b := make([]byte, 0, 256+len(r.Content))
	b = append(b, hashFormat)
	for _, number := range []int64{r.PoemID, int64(r.Number), r.BatchID, r.CreatedAt, r.Undoes} {
		b = binary.BigEndian.AppendUint64(b, uint64(number))
	}
	for _, text := range []string{r.Actor, r.Reason, r.Message, r.Corrected, r.Content} {
		text = db.ReplaceNUL(text) // as it is stored
		b = binary.BigEndian.AppendUint64(b, uint64(len(text)))
		b = append(b, text...)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// InsertRevisions writes new revisions with their hashes. It is the one way a
// revision is written.
func InsertRevisions(ctx context.Context, tx bun.Tx, rows []RevisionRow) error {
	link, err := nextLink(ctx, tx)
	if err != nil {
		return err
	}
	for i := range rows {
		rows[i].Hash, rows[i].Link = rows[i].digest(), link
	}
	return db.Insert(ctx, tx, rows, func(r RevisionRow) int { return len(r.Content) }, "")
}

// HashMedia gives a row about to be written the hash of its file in dir.
func HashMedia(ctx context.Context, tx bun.Tx, dir string, row *MediaRow) (err error) {
	if row.Hash, err = HashFile(filepath.Join(dir, filepath.Base(row.File))); err == nil {
		row.Link, err = nextLink(ctx, tx)
	}
	return err
}

// HashFile returns SHA-256 over a file in hexadecimal, "" where there is none.
func HashFile(path string) (string, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("hash file: %w", err)
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", fmt.Errorf("hash file: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

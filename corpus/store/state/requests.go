package state

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// RequestKind is something only the holder of the index can do.
type RequestKind string

// What can be asked of the holder of the index.
const (
	RequestRebuild RequestKind = "rebuild"
	RequestVerify  RequestKind = "verify"
)

// Request asks the program that holds the index, whichever it is, to do
// something. Commands beside a running server leave one and wait.
type Request struct {
	ID     int64
	Kind   RequestKind
	Answer string // JSON, once done
	Error  string // why it failed, "" for success
	Done   bool
}

type requestRow struct {
	bun.BaseModel `bun:"table:index_requests"`

	ID        int64  `bun:"id,pk"`
	Kind      string `bun:"kind"`
	Answer    string `bun:"answer"`
	Error     string `bun:"error"`
	CreatedAt int64  `bun:"created_at"`
	DoneAt    int64  `bun:"done_at"`
}

func (r requestRow) request() Request {
	return Request{ID: r.ID, Kind: RequestKind(r.Kind), Answer: r.Answer, Error: r.Error, Done: r.DoneAt != 0}
}

// AskIndex leaves a request and returns its number.
func (s *State) AskIndex(ctx context.Context, kind RequestKind) (int64, error) {
	row := requestRow{Kind: string(kind), CreatedAt: db.Micros(time.Now())}
	err := s.db.Write(db.Derived(ctx), "ask index", func(tx bun.Tx) (err error) {
		if row.ID, err = requests.Take(ctx, tx, 1); err != nil {
			return err
		}
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		return err
	})
	return row.ID, err
}

// IndexRequest returns a request as it stands.
func (s *State) IndexRequest(ctx context.Context, id int64) (Request, error) {
	var row requestRow
	if err := s.read.NewSelect().Model(&row).Where("id = ?", id).Scan(ctx); err != nil {
		return Request{}, fmt.Errorf("read index request: %w", db.OneRow(err, "archive.no_request"))
	}
	return row.request(), nil
}

// patience is how long a program waits for a request: an older one was
// left by a command that is gone, and answering it would only cost a build.
const patience = 10 * time.Minute

// OpenIndexRequests returns the requests without an answer, oldest first.
func (s *State) OpenIndexRequests(ctx context.Context) ([]Request, error) {
	var rows []requestRow
	err := s.read.NewSelect().Model(&rows).
		Where("done_at = 0 AND created_at > ?", db.Micros(time.Now().Add(-patience))).Order("id").Scan(ctx)
	if err != nil {
		return nil, fmt.Errorf("list index requests: %w", err)
	}
	list := make([]Request, len(rows))
	for i, r := range rows {
		list[i] = r.request()
	}
	return list, nil
}

// AnswerIndexRequest closes a request.
func (s *State) AnswerIndexRequest(ctx context.Context, id int64, answer string, failure error) error {
	message := ""
	if failure != nil {
		message = failure.Error()
	}
	return s.db.Write(db.Derived(ctx), "answer index request", func(tx bun.Tx) error {
		_, err := tx.NewRaw("UPDATE index_requests SET answer = ?, error = ?, done_at = ? WHERE id = ?",
			answer, message, db.Micros(time.Now()), id).Exec(ctx)
		return err
	})
}

// Setting returns a named setting, "" where it was never set.
func (s *State) Setting(ctx context.Context, name string) (string, error) {
	return readSetting(ctx, s.read, name)
}

func readSetting(ctx context.Context, conn bun.IDB, name string) (string, error) {
	var value string
	err := conn.NewRaw("SELECT value FROM settings WHERE name = ?", name).Scan(ctx, &value)
	if err = db.OneRow(err, "archive.no_setting"); err != nil && corpus.CodeOf(err) != corpus.NotFound {
		return "", fmt.Errorf("read setting %s: %w", name, err)
	}
	return value, nil
}

// SetSetting keeps a named setting.
func (s *State) SetSetting(ctx context.Context, name, value string) error {
	return s.db.Write(ctx, "write setting", func(tx bun.Tx) error {
		return setSetting(ctx, tx, name, value)
	})
}

func setSetting(ctx context.Context, tx bun.Tx, name, value string) error {
	_, err := tx.NewRaw("INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value",
		name, value).Exec(ctx)
	return err
}

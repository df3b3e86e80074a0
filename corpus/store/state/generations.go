package state

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// GenerationState is where an index generation stands.
type GenerationState string

// The life of a generation: built aside, live, then retired; or put away
// damaged.
const (
	GenerationBuilding    GenerationState = "building"
	GenerationLive        GenerationState = "live"
	GenerationRetired     GenerationState = "retired"
	GenerationQuarantined GenerationState = "quarantined"
)

// Generation is the record of one index. The archive keeps it, not the
// engine, so that it survives the loss of the index and so that programs
// without the index can see how far it is.
type Generation struct {
	ID          int64
	Fingerprint string // what the index was built with; another means out of date
	State       GenerationState
	Reason      string        // why it was built
	Cursor      corpus.Cursor // how far it has followed the change log
	Poems       int
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

type generationRow struct {
	bun.BaseModel `bun:"table:generations"`

	ID          int64  `bun:"id,pk"`
	Fingerprint string `bun:"fingerprint"`
	State       string `bun:"state"`
	Reason      string `bun:"reason"`
	Cursor      string `bun:"cursor"`
	Poems       int    `bun:"poems"`
	CreatedAt   int64  `bun:"created_at"`
	UpdatedAt   int64  `bun:"updated_at"`
}

func (r generationRow) generation() Generation {
	return Generation{ID: r.ID, Fingerprint: r.Fingerprint, State: GenerationState(r.State), Reason: r.Reason,
		Cursor: corpus.Cursor(r.Cursor), Poems: r.Poems, CreatedAt: db.FromMicros(r.CreatedAt), UpdatedAt: db.FromMicros(r.UpdatedAt)}
}

// Generations lists all generations, newest first.
func (s *State) Generations(ctx context.Context) ([]Generation, error) {
	var rows []generationRow
	if err := s.read.NewSelect().Model(&rows).OrderExpr("id DESC").Scan(ctx); err != nil {
		return nil, fmt.Errorf("list generations: %w", err)
	}
	list := make([]Generation, len(rows))
	for i, r := range rows {
		list[i] = r.generation()
	}
	return list, nil
}

// LiveGeneration returns the generation that answers queries; NotFound where
// there is none.
func (s *State) LiveGeneration(ctx context.Context) (Generation, error) {
	var row generationRow
	err := s.read.NewSelect().Model(&row).Where("state = ?", GenerationLive).OrderExpr("id DESC").Limit(1).Scan(ctx)
	if err != nil {
		return Generation{}, fmt.Errorf("read live generation: %w", db.OneRow(err, "archive.no_index"))
	}
	return row.generation(), nil
}

// CreateGeneration records a generation about to be built.
func (s *State) CreateGeneration(ctx context.Context, fingerprint, reason string) (Generation, error) {
	now := db.Micros(time.Now())
	row := generationRow{Fingerprint: fingerprint, State: string(GenerationBuilding), Reason: reason, CreatedAt: now, UpdatedAt: now}
	err := s.db.Write(db.Derived(ctx), "create generation", func(tx bun.Tx) (err error) {
		if row.ID, err = generations.Take(ctx, tx, 1); err != nil {
			return err
		}
		_, err = tx.NewInsert().Model(&row).Exec(ctx)
		return err
	})
	return row.generation(), err
}

// AdvanceGeneration records how far a generation has come.
func (s *State) AdvanceGeneration(ctx context.Context, id int64, cursor corpus.Cursor, poems int) error {
	return s.db.Write(db.Derived(ctx), "advance generation", func(tx bun.Tx) error {
		_, err := tx.NewRaw("UPDATE generations SET cursor = ?, poems = ?, updated_at = ? WHERE id = ?",
			string(cursor), poems, db.Micros(time.Now()), id).Exec(ctx)
		return err
	})
}

// PublishGeneration makes a generation the live one and retires the others
// that were.
func (s *State) PublishGeneration(ctx context.Context, id int64) error {
	return s.db.Write(db.Derived(ctx), "publish generation", func(tx bun.Tx) error {
		_, err := tx.NewRaw("UPDATE generations SET state = CASE WHEN id = ? THEN ? ELSE ? END, updated_at = ? WHERE id = ? OR state = ?",
			id, GenerationLive, GenerationRetired, db.Micros(time.Now()), id, GenerationLive).Exec(ctx)
		return err
	})
}

// EndGeneration takes a generation out of use for good.
func (s *State) EndGeneration(ctx context.Context, id int64, state GenerationState) error {
	return s.db.Write(db.Derived(ctx), "end generation", func(tx bun.Tx) error {
		_, err := tx.NewRaw("UPDATE generations SET state = ?, updated_at = ? WHERE id = ?", state, db.Micros(time.Now()), id).Exec(ctx)
		return err
	})
}

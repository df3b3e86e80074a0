package transfer

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/poems"
)

// importStone puts a stone up that the archive does not have under its code.
func (im *Import) importStone(ctx context.Context, conn bun.IDB, a corpus.StoneRecord) (recordResult, error) {
	st := corpus.Stone{ID: a.ID, Code: a.Code, Name: a.Name, At: corpus.NewSpot(a.X, a.Y), Text: a.Text, Writing: a.Writing,
		Poem: a.Poem, Revision: max(a.Revision, 0), Note: a.Note, State: a.State}
	if err := poems.CleanStone(&st); err != nil {
		return asItIs, err
	}
	var holder int64
	if err := conn.NewRaw("SELECT COALESCE((SELECT stone_id FROM stone_codes WHERE code = ?), 0)", st.Code).Scan(ctx, &holder); err != nil || holder != 0 {
		return asItIs, err
	}
	place, err := corpus.CleanLine(a.Place)
	if err == nil && st.Poem != 0 {
		st.Poem, err = im.poemOf(ctx, conn, a.Poem)
	}
	if err != nil {
		return asItIs, err
	}
	return recordResult{corpus.Created, func(tx bun.Tx) error {
		if place = merge.PlacePath(place); place != "" {
			if st.Place, err = authority.EnsurePlace(ctx, tx, place); err != nil {
				return err
			}
		}
		return im.makeStone(ctx, tx, st, a.Former)
	}}, nil
}

func (im *Import) makeStone(ctx context.Context, tx bun.Tx, st corpus.Stone, former []string) error {
	given := int64(st.ID)
	id, err := numberFor(ctx, tx, poems.StoneCounter, given, 0)
	if err != nil {
		return err
	}
	st.ID = corpus.StoneID(id)
	if err := poems.WriteStone(ctx, tx, st, 0); err != nil {
		return fmt.Errorf("write stone: %w", err)
	}
	// Equal times mean, when the batch is undone, that it was not changed.
	if _, err := tx.NewRaw("UPDATE stones SET created_at = updated_at WHERE id = ?", id).Exec(ctx); err != nil {
		return fmt.Errorf("write stone: %w", err)
	}
	for _, code := range former {
		code, ok := corpus.ParseStoneCode(code)
		if !ok {
			continue
		}
		if _, err := tx.NewRaw("INSERT INTO stone_codes (code, stone_id) VALUES (?, ?) ON CONFLICT DO NOTHING", code, id).Exec(ctx); err != nil {
			return fmt.Errorf("write code of stone: %w", err)
		}
	}
	return im.keepNumber(ctx, tx, corpus.PartStones, given, id, true)
}

package poems

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
)

// StoneCounter is what stones are numbered by.
const StoneCounter db.Counter = "stones"

type stoneRow struct {
	bun.BaseModel `bun:"table:stones,alias:st"`

	ID        int64  `bun:"id,pk"`
	Code      string `bun:"code"`
	Name      string `bun:"name"`
	PlaceID   int64  `bun:"place_id"`
	X         *int   `bun:"x"`
	Y         *int   `bun:"y"`
	Text      string `bun:"text"`
	Writing   string `bun:"writing"`
	PoemID    int64  `bun:"poem_id"`
	Revision  int    `bun:"revision"`
	Note      string `bun:"note"`
	State     string `bun:"state"`
	CreatedAt int64  `bun:"created_at"`
	UpdatedAt int64  `bun:"updated_at"`

	PlacePath string `bun:"place_path,scanonly"`
}

func (r stoneRow) stone() corpus.Stone {
	return corpus.Stone{ID: corpus.StoneID(r.ID), Code: r.Code, Name: r.Name, At: corpus.NewSpot(r.X, r.Y), Text: r.Text,
		Place:   corpus.PlaceRef{ID: corpus.PlaceID(r.PlaceID), Path: r.PlacePath},
		Writing: corpus.Writing(r.Writing), Poem: corpus.PoemID(r.PoemID), Revision: r.Revision, Note: r.Note,
		State: corpus.StoneState(r.State), CreatedAt: db.FromMicros(r.CreatedAt), UpdatedAt: db.FromMicros(r.UpdatedAt)}
}

func (s *Repository) stones(ctx context.Context, narrow func(*bun.SelectQuery) *bun.SelectQuery) ([]corpus.Stone, error) {
	var rows []stoneRow
	q := s.read.NewSelect().Model(&rows).ColumnExpr("st.*").ColumnExpr("COALESCE(pl.path, '') AS place_path").
		Join("LEFT JOIN places AS pl ON pl.id = st.place_id").OrderExpr("LENGTH(st.code), st.code")
	if err := narrow(q).Scan(ctx); err != nil {
		return nil, fmt.Errorf("list stones: %w", err)
	}
	list := make([]corpus.Stone, len(rows))
	at := make(map[int64]int, len(rows))
	for i, r := range rows {
		list[i], at[r.ID] = r.stone(), i
	}
	if len(rows) == 0 {
		return list, nil
	}
	var codes []struct {
		Code    string
		StoneID int64
	}
	if err := s.read.NewRaw("SELECT code, stone_id FROM stone_codes WHERE stone_id IN (?) ORDER BY code", bun.List(slices.Collect(maps.Keys(at)))).Scan(ctx, &codes); err != nil {
		return nil, fmt.Errorf("read codes of stones: %w", err)
	}
	for _, c := range codes {
		if st := &list[at[c.StoneID]]; c.Code != st.Code {
			st.Former = append(st.Former, c.Code)
		}
	}
	return list, nil
}

// Stones lists every stone, in order of code.
func (s *Repository) Stones(ctx context.Context) ([]corpus.Stone, error) {
	return s.stones(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q })
}

// Stone returns a stone by number.
func (s *Repository) Stone(ctx context.Context, id corpus.StoneID) (corpus.Stone, error) {
	return oneStone(s.stones(ctx, func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("st.id = ?", id) }))
}

// StoneByCode returns the stone that has or had a code, as ParseStoneCode
// gives it. Where the code is a former one, the stone's Code is another.
func (s *Repository) StoneByCode(ctx context.Context, code string) (corpus.Stone, error) {
	return oneStone(s.stones(ctx, func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Where("st.id = (SELECT stone_id FROM stone_codes WHERE code = ?)", code)
	}))
}

func oneStone(list []corpus.Stone, err error) (corpus.Stone, error) {
	if err != nil || len(list) > 0 {
		return append(list, corpus.Stone{})[0], err
	}
	return corpus.Stone{}, corpus.NewError(corpus.NotFound, "archive.no_stone")
}

// NextStoneCode proposes a code that no stone has had: "t" and a number.
func (s *Repository) NextStoneCode(ctx context.Context) (string, error) {
	var codes []string
	if err := s.read.NewRaw("SELECT code FROM stone_codes").Scan(ctx, &codes); err != nil {
		return "", fmt.Errorf("read codes: %w", err)
	}
	for n := 1; ; n++ {
		if code := fmt.Sprintf("t%d", n); !slices.Contains(codes, code) {
			return code, nil
		}
	}
}

// SaveStone writes a stone, a new one for number 0, and returns it. A code it
// had leads to it for good; a code that another has or had is a Conflict. A
// stone of a poem without a text takes the poem's, and its revision is the
// poem's when the poem was named.
func (s *Repository) SaveStone(ctx context.Context, by corpus.Actor, st corpus.Stone) (corpus.Stone, error) {
	if err := CleanStone(&st); err != nil {
		return st, err
	}
	err := s.db.Write(ctx, "save stone", func(tx bun.Tx) error {
		was, err := stoneToEdit(ctx, tx, st.ID)
		if err != nil {
			return err
		}
		if err := settleStone(ctx, tx, was, &st); err != nil {
			return err
		}
		if st.ID == 0 {
			id, err := StoneCounter.Take(ctx, tx, 1)
			if err != nil {
				return err
			}
			st.ID, was.CreatedAt = corpus.StoneID(id), db.Micros(time.Now())
		}
		if err := WriteStone(ctx, tx, st, was.CreatedAt); err != nil {
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActStone, Object: fmt.Sprintf("stone/%d", st.ID), Detail: st.Code + " " + string(st.State)})
	})
	if err != nil {
		return st, err
	}
	return s.Stone(ctx, st.ID)
}

func stoneToEdit(ctx context.Context, tx bun.Tx, id corpus.StoneID) (was stoneRow, err error) {
	if id == 0 {
		return was, nil
	}
	err = tx.NewSelect().Model(&was).ColumnExpr("st.*").Where("st.id = ?", id).Scan(ctx)
	return was, db.OneRow(err, "archive.no_stone")
}

// CleanStone brings the texts of a stone into the form they are kept in, and
// returns Invalid for what no stone may have.
func CleanStone(st *corpus.Stone) (err error) {
	code, ok := corpus.ParseStoneCode(st.Code)
	if !ok {
		return corpus.NewError(corpus.Invalid, "archive.stone_code", corpus.MaxStoneCode)
	}
	st.Code = code
	if st.Name, err = corpus.CleanLine(st.Name); err != nil {
		return err
	}
	if st.Text, err = corpus.CleanText(strings.Trim(st.Text, "\r\n"), corpus.MaxCarved); err != nil {
		return err
	}
	if st.Note, err = corpus.CleanText(strings.TrimSpace(st.Note), corpus.MaxProse); err != nil {
		return err
	}
	switch {
	case st.Name == "" || len([]rune(st.Name)) > corpus.MaxStoneName:
		return corpus.NewError(corpus.Invalid, "archive.stone_name", corpus.MaxStoneName)
	case strings.TrimSpace(st.Text) == "" && st.Poem == 0:
		return corpus.NewError(corpus.Invalid, "archive.stone_text")
	case !slices.Contains(corpus.Writings(), st.Writing) || !slices.Contains(corpus.StoneStates(), st.State):
		return corpus.NewError(corpus.Invalid, "archive.stone_choice")
	case st.At != nil && !st.At.Within():
		return corpus.NewError(corpus.Invalid, "archive.spot_range", corpus.MaxSpot)
	}
	return nil
}

// settleStone checks what a stone refers to.
func settleStone(ctx context.Context, tx bun.Tx, was stoneRow, st *corpus.Stone) error {
	var holder int64
	if err := tx.NewRaw("SELECT COALESCE((SELECT stone_id FROM stone_codes WHERE code = ?), 0)", st.Code).Scan(ctx, &holder); err != nil {
		return fmt.Errorf("look up code: %w", err)
	}
	if holder != 0 && corpus.StoneID(holder) != st.ID {
		return corpus.NewError(corpus.Conflict, "archive.stone_code_taken", st.Code)
	}
	if st.Place.ID != 0 {
		var id int64
		if err := tx.NewRaw("SELECT id FROM places WHERE id = ?", int64(st.Place.ID)).Scan(ctx, &id); err != nil {
			return db.OneRow(err, "archive.no_place")
		}
	}
	if st.Poem == 0 {
		st.Revision = 0
		return nil
	}
	p, err := Read(ctx, tx, st.Poem)
	if err != nil {
		return err
	}
	if st.Revision = was.Revision; was.PoemID != int64(st.Poem) {
		st.Revision = p.Revision
	}
	if strings.TrimSpace(st.Text) == "" {
		st.Text, err = corpus.CleanText(strings.Trim(p.Body, "\n"), corpus.MaxCarved)
	}
	return err
}

// WriteStone writes a stone that has its number, and leads its code to it.
func WriteStone(ctx context.Context, tx bun.Tx, st corpus.Stone, created int64) error {
	x, y := st.At.Coordinates()
	row := stoneRow{ID: int64(st.ID), Code: st.Code, Name: st.Name, PlaceID: int64(st.Place.ID), X: x, Y: y, Text: st.Text,
		Writing: string(st.Writing), PoemID: int64(st.Poem), Revision: st.Revision, Note: st.Note, State: string(st.State),
		CreatedAt: created, UpdatedAt: db.Micros(time.Now())}
	if _, err := tx.NewInsert().Model(&row).On("CONFLICT (id) DO UPDATE").Exec(ctx); err != nil {
		return err
	}
	if _, err := tx.NewRaw("INSERT INTO stone_codes (code, stone_id) VALUES (?, ?) ON CONFLICT DO NOTHING", st.Code, int64(st.ID)).Exec(ctx); err != nil {
		return err
	}
	return changes.Add(ctx, tx, corpus.KindStone, []int64{int64(st.ID)})
}

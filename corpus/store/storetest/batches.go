package storetest

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store"
	"shiyun/corpus/store/batches"
	"shiyun/corpus/store/merging"
	"shiyun/corpus/store/transfer"
)

func move(t testing.TB, s *store.Store, id corpus.BatchID, steps ...corpus.BatchStep) {
	t.Helper()
	for _, step := range steps {
		if _, err := s.MoveBatch(t.Context(), keeper, id, step, nil); err != nil {
			t.Fatalf("%s: %v", step, err)
		}
	}
}

// A batch goes from its files over a check, with rows to decide on, to a run
// that is resumed, and no step is taken out of turn.
func testBatchGoesItsWay(t *testing.T, empty Empty) {
	s := open(t, empty)
	ctx := t.Context()
	_, err := s.AddBatch(ctx, corpus.Batch{Kind: corpus.BatchImport, By: keeper, State: corpus.BatchUploaded}, func(corpus.BatchID) error { return errors.New("no room") })
	if list, listErr := s.Batches(ctx, 5); err == nil || listErr != nil || len(list) != 0 {
		t.Errorf("a batch without its files: %v, %v, %v", list, err, listErr)
	}
	b, err := s.AddBatch(ctx, corpus.Batch{Kind: corpus.BatchImport, By: keeper, State: corpus.BatchUploaded, Files: []string{"诗.csv"}}, func(corpus.BatchID) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.MoveBatch(ctx, keeper, b.ID, corpus.StepStart, nil)
	wantCode(t, "a step out of turn", err, corpus.Conflict)
	if b, err = s.MoveBatch(ctx, keeper, b.ID, corpus.StepMap, func(b *corpus.Batch) error { b.Plan = []byte("{}"); return nil }); err != nil {
		t.Fatal(err)
	}
	move(t, s, b.ID, corpus.StepCheck)
	wantBusy(t, s, b.ID)
	rows := []corpus.BatchRow{
		{Number: 1, File: "诗.csv", Line: 2, Outcome: corpus.Created, Header: []string{"题"}, Cells: []string{"一"}, Draft: &corpus.Draft{Ref: "1"}, Poem: 7, Similarity: 0.75},
		{Number: 2, File: "诗.csv", Line: 3, Outcome: corpus.Failed, Notes: []corpus.RowNote{{Code: "empty"}}},
		{Number: 3, File: "诗.csv", Line: 4, Outcome: corpus.Created, Twin: 1, Similarity: 1},
	}
	checked := b
	checked.Counts = corpus.Counts{Read: 3, Created: 2, Failed: 1}
	if err := s.SaveCheck(ctx, checked, rows); err != nil {
		t.Fatal(err)
	}
	got, err := s.BatchRows(ctx, b.ID, batches.RowFilter{}, 0, 10)
	if diff := cmp.Diff(rows, got); err != nil || diff != "" {
		t.Errorf("rows: %v\n%s", err, diff)
	}
	_, err = s.DecideRows(ctx, b.ID, 1, corpus.DecideSkip)
	wantCode(t, "decide while it is checked", err, corpus.Conflict)
	move(t, s, b.ID, corpus.StepChecked)
	wantCode(t, "a check that was over", s.SaveCheck(ctx, checked, nil), corpus.Conflict)
	for number, want := range map[int]int{3: 1, 2: 0} {
		if n, err := s.DecideRows(ctx, b.ID, number, corpus.DecideKeep); err != nil || n != want {
			t.Errorf("decided on row %d: %d, %v", number, n, err)
		}
	}
	for want, f := range map[int]batches.RowFilter{3: {}, 2: {Near: true}, 1: {Undecided: true}, 0: {Outcome: corpus.Skipped}} {
		if n, err := s.CountBatchRows(ctx, b.ID, f); err != nil || n != want {
			t.Errorf("%+v: %d rows, %v; want %d", f, n, err, want)
		}
	}
	if n, err := s.DecideRows(ctx, b.ID, 0, corpus.DecideReview); err != nil || n != 1 {
		t.Errorf("decided on the rest: %d, %v", n, err)
	}
	runBatch(t, s, b.ID)
}

func wantBusy(t testing.TB, s *store.Store, id corpus.BatchID) {
	t.Helper()
	if list, err := s.BusyBatches(t.Context()); err != nil || len(list) != 1 || list[0].ID != id {
		t.Errorf("busy: %+v, %v", list, err)
	}
}

func runBatch(t testing.TB, s *store.Store, id corpus.BatchID) {
	t.Helper()
	move(t, s, id, corpus.StepStart)
	wantBusy(t, s, id)
	b, err := s.Batch(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	im := s.ContinueImport(b, transfer.ImportOptions{By: keeper})
	chunk := transfer.Chunk{Rows: []transfer.ImportRow{{Row: merge.Row{Draft: draft("1", "一", "甲", "甲文")}, From: corpus.BatchRow{Number: 1}}}, AtFile: 0, AtRow: 3}
	if results, err := im.Commit(t.Context(), chunk); err != nil || im.IsDryRun() || results[0].Outcome != corpus.Created {
		t.Fatalf("%+v, %v", results, err)
	}
	move(t, s, id, corpus.StepCancel, corpus.StepResume)
	if b, err = s.Batch(t.Context(), id); err != nil || b.AtRow != 3 || b.Counts.Created != 1 {
		t.Errorf("resumed at %+v, %v", b, err)
	}
	move(t, s, id, corpus.StepFinish)
	if list, err := s.BusyBatches(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("busy: %+v, %v", list, err)
	}
}

// A poem that was changed since a batch is asked about, and taken back only
// where a person chose so.
func testUndoAsks(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("1", "一", "甲", "甲文"), draft("2", "二", "甲", "乙文"), draft("3", "三", "甲", "丙文"))
	for _, id := range []corpus.PoemID{2, 3} {
		if _, err := s.Revise(t.Context(), teacher, id, 1, corpus.Draft{Body: ptr("改过")}); err != nil {
			t.Fatal(err)
		}
	}
	asked := map[corpus.PoemID]merging.UndoChoice{}
	err := s.UndoConflicts(t.Context(), 1, func(c merging.UndoConflict) error {
		asked[c.Now.ID] = c.Choice
		return s.ChooseUndo(t.Context(), 1, c.Now.ID, map[corpus.PoemID]merging.UndoChoice{2: merging.UndoTake, 3: merging.UndoLeave}[c.Now.ID])
	})
	if diff := cmp.Diff(map[corpus.PoemID]merging.UndoChoice{2: "", 3: ""}, asked); err != nil || diff != "" {
		t.Errorf("asked about: %v\n%s", err, diff)
	}
	undo(t, s, 1)
	for id, want := range map[corpus.PoemID]corpus.Status{1: corpus.StatusRemoved, 2: corpus.StatusRemoved, 3: corpus.StatusPublished} {
		if p := poem(t, s, id); p.Status != want {
			t.Errorf("poem %d is %s, want %s", id, p.Status, want)
		}
	}
}

// What curators built goes out in an export and comes in again, and goes with
// the batch that brought it in as far as that is its own.
func testExportComesInAgain(t *testing.T, empty Empty) {
	from, to := library(t, empty), open(t, empty)
	ctx := t.Context()
	furnish(t, from)
	im, err := to.BeginImport(ctx, transfer.ImportOptions{By: keeper, Publish: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range corpus.Parts() {
		var rows []transfer.ImportRow
		if part == corpus.PartPoems {
			for _, p := range allPoems(t, from) {
				d := draft(p.Ref, p.Title, p.Author.Name, p.Body)
				d.ID = p.ID
				rows = append(rows, transfer.ImportRow{Row: merge.Row{Draft: d}, Whole: true})
			}
		} else if err := from.EachExportRecord(ctx, part, func(r corpus.ExportRecord) error {
			row := transfer.ImportRow{Record: r}
			if m, ok := r.(*corpus.MediaRecord); ok {
				if wants, err := im.WantsMedia(ctx, *m); err != nil || !wants || im.MediaDir() != to.MediaDir() {
					t.Errorf("media wanted: %v, %v", wants, err)
				}
				row.Media = &corpus.Media{File: "b.jpg", Type: "image/jpeg", Size: 9}
			}
			rows = append(rows, row)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if _, err := im.Commit(ctx, transfer.Chunk{Rows: rows}); err != nil {
			t.Fatalf("%s: %v", part, err)
		}
	}
	if err := im.End(ctx, corpus.BatchDone); err != nil || im.Batch().Counts.Failed != 0 {
		t.Errorf("%+v, %v", im.Batch().Counts, err)
	}
	stone, err := to.Stone(ctx, 1)
	if err != nil || stone.Code != "t1" || stone.Poem != 1 {
		t.Errorf("stone %+v, %v", stone, err)
	}
	for _, want := range []bool{true, false} {
		if more, err := to.UndoesMore(ctx, 1); err != nil || more != want {
			t.Errorf("undoes more: %v, %v; want %v", more, err, want)
		}
		if want {
			undo(t, to, 1)
		}
	}
	if files, err := to.MediaTakenBack(ctx, 1); err != nil || !slices.Equal(files, []string{"b.jpg"}) {
		t.Errorf("media taken back: %v, %v", files, err)
	}
	_, err = to.Stone(ctx, 1)
	wantCode(t, "the stone", err, corpus.NotFound)
}

// furnish gives an archive what an export holds besides poems.
func furnish(t testing.TB, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	if _, err := s.AddMedia(ctx, keeper, corpus.Media{Poem: 1, Kind: corpus.MediaPicture, File: "a.jpg", Type: "image/jpeg", Size: 9, Alt: "画", Consent: "作者"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveStone(ctx, keeper, corpus.Stone{Code: "t1", Name: "石", Text: "春", Poem: 1, Writing: corpus.WritingRows, State: corpus.StoneStanding}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveSynonyms(ctx, keeper, 0, []string{"荷", "莲"}); err != nil {
		t.Fatal(err)
	}
}

package curation

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
)

// QueueItem returns one thing by its key, whether it still waits or not.
func (s *Curation) QueueItem(ctx context.Context, key ItemKey) (QueueItem, error) {
	items, err := s.queueItems(ctx, []place{{Key: key}})
	if err == nil && len(items) == 0 {
		err = corpus.NewError(corpus.NotFound, "archive.no_item")
	}
	if err != nil {
		return QueueItem{}, err
	}
	return items[0], nil
}

// SubmissionKey names a submission in the queue: a correction by itself, a
// poem by its number.
func (s *Curation) SubmissionKey(ctx context.Context, id corpus.SubmissionID) (ItemKey, error) {
	var row struct {
		Kind   string
		PoemID int64
	}
	err := s.read.NewRaw("SELECT kind, poem_id FROM submissions WHERE id = ?", id).Scan(ctx, &row)
	if err = db.OneRow(err, "archive.no_submission"); err != nil {
		return ItemKey{}, fmt.Errorf("read submission %d: %w", id, err)
	}
	if corpus.SubmissionKind(row.Kind) != corpus.SubmittedPoem {
		return ItemKey{Correction: true, ID: int64(id)}, nil
	}
	return ItemKey{ID: row.PoemID}, nil
}

// queueItems reads the things at these places, in their order.
func (s *Curation) queueItems(ctx context.Context, places []place) ([]QueueItem, error) {
	var poemIDs []corpus.PoemID
	var subIDs []int64
	for _, p := range places {
		if p.Key.Correction {
			subIDs = append(subIDs, p.Key.ID)
		} else {
			poemIDs = append(poemIDs, corpus.PoemID(p.Key.ID))
		}
	}
	subs, byPoem, err := s.submissionsFor(ctx, subIDs, poemIDs)
	if err != nil {
		return nil, err
	}
	for _, sub := range subs {
		poemIDs = append(poemIDs, sub.Poem)
	}
	slices.Sort(poemIDs)
	poems, err := s.poems.Poems(ctx, slices.Compact(poemIDs))
	if err != nil {
		return nil, err
	}
	byID := make(map[corpus.PoemID]corpus.Poem, len(poems))
	for _, p := range poems {
		byID[p.ID] = p
	}
	items := make([]QueueItem, 0, len(places))
	for _, at := range places {
		item, known := QueueItem{Kind: QueueImported, Poem: byID[corpus.PoemID(at.Key.ID)]}, false
		if at.Key.Correction {
			if item.Submission, known = subs[at.Key.ID]; known {
				item.Kind, item.Poem, item.At = QueueKind(item.Submission.Kind), byID[item.Submission.Poem], item.Submission.At
			}
		} else if known = item.Poem.ID != 0; known {
			item.At = item.Poem.CreatedAt
			if sub := byPoem[item.Poem.ID]; sub != nil {
				item.Kind, item.Submission = QueueSubmitted, sub
			}
		}
		if known {
			items = append(items, item)
		}
	}
	return items, nil
}

// submissionsFor reads corrections by their ids, and what was sent in with
// the poems.
func (s *Curation) submissionsFor(ctx context.Context, ids []int64, poems []corpus.PoemID) (map[int64]*corpus.Submission, map[corpus.PoemID]*corpus.Submission, error) {
	var rows []submissionRow
	err := selectSubmissions(s.read, &rows).
		Where("s.kind <> ? AND s.id IN (?) OR s.kind = ? AND s.poem_id IN (?)", corpus.SubmittedPoem, bun.List(ids),
			corpus.SubmittedPoem, bun.List(poems)).Scan(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("read submissions: %w", err)
	}
	byID, byPoem := map[int64]*corpus.Submission{}, map[corpus.PoemID]*corpus.Submission{}
	for _, r := range rows {
		sub, err := r.submission()
		if err != nil {
			return nil, nil, err
		}
		if sub.Kind != corpus.SubmittedPoem {
			byID[r.ID] = &sub
		} else {
			byPoem[sub.Poem] = &sub
		}
	}
	return byID, byPoem, nil
}

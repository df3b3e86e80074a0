package curation

import (
	"context"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
)

// SubmitRecitation files a recording of a published poem.
func (s *Curation) SubmitRecitation(ctx context.Context, sent Sent) (corpus.Submission, error) {
	sent.Kind, sent.State = corpus.SubmittedRecitation, corpus.SubmissionWaiting
	return s.submit(ctx, sent, func(tx bun.Tx) (corpus.Submission, error) {
		p, err := readPublished(ctx, tx, sent.Poem)
		if err != nil {
			return corpus.Submission{}, err
		}
		sent.Revision = p.Revision
		return s.insertSubmission(ctx, tx, sent)
	})
}

// insertSent writes the recordings and pictures that came with a submission.
func insertSent(ctx context.Context, tx bun.Tx, dir string, sub corpus.Submission, media []corpus.Media) error {
	for _, m := range media {
		if err := poems.CheckRoomToWait(ctx, tx, sub.Poem); err != nil {
			return err
		}
		m.Poem, m.Submission, m.Waiting = sub.Poem, sub.ID, true
		if _, err := poems.InsertMedia(ctx, tx, dir, m); err != nil {
			return err
		}
	}
	return nil
}

// showAll lets readers hear a recitation.
func showAll(ctx context.Context, tx bun.Tx, by corpus.Actor, sub *submissionRow) error {
	var ids []corpus.MediaID
	if err := tx.NewRaw("SELECT id FROM media WHERE submission_id = ?", sub.ID).Scan(ctx, &ids); err != nil {
		return err
	}
	return poems.ShowMediaSent(ctx, tx, by, corpus.SubmissionID(sub.ID), ids)
}

package curation

import (
	"context"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/poems"
)

// Receipt returns the submission with this token and the poem it is about,
// of any status. It returns NotFound for any other token.
func (s *Curation) Receipt(ctx context.Context, token string) (corpus.Submission, corpus.Poem, error) {
	row, err := s.submissionOf(ctx, s.read, token)
	if err != nil {
		return corpus.Submission{}, corpus.Poem{}, err
	}
	sub, err := row.submission()
	if err != nil {
		return sub, corpus.Poem{}, err
	}
	p, err := s.poems.Poem(ctx, sub.Poem)
	return sub, p, err
}

// ReviseSubmission lets a resident change what they sent in while it is not
// accepted, from the poem's revision base; what was returned waits again.
// It returns Conflict once it is accepted, withdrawn or merged.
func (s *Curation) ReviseSubmission(ctx context.Context, token string, base int, sent Sent) error {
	return s.db.Write(ctx, "revise submission", func(tx bun.Tx) error {
		row, err := s.submissionOf(ctx, tx, token)
		if err != nil {
			return err
		}
		if st := row.state(); st != corpus.SubmissionWaiting && st != corpus.SubmissionReturned {
			return corpus.NewError(corpus.Conflict, "archive.receipt_decided")
		}
		switch corpus.SubmissionKind(row.Kind) {
		case corpus.SubmittedRecitation:
			return corpus.NewError(corpus.Conflict, "archive.receipt_decided")
		case corpus.SubmittedCorrection:
			return reviseCorrection(ctx, tx, row, sent)
		}
		p, err := poems.ReadAt(ctx, tx, corpus.PoemID(row.PoemID), base)
		if err != nil {
			return err
		}
		sent.Draft.Status = corpus.StatusInReview
		if _, err := poems.ApplyDraft(ctx, tx, poems.Edit{By: corpus.ActorResident}, p, sent.Draft); err != nil {
			return err
		}
		return sayAgain(ctx, tx, row.ID, sent)
	})
}

func reviseCorrection(ctx context.Context, tx bun.Tx, row submissionRow, sent Sent) error {
	proposal, err := proposalOver(ctx, tx, corpus.PoemID(row.PoemID), sent.Revision, sent.Proposal)
	if err != nil {
		return err
	}
	text, err := proposalText(proposal)
	if err != nil {
		return err
	}
	_, err = tx.NewRaw("UPDATE submissions SET proposal = ?, revision = ?, state = ? WHERE id = ?", text, sent.Revision, corpus.SubmissionWaiting, row.ID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("write proposal: %w", err)
	}
	if err := sayAgain(ctx, tx, row.ID, sent); err != nil {
		return err
	}
	return audit.Record(ctx, tx, corpus.Act{By: corpus.ActorResident, Verb: corpus.ActRevise, Object: objectOfSubmission(corpus.SubmissionID(row.ID))})
}

func sayAgain(ctx context.Context, tx bun.Tx, id int64, sent Sent) error {
	if _, err := tx.NewRaw("UPDATE submissions SET message = ?, proxy = ? WHERE id = ?", sent.Message, sent.Proxy, id).Exec(ctx); err != nil {
		return fmt.Errorf("write submission: %w", err)
	}
	return nil
}

// WithdrawSubmission takes back what a resident sent in, whoever has accepted
// it: a poem is gone at once. It returns Conflict for a correction that is in
// the poem already, and for a poem merged into another: that is not theirs
// alone. What came with it is gone too; its files are for the caller to remove.
func (s *Curation) WithdrawSubmission(ctx context.Context, token string) error {
	return s.db.Write(ctx, "withdraw submission", func(tx bun.Tx) error {
		row, err := s.submissionOf(ctx, tx, token)
		if err != nil {
			return err
		}
		correction := corpus.SubmissionKind(row.Kind) == corpus.SubmittedCorrection
		recitation := corpus.SubmissionKind(row.Kind) == corpus.SubmittedRecitation
		switch state := row.state(); {
		case state == corpus.SubmissionWithdrawn:
			return nil
		case state == corpus.SubmissionMerged:
			return corpus.NewError(corpus.Conflict, "archive.receipt_merged")
		case correction && state == corpus.SubmissionAccepted:
			return corpus.NewError(corpus.Conflict, "archive.correction_accepted")
		case correction:
			return withdrawCorrection(ctx, tx, row.ID)
		}
		if err := poems.WithdrawMediaSent(ctx, tx, corpus.PoemID(row.PoemID), corpus.SubmissionID(row.ID)); err != nil {
			return err
		}
		if recitation {
			return withdrawCorrection(ctx, tx, row.ID)
		}
		return poems.SetStatus(ctx, tx, poems.Edit{By: corpus.ActorResident}, corpus.PoemID(row.PoemID), corpus.StatusWithdrawn)
	})
}

func withdrawCorrection(ctx context.Context, tx bun.Tx, id int64) error {
	if _, err := tx.NewRaw("UPDATE submissions SET state = ? WHERE id = ?", corpus.SubmissionWithdrawn, id).Exec(ctx); err != nil {
		return fmt.Errorf("withdraw correction: %w", err)
	}
	return audit.Record(ctx, tx, corpus.Act{By: corpus.ActorResident, Verb: corpus.ActStatus,
		Object: objectOfSubmission(corpus.SubmissionID(id)), Detail: string(corpus.SubmissionWithdrawn)})
}

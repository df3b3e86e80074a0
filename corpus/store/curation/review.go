package curation

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// decided is the answer to who comes second.
func decided() error { return corpus.NewError(corpus.Conflict, "archive.already_decided") }

// Accept publishes a poem that waits, or makes a correction that waits the
// poem's next revision. base is the poem's revision that was looked at. It
// returns the poem as it is then, and Conflict where another decided or
// changed the poem meanwhile. Of what came with a poem, show is made public; a
// recitation is as a whole.
func (s *Curation) Accept(ctx context.Context, edit poems.Edit, key ItemKey, base int, show ...corpus.MediaID) (corpus.Poem, error) {
	return s.AcceptMended(ctx, edit, key, base, corpus.Draft{}, show...)
}

// AcceptMended is Accept of a poem with what the curator set right of it while
// deciding, as a revision of its own before: both are done or neither. Of a
// correction the draft is not looked at.
func (s *Curation) AcceptMended(ctx context.Context, edit poems.Edit, key ItemKey, base int, mended corpus.Draft, show ...corpus.MediaID) (corpus.Poem, error) {
	return s.decide(ctx, key, base, func(tx bun.Tx, p corpus.Poem, sub *submissionRow) (corpus.Poem, error) {
		act := corpus.Act{By: edit.By, Verb: corpus.ActDecide, Object: objectOfItem(key), Detail: "accept"}
		if sub == nil || !key.Correction {
			p, err := poems.ApplyDraft(ctx, tx, edit, p, mended)
			if err == nil {
				p, err = changeStatus(ctx, tx, edit, p, corpus.StatusPublished)
			}
			if err == nil {
				err = resolveSubmission(ctx, tx, sub, "", "", 0, edit.By, db.Micros(time.Now()))
			}
			if err == nil && sub != nil {
				err = poems.ShowMediaSent(ctx, tx, edit.By, corpus.SubmissionID(sub.ID), show)
			}
			if err == nil {
				err = audit.Record(ctx, tx, act)
			}
			return p, err
		}
		if corpus.SubmissionKind(sub.Kind) == corpus.SubmittedRecitation {
			err := errors.Join(showAll(ctx, tx, edit.By, sub), resolveSubmission(ctx, tx, sub, corpus.SubmissionAccepted, "", 0, edit.By, db.Micros(time.Now())))
			if err == nil {
				err = audit.Record(ctx, tx, act)
			}
			return p, err
		}
		next, err := acceptCorrection(ctx, tx, p, sub)
		if err != nil {
			return p, err
		}
		made := 0
		if next.Revision != p.Revision {
			made = next.Revision
		}
		if err := resolveSubmission(ctx, tx, sub, corpus.SubmissionAccepted, "", made, edit.By, db.Micros(time.Now())); err != nil {
			return p, err
		}
		if edit.HideBefore && made > 1 {
			if err := poems.HideRevisions(ctx, tx, edit.By, p.ID, 1, made-1); err != nil {
				return p, err
			}
		}
		return next, audit.Record(ctx, tx, act)
	})
}

// acceptCorrection makes a correction the poem's next revision, in the name of who
// proposed it; who accepted it is in the audit log.
func acceptCorrection(ctx context.Context, tx bun.Tx, p corpus.Poem, sub *submissionRow) (corpus.Poem, error) {
	correction, err := sub.submission()
	if err != nil {
		return p, err
	}
	return poems.ApplyDraft(ctx, tx, poems.Edit{By: corpus.ActorResident, Reason: corpus.OwnWords(correction.Message)}, p, correction.Proposal.Draft())
}

// Return sends a poem that waits back to its drafts, or turns a correction
// down. The reason is for the resident to read.
func (s *Curation) Return(ctx context.Context, edit poems.Edit, key ItemKey, base int) (corpus.Poem, error) {
	return s.decide(ctx, key, base, func(tx bun.Tx, p corpus.Poem, sub *submissionRow) (corpus.Poem, error) {
		state := corpus.SubmissionState("")
		var err error
		if key.Correction {
			state = corpus.SubmissionReturned
		} else {
			p, err = changeStatus(ctx, tx, edit, p, corpus.StatusDraft)
		}
		if err == nil {
			err = resolveSubmission(ctx, tx, sub, state, edit.Reason.Text, 0, edit.By, db.Micros(time.Now()))
		}
		if err == nil {
			err = audit.Record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActDecide, Object: objectOfItem(key), Detail: "return"})
		}
		return p, err
	})
}

// decide runs a decision on something that still waits.
func (s *Curation) decide(ctx context.Context, key ItemKey, base int, fn func(bun.Tx, corpus.Poem, *submissionRow) (corpus.Poem, error)) (next corpus.Poem, err error) {
	err = s.db.Write(ctx, "decide", func(tx bun.Tx) error {
		id, sub, err := itemToDecide(ctx, tx, key)
		if err != nil {
			return err
		}
		if key.Correction && corpus.SubmissionState(sub.State) != corpus.SubmissionWaiting {
			return decided()
		}
		p, err := poems.Read(ctx, tx, id)
		switch {
		case err != nil:
			return err
		case !key.Correction && p.Status != corpus.StatusInReview:
			return decided()
		case base != 0 && p.Revision != base:
			return corpus.NewError(corpus.Conflict, "archive.poem_changed_decide")
		}
		next, err = fn(tx, p, sub)
		return err
	})
	return next, err
}

// itemToDecide finds the poem of an item and the submission with it, nil for
// a poem out of a file.
func itemToDecide(ctx context.Context, tx bun.Tx, key ItemKey) (corpus.PoemID, *submissionRow, error) {
	var rows []submissionRow
	q := selectSubmissions(tx, &rows)
	if key.Correction {
		q = q.Where("s.kind <> ? AND s.id = ?", corpus.SubmittedPoem, key.ID)
	} else {
		q = q.Where("s.kind = ? AND s.poem_id = ?", corpus.SubmittedPoem, key.ID)
	}
	if err := q.Scan(ctx); err != nil {
		return 0, nil, fmt.Errorf("read submission: %w", err)
	}
	switch {
	case len(rows) > 0:
		return corpus.PoemID(rows[0].PoemID), &rows[0], nil
	case key.Correction:
		return 0, nil, corpus.NewError(corpus.NotFound, "archive.no_correction")
	}
	return corpus.PoemID(key.ID), nil, nil
}

// changeStatus gives a poem another status.
func changeStatus(ctx context.Context, tx bun.Tx, edit poems.Edit, p corpus.Poem, status corpus.Status) (corpus.Poem, error) {
	p.Status = status
	if err := poems.SaveEdited(ctx, tx, edit, p); err != nil {
		return p, err
	}
	return poems.Read(ctx, tx, p.ID)
}

// resolveSubmission writes a decision to the submission, where there is one.
func resolveSubmission(ctx context.Context, tx bun.Tx, sub *submissionRow, state corpus.SubmissionState, answer string, made int, by corpus.Actor, at int64) error {
	if sub == nil {
		return nil
	}
	_, err := tx.NewRaw("UPDATE submissions SET state = ?, answer = ?, made = ?, decided_by = ?, decided_at = ? WHERE id = ?",
		state, answer, made, by, at, sub.ID).Exec(ctx)
	if err != nil {
		return fmt.Errorf("resolve submission %d: %w", sub.ID, err)
	}
	return nil
}

// UndoDecision puts back in the queue what was just decided. revision is the
// poem's after the decision: Conflict where it was changed since, or where
// nothing was decided.
func (s *Curation) UndoDecision(ctx context.Context, edit poems.Edit, key ItemKey, revision int) error {
	return s.db.Write(ctx, "undo decision", func(tx bun.Tx) error {
		id, sub, err := itemToDecide(ctx, tx, key)
		if err != nil {
			return err
		}
		p, err := poems.ReadAt(ctx, tx, id, revision)
		if err != nil {
			return err
		}
		if key.Correction {
			err = undoCorrection(ctx, tx, edit, p, sub)
		} else {
			err = undoStatus(ctx, tx, edit, p, sub)
		}
		if err != nil {
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: edit.By, Verb: corpus.ActDecide, Object: objectOfItem(key), Detail: "undo"})
	})
}

func undoStatus(ctx context.Context, tx bun.Tx, edit poems.Edit, p corpus.Poem, sub *submissionRow) error {
	if p.Status != corpus.StatusPublished && p.Status != corpus.StatusDraft || p.Revision < 2 {
		return corpus.NewError(corpus.Conflict, "archive.no_decision_to_undo")
	}
	before, err := poems.RecordAt(ctx, tx, p.ID, p.Revision-1)
	if err != nil {
		return err
	}
	if before.Status != corpus.StatusInReview {
		return corpus.NewError(corpus.Conflict, "archive.no_decision_to_undo")
	}
	if _, err := changeStatus(ctx, tx, edit, p, corpus.StatusInReview); err != nil {
		return err
	}
	if sub != nil {
		if err := poems.HideMediaSent(ctx, tx, p.ID, corpus.SubmissionID(sub.ID)); err != nil {
			return err
		}
	}
	return resolveSubmission(ctx, tx, sub, "", "", 0, "", 0)
}

func undoCorrection(ctx context.Context, tx bun.Tx, edit poems.Edit, p corpus.Poem, sub *submissionRow) error {
	state := corpus.SubmissionState(sub.State)
	if state != corpus.SubmissionAccepted && state != corpus.SubmissionReturned {
		return corpus.NewError(corpus.Conflict, "archive.no_decision_to_undo")
	}
	if state == corpus.SubmissionAccepted && sub.Made > 0 {
		if p.Revision != sub.Made {
			return corpus.NewError(corpus.Conflict, "archive.correction_changed_since")
		}
		d, err := poems.DraftAt(ctx, tx, p.ID, sub.Made-1)
		if err != nil {
			return err
		}
		next, err := poems.ApplyDraft(ctx, tx, edit, p, d)
		if err != nil {
			return err
		}
		if err := rebase(ctx, tx, sub, next.Revision); err != nil {
			return err
		}
	}
	if corpus.SubmissionKind(sub.Kind) == corpus.SubmittedRecitation {
		if err := poems.HideMediaSent(ctx, tx, p.ID, corpus.SubmissionID(sub.ID)); err != nil {
			return err
		}
	}
	return resolveSubmission(ctx, tx, sub, corpus.SubmissionWaiting, "", 0, "", 0)
}

// rebase makes a correction be one of the revision that its undoing made,
// which has the text it was made from.
func rebase(ctx context.Context, tx bun.Tx, sub *submissionRow, revision int) error {
	if sub.Revision != sub.Made-1 {
		return nil
	}
	if _, err := tx.NewRaw("UPDATE submissions SET revision = ? WHERE id = ?", revision, sub.ID).Exec(ctx); err != nil {
		return fmt.Errorf("rebase correction %d: %w", sub.ID, err)
	}
	return nil
}

func objectOfItem(key ItemKey) string {
	if key.Correction {
		return objectOfSubmission(corpus.SubmissionID(key.ID))
	}
	return poems.ObjectOf(corpus.PoemID(key.ID))
}

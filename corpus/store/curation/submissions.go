package curation

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/seal"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

const countSubmissions db.Counter = "submissions"

// Sent is what a resident sends in.
type Sent struct {
	corpus.Submission              // Poem, Revision and Proposal for a correction; Message, Proxy, Own, Consent
	Draft             corpus.Draft // of a poem
	Token             string       // of the receipt, at least 128 random bits; only its SHA-256 is kept
	Contact           string       // sealed; "" for none
	// Media are the recordings and pictures with it, whose files are in the
	// media folder. They wait with it.
	Media []corpus.Media
}

type submissionRow struct {
	bun.BaseModel `bun:"table:submissions,alias:s"`

	ID        int64  `bun:"id,pk"`
	Kind      string `bun:"kind"`
	State     string `bun:"state"`
	PoemID    int64  `bun:"poem_id"`
	Revision  int    `bun:"revision"`
	Made      int    `bun:"made"`
	Proposal  string `bun:"proposal"`
	Message   string `bun:"message"`
	Proxy     string `bun:"proxy"`
	Own       bool   `bun:"own"`
	Consent   string `bun:"consent"`
	Token     string `bun:"token"`
	Code      string `bun:"code"`
	Answer    string `bun:"answer"`
	DecidedBy string `bun:"decided_by"`
	CreatedAt int64  `bun:"created_at"`
	DecidedAt int64  `bun:"decided_at"`

	Contact bool   `bun:"contact,scanonly"`
	Status  string `bun:"status,scanonly"` // of the poem
	Merged  bool   `bun:"merged,scanonly"`
}

func selectSubmissions(conn bun.IDB, rows any) *bun.SelectQuery {
	return conn.NewSelect().Model(rows).ColumnExpr("s.*").ColumnExpr("p.status AS status").
		ColumnExpr("EXISTS (SELECT 1 FROM submission_private v WHERE v.submission_id = s.id) AS contact").
		ColumnExpr("EXISTS (SELECT 1 FROM redirects r WHERE r.kind = 'poem' AND r.from_id = s.poem_id) AS merged").
		Join("JOIN poems AS p ON p.id = s.poem_id")
}

func (r submissionRow) submission() (corpus.Submission, error) {
	sub := corpus.Submission{ID: corpus.SubmissionID(r.ID), Kind: corpus.SubmissionKind(r.Kind), State: r.state(),
		Poem: corpus.PoemID(r.PoemID), Revision: r.Revision, Made: r.Made, Message: r.Message, Proxy: r.Proxy, Own: r.Own,
		Consent: r.Consent, Answer: r.Answer, Contact: r.Contact, Coded: r.Code != "", At: db.FromMicros(r.CreatedAt), Decided: db.FromMicros(r.DecidedAt),
		By: corpus.Actor(r.DecidedBy)}
	if r.Proposal == "" {
		return sub, nil
	}
	if err := json.Unmarshal([]byte(r.Proposal), &sub.Proposal); err != nil {
		return sub, fmt.Errorf("read proposal of submission %d: %w", r.ID, err)
	}
	return sub, nil
}

// state of a poem sent in follows from its status alone: whoever changes
// that, by whatever way, need not know that there is a receipt.
func (r submissionRow) state() corpus.SubmissionState {
	switch {
	case corpus.SubmissionKind(r.Kind) != corpus.SubmittedPoem:
		return corpus.SubmissionState(r.State)
	case corpus.Status(r.Status) == corpus.StatusPublished:
		return corpus.SubmissionAccepted
	case corpus.Status(r.Status) == corpus.StatusDraft:
		return corpus.SubmissionReturned
	case corpus.Status(r.Status) == corpus.StatusInReview:
		return corpus.SubmissionWaiting
	case r.Merged:
		return corpus.SubmissionMerged
	}
	return corpus.SubmissionWithdrawn
}

// SubmitPoem puts a resident's poem in review. The same token again is the
// same submission. It returns Conflict for a text the archive has: with Poem
// set where everybody may read it, without where it still waits.
func (s *Curation) SubmitPoem(ctx context.Context, sent Sent) (corpus.Submission, error) {
	sent.Kind = corpus.SubmittedPoem
	return s.submit(ctx, sent, func(tx bun.Tx) (corpus.Submission, error) {
		p, held, err := newPoem(ctx, tx, sent.Draft)
		switch {
		case err != nil:
			return corpus.Submission{}, err
		case held && p.Status == corpus.StatusPublished:
			return corpus.Submission{Poem: p.ID}, corpus.NewError(corpus.Conflict, "archive.poem_already_here")
		case held:
			return corpus.Submission{}, corpus.NewError(corpus.Conflict, "archive.poem_already_waiting")
		}
		sent.Poem, sent.Revision = p.ID, p.Revision
		return s.insertSubmission(ctx, tx, sent)
	})
}

// SubmitCorrection files a correction of a published poem, made from its
// revision sent.Revision. It returns Invalid for one that changes nothing.
func (s *Curation) SubmitCorrection(ctx context.Context, sent Sent) (corpus.Submission, error) {
	sent.Kind, sent.State = corpus.SubmittedCorrection, corpus.SubmissionWaiting
	return s.submit(ctx, sent, func(tx bun.Tx) (corpus.Submission, error) {
		_, err := readPublished(ctx, tx, sent.Poem)
		if err != nil {
			return corpus.Submission{}, err
		}
		if sent.Proposal, err = proposalOver(ctx, tx, sent.Poem, sent.Revision, sent.Proposal); err != nil {
			return corpus.Submission{}, err
		}
		return s.insertSubmission(ctx, tx, sent)
	})
}

// readPublished reads a poem that something is sent in about. It returns NotFound
// for one that is not published.
func readPublished(ctx context.Context, tx bun.Tx, id corpus.PoemID) (corpus.Poem, error) {
	p, err := poems.Read(ctx, tx, id)
	if err == nil && p.Status != corpus.StatusPublished {
		err = corpus.NewError(corpus.NotFound, "archive.no_poem")
	}
	return p, err
}

// proposalOver keeps what the resident changed of the text they saw: what
// others changed since must not be asked back by accident.
func proposalOver(ctx context.Context, tx bun.Tx, id corpus.PoemID, revision int, p corpus.Proposal) (corpus.Proposal, error) {
	seen, err := poems.RecordAt(ctx, tx, id, revision)
	if err != nil {
		return p, err
	}
	p = p.Over(corpus.Poem{Title: seen.Title, Author: corpus.AuthorRef{Name: seen.Author}, Preface: seen.Preface, Body: seen.Body, Note: seen.Note})
	if p.IsEmpty() {
		return p, corpus.NewError(corpus.Invalid, "archive.correction_empty")
	}
	return p, nil
}

func (s *Curation) submit(ctx context.Context, sent Sent, file func(bun.Tx) (corpus.Submission, error)) (sub corpus.Submission, err error) {
	err = s.db.Write(ctx, "submit", func(tx bun.Tx) error {
		row, err := s.submissionOf(ctx, tx, sent.Token)
		if err == nil {
			sub, err = row.submission()
			return err
		}
		if corpus.CodeOf(err) == corpus.NotFound {
			sub, err = file(tx)
		}
		return err
	})
	return sub, err
}

// submissionOf finds what a receipt is of, by its token or its code.
func (s *Curation) submissionOf(ctx context.Context, conn bun.IDB, token string) (row submissionRow, err error) {
	q := selectSubmissions(conn, &row)
	if IsReceiptCode(token) {
		q = q.Where("s.code = ?", s.secrets.Mark(token))
	} else {
		q = q.Where("s.token = ?", seal.HashToken(token))
	}
	err = q.Limit(1).Scan(ctx)
	if err != nil {
		err = fmt.Errorf("read submission: %w", db.OneRow(err, "archive.no_receipt"))
	}
	return row, err
}

// newPoem puts a poem in review. held is true where the archive has the very
// text under the same title and author: that poem is returned instead.
func newPoem(ctx context.Context, tx bun.Tx, d corpus.Draft) (p corpus.Poem, held bool, err error) {
	names, err := authority.Resolve(ctx, tx, d)
	if err != nil {
		return p, false, err
	}
	p = merge.Apply(corpus.Poem{}, d, names)
	if twin, err := twinOf(ctx, tx, p); err != nil || twin.ID != 0 {
		return twin, true, err
	}
	p.Status = corpus.StatusInReview
	e := poems.NewEntry(p)
	changed := []*merge.Entry{e}
	if err = names.Create(ctx, tx, changed); err == nil {
		err = poems.AssignIDs(ctx, tx, changed)
	}
	if err == nil {
		err = poems.Save(ctx, tx, changed, poems.Edit{By: corpus.ActorResident})
	}
	return e.Poem, false, err
}

// twinOf is a poem with the same title, author and text that is published or
// waits, a published one first; the zero poem where there is none.
func twinOf(ctx context.Context, tx bun.Tx, p corpus.Poem) (corpus.Poem, error) {
	var rows []*poems.Row
	err := poems.Select(tx, &rows).Where("p.text_key = ?", merge.TextKey(p.Title, p.Author.Name, p.Body)).
		Where("p.status IN (?)", bun.List([]corpus.Status{corpus.StatusPublished, corpus.StatusInReview})).
		OrderExpr("CASE p.status WHEN ? THEN 0 ELSE 1 END, p.id", corpus.StatusPublished).Scan(ctx)
	if err != nil {
		return corpus.Poem{}, fmt.Errorf("look up text: %w", err)
	}
	for _, r := range rows {
		if twin := r.Poem(); merge.SameText(twin, p) {
			return twin, nil
		}
	}
	return corpus.Poem{}, nil
}

func (s *Curation) insertSubmission(ctx context.Context, tx bun.Tx, sent Sent) (corpus.Submission, error) {
	id, err := countSubmissions.Take(ctx, tx, 1)
	if err != nil {
		return corpus.Submission{}, err
	}
	row := submissionRow{ID: id, Kind: string(sent.Kind), State: string(sent.State), PoemID: int64(sent.Poem), Revision: sent.Revision,
		Message: sent.Message, Proxy: sent.Proxy, Own: sent.Own, Consent: sent.Consent, Token: seal.HashToken(sent.Token), Code: s.secrets.Mark(ReceiptCode(sent.Token)), CreatedAt: db.Micros(time.Now())}
	if sent.Kind == corpus.SubmittedCorrection {
		if row.Proposal, err = proposalText(sent.Proposal); err != nil {
			return corpus.Submission{}, err
		}
	}
	if _, err := tx.NewInsert().Model(&row).Exec(ctx); err != nil {
		return corpus.Submission{}, fmt.Errorf("insert submission: %w", err)
	}
	if sent.Contact != "" {
		_, err = tx.NewRaw("INSERT INTO submission_private (submission_id, contact) VALUES (?, ?)", id, sent.Contact).Exec(ctx)
		if err != nil {
			return corpus.Submission{}, fmt.Errorf("insert contact: %w", err)
		}
	}
	row.Status = string(corpus.StatusInReview)
	sub, err := row.submission()
	if err == nil {
		err = insertSent(ctx, tx, s.poems.MediaDir(), sub, sent.Media)
	}
	if err != nil {
		return sub, err
	}
	return sub, audit.Record(ctx, tx, corpus.Act{By: corpus.ActorResident, Verb: corpus.ActSubmit, Object: objectOfSubmission(sub.ID), Detail: poems.ObjectOf(sub.Poem)})
}

func proposalText(p corpus.Proposal) (string, error) {
	text, err := json.Marshal(p)
	if err != nil {
		return "", fmt.Errorf("write proposal: %w", err)
	}
	return string(text), nil
}

func objectOfSubmission(id corpus.SubmissionID) string { return fmt.Sprintf("submission/%d", id) }

// Contact returns how to reach who sent a submission in, still sealed, and
// records that they asked. It returns NotFound where they left nothing.
func (s *Curation) Contact(ctx context.Context, by corpus.Actor, id corpus.SubmissionID) (string, error) {
	var sealed string
	err := s.db.Write(ctx, "read contact", func(tx bun.Tx) error {
		err := tx.NewRaw("SELECT contact FROM submission_private WHERE submission_id = ?", id).Scan(ctx, &sealed)
		if err = db.OneRow(err, "archive.no_contact"); err != nil {
			return err
		}
		return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActReadContact, Object: objectOfSubmission(id)})
	})
	return sealed, err
}

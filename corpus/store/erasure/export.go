package erasure

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// Export is everything the archive has of a person, for them to read and take
// along.
type Export struct {
	corpus.Person
	About       string               `json:"about,omitempty"`
	Works       []ExportedWork       `json:"works"`
	Letters     []ExportedSubmission `json:"letters"`
	Recordings  []ExportedMedia      `json:"recordings"`
	ConsentText map[string]string    `json:"consent_text,omitempty"` // what was agreed to, by version; filled in by who knows the words
}

// AddConsent adds what was agreed to, in the words of text by version.
func (x *Export) AddConsent(text func(version string) string) {
	x.ConsentText = map[string]string{}
	for _, letter := range x.Letters {
		if letter.Consent != "" {
			x.ConsentText[letter.Consent] = text(letter.Consent)
		}
	}
}

// ExportedWork is one state of a poem.
type ExportedWork struct {
	Poem     corpus.PoemID   `json:"poem"`
	Revision int             `json:"revision"`
	At       string          `json:"at"`
	Hidden   bool            `json:"hidden,omitempty"`
	Content  json.RawMessage `json:"content"`
}

// ExportedSubmission is what somebody sent in.
type ExportedSubmission struct {
	ID       corpus.SubmissionID   `json:"submission"`
	Kind     corpus.SubmissionKind `json:"kind"`
	Poem     corpus.PoemID         `json:"poem"`
	At       string                `json:"at"`
	Message  string                `json:"message,omitempty"`
	Proxy    string                `json:"proxy,omitempty"`
	Consent  string                `json:"consent,omitempty"` // version of the text
	Answer   string                `json:"answer,omitempty"`
	Proposal json.RawMessage       `json:"proposal,omitempty"`
}

// ExportedMedia is a recording or picture; the file is in the media folder.
type ExportedMedia struct {
	ID      corpus.MediaID `json:"id"`
	Poem    corpus.PoemID  `json:"poem"`
	File    string         `json:"file"`
	Alt     string         `json:"alt"`
	By      string         `json:"by,omitempty"`
	Consent string         `json:"consent"`
}

const exportTime = "2006-01-02T15:04:05Z07:00"

// ExportPerson returns everything about a person, with contacts in the open,
// and records that somebody asked.
func (e *Erasure) ExportPerson(ctx context.Context, by corpus.Actor, who string) (x Export, err error) {
	err = e.db.Write(ctx, "export person", func(tx bun.Tx) error {
		if x.Person, err = e.find(ctx, tx, who); err != nil {
			return err
		}
		for _, m := range x.Media {
			x.Recordings = append(x.Recordings, ExportedMedia{m.ID, m.Poem, m.File, m.Alt, m.By, m.Consent})
		}
		for _, read := range []func(context.Context, bun.Tx, *Export) error{readAbout, readWorks, readLetters} {
			if err := read(ctx, tx, &x); err != nil {
				return fmt.Errorf("export person: %w", err)
			}
		}
		return audit.Record(ctx, tx, corpus.Act{By: by, Verb: corpus.ActExport, Object: fmt.Sprintf("author/%d", x.Author), Detail: "contacts"})
	})
	return x, err
}

func readAbout(ctx context.Context, tx bun.Tx, x *Export) error {
	return tx.NewRaw("SELECT about FROM authors WHERE id = ?", x.Author).Scan(ctx, &x.About)
}

func readWorks(ctx context.Context, tx bun.Tx, x *Export) error {
	var rows []poems.RevisionRow
	err := tx.NewSelect().Model(&rows).Where("poem_id IN (?)", bun.List(x.Poems)).Order("poem_id", "number").Scan(ctx)
	for _, r := range rows {
		x.Works = append(x.Works, ExportedWork{corpus.PoemID(r.PoemID), r.Number, db.FromMicros(r.CreatedAt).Format(exportTime), r.Hidden, json.RawMessage(r.Content)})
	}
	return err
}

func readLetters(ctx context.Context, tx bun.Tx, x *Export) error {
	var rows []struct {
		ID, PoemID, CreatedAt                           int64
		Kind, Message, Proxy, Consent, Answer, Proposal string
	}
	err := tx.NewRaw("SELECT id, poem_id, created_at, kind, message, proxy, consent, answer, proposal FROM submissions WHERE id IN (?) ORDER BY id", bun.List(x.Submissions)).Scan(ctx, &rows)
	for _, r := range rows {
		one := ExportedSubmission{ID: corpus.SubmissionID(r.ID), Kind: corpus.SubmissionKind(r.Kind), Poem: corpus.PoemID(r.PoemID), At: db.FromMicros(r.CreatedAt).Format(exportTime),
			Message: r.Message, Proxy: r.Proxy, Consent: r.Consent, Answer: r.Answer}
		if r.Proposal != "" {
			one.Proposal = json.RawMessage(r.Proposal)
		}
		x.Letters = append(x.Letters, one)
	}
	return err
}

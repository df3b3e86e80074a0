package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/sums"
)

// FindingKind is what sort of damage a finding is.
type FindingKind string

// What can be found.
const (
	FoundRow       FindingKind = "row"       // a row is not what was written
	FoundSum       FindingKind = "checksum"  // the checksums themselves are damaged
	FoundPages     FindingKind = "structure" // the database is damaged inside
	FoundRevision  FindingKind = "revision"  // a revision is not what was hashed
	FoundText      FindingKind = "text"      // a poem is not its last revision
	FoundChain     FindingKind = "chain"     // the history was altered
	FoundAudit     FindingKind = "audit"     // the log of acts was altered
	FoundMedia     FindingKind = "media"     // a file is missing or changed
	FoundPrivate   FindingKind = "private"   // what is sealed does not open
	FoundReference FindingKind = "reference" // a row refers to none
)

// Finding is one thing that is wrong with an archive.
type Finding struct {
	Kind    FindingKind    `json:"kind"`
	Table   string         `json:"table,omitempty"`
	Key     string         `json:"key,omitempty"`
	Poem    corpus.PoemID  `json:"poem,omitempty"`
	Title   string         `json:"title,omitempty"`
	File    string         `json:"file,omitempty"`
	Message corpus.Message `json:"-"`
}

// Verification is what a look through an archive found.
type Verification struct {
	Full      bool      `json:"full"`
	Rows      int       `json:"rows"` // compared with their checksums
	Poems     int       `json:"poems"`
	Revisions int       `json:"revisions"`
	Media     int       `json:"media"`
	Acts      int64     `json:"acts"`
	AuditHead string    `json:"audit_head"`
	ChainHead string    `json:"chain_head"`
	Findings  []Finding `json:"findings"`
	More      int       `json:"more,omitempty"` // findings that are not listed
}

// Sound reports whether nothing is wrong.
func (v *Verification) Sound() bool { return len(v.Findings) == 0 }

// mostFindings bounds what is listed: of a torn file every row is one.
const mostFindings = 500

func (v *Verification) add(f Finding) {
	if len(v.Findings) >= mostFindings {
		v.More++
		return
	}
	v.Findings = append(v.Findings, f)
}

// Verify looks through the archive. It always looks at the structure of the
// database, the log of acts, the chain of revisions, and that every file is
// there; in full it also compares every row with its checksum, every revision
// and file with its hash and every poem with its last revision, and opens what
// is sealed. progress is called now and then with how many rows were looked at.
// What is damaged is a finding; an error means that it could not look.
func (s *Store) Verify(ctx context.Context, full bool, progress func(rows int)) (*Verification, error) {
	v := &Verification{Full: full, Findings: []Finding{}}
	look := &verifier{Verification: v, s: s, progress: progress}
	steps := []func(context.Context) error{look.pages, look.audit, look.history, look.media, look.references}
	if full {
		steps = append([]func(context.Context) error{look.rows, look.private}, steps...)
	}
	for _, step := range steps {
		err := step(ctx)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			v.add(Finding{Kind: FoundPages, Message: corpus.NewMessage("verify.unreadable", err.Error())})
		}
	}
	look.nameTitles(ctx)
	return v, nil
}

// CheckPages looks at the structure of the database alone, which is quick: some
// seconds for a gigabyte.
func (s *Store) CheckPages(ctx context.Context) (findings []Finding, err error) {
	v := &Verification{}
	if err := (&verifier{Verification: v, s: s}).pages(ctx); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		v.add(Finding{Kind: FoundPages, Message: corpus.NewMessage("verify.unreadable", err.Error())})
	}
	return v.Findings, nil
}

type verifier struct {
	*Verification
	s        *Store
	progress func(int)
	seen     int
}

func (v *verifier) advance(n int) {
	v.seen += n
	if v.progress != nil {
		v.progress(v.seen)
	}
}

func (v *verifier) pages(ctx context.Context) error {
	found, err := v.s.db.CheckPages(ctx, v.Full)
	for _, line := range found {
		v.add(Finding{Kind: FoundPages, Message: corpus.NewMessage("verify.structure", line)})
	}
	return err
}

func (v *verifier) audit(ctx context.Context) (err error) {
	v.Acts, v.AuditHead, err = v.s.VerifyAudit(ctx)
	var known *corpus.Error
	if errors.As(err, &known) && known.Code == corpus.Conflict {
		v.add(Finding{Kind: FoundAudit, Message: known.Message})
		return nil
	}
	return err
}

// rows compares every row with its checksum.
func (v *verifier) rows(ctx context.Context) error {
	const blocks = 32
	for at := (sums.Position{}); ; {
		next, rows, ended, err := v.s.sums.Step(ctx, at, blocks, func(f sums.Fault) { v.add(v.s.findingOf(ctx, f)) })
		if err != nil {
			return err
		}
		v.Rows += rows
		v.advance(rows)
		if ended {
			return nil
		}
		at = next
	}
}

// Scrub compares some rows after a position, 64 to a block, with their
// checksums, and returns the position after them and how many rows it compared.
// ended reports that the round over all tables is over.
func (s *Store) Scrub(ctx context.Context, from sums.Position, blocks int, found func(Finding)) (next sums.Position, rows int, ended bool, err error) {
	return s.sums.Step(ctx, from, blocks, func(f sums.Fault) {
		v := verifier{Verification: &Verification{Findings: []Finding{s.findingOf(ctx, f)}}, s: s}
		v.nameTitles(ctx)
		found(v.Findings[0])
	})
}

// findingOf says of which poem a row is.
func (s *Store) findingOf(ctx context.Context, f sums.Fault) Finding {
	found := Finding{Kind: FoundRow, Table: f.Table, Key: f.Key}
	switch f.Kind {
	case sums.Changed:
		found.Message = corpus.NewMessage("verify.row_changed", f.Table, f.Key)
	case sums.Missing:
		found.Message = corpus.NewMessage("verify.row_missing", f.Table, f.Key)
	case sums.Extra:
		found.Message = corpus.NewMessage("verify.row_extra", f.Table, f.Key)
	case sums.Unproven:
		found.Kind, found.Message = FoundSum, corpus.NewMessage("verify.sum_damaged", f.Table)
	case sums.Unreadable:
		found.Kind, found.Message = FoundPages, corpus.NewMessage("verify.table_unreadable", f.Table, f.Err.Error())
	}
	id, err := strconv.ParseInt(f.Key, 10, 64)
	if err != nil {
		return found
	}
	switch f.Table {
	case "poems", "revisions", "poem_tags", "collection_poems":
		found.Poem = corpus.PoemID(id)
	case "media", "submissions", "stones":
		// Best effort: the row may be what is damaged.
		_ = s.read.NewRaw("SELECT poem_id FROM ? WHERE id = ?", bun.Ident(f.Table), id).Scan(ctx, &found.Poem)
	}
	return found
}

// nameTitles gives findings the titles of their poems, as far as they can be
// read.
func (v *verifier) nameTitles(ctx context.Context) {
	titles := map[corpus.PoemID]string{}
	for i, f := range v.Findings {
		if f.Poem == 0 {
			continue
		}
		title, ok := titles[f.Poem]
		if !ok {
			_ = v.s.read.NewRaw("SELECT title FROM poems WHERE id = ?", f.Poem).Scan(ctx, &title) // "" then
			if title == "" {
				if r, err := poems.LastRecord(ctx, v.s.read, f.Poem); err == nil {
					title = r.Title
				}
			}
			titles[f.Poem] = title
		}
		v.Findings[i].Title = title
	}
}

// references looks for numbers that lead nowhere and that no constraint of the
// database covers.
func (v *verifier) references(ctx context.Context) error {
	if !v.Full {
		return nil
	}
	for _, r := range []struct{ table, query string }{
		{"poems", "SELECT id FROM poems WHERE place_id <> 0 AND place_id NOT IN (SELECT id FROM places) LIMIT 20"},
		{"places", "SELECT id FROM places WHERE parent_id <> 0 AND parent_id NOT IN (SELECT id FROM places) LIMIT 20"},
		{"stones", "SELECT id FROM stones WHERE poem_id <> 0 AND poem_id NOT IN (SELECT id FROM poems) LIMIT 20"},
		{"media", "SELECT id FROM media WHERE submission_id <> 0 AND submission_id NOT IN (SELECT id FROM submissions) LIMIT 20"},
		{"poems", "SELECT id FROM poems p WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.poem_id = p.id AND r.number = p.revision) LIMIT 20"},
		{"poems", "SELECT id FROM poems WHERE id > (SELECT value FROM counters WHERE name = 'poems') LIMIT 20"},
		{"changes", "SELECT seq FROM changes WHERE seq > (SELECT value FROM counters WHERE name = 'changes') LIMIT 20"},
	} {
		var ids []int64
		if err := v.s.read.NewRaw(r.query).Scan(ctx, &ids); err != nil {
			return fmt.Errorf("look for references of %s: %w", r.table, err)
		}
		for _, id := range ids {
			f := Finding{Kind: FoundReference, Table: r.table, Key: strconv.FormatInt(id, 10), Message: corpus.NewMessage("verify.reference", r.table, int(id))}
			if r.table == "poems" {
				f.Poem = corpus.PoemID(id)
			}
			v.add(f)
		}
	}
	return nil
}

// private opens what is sealed with the key of the archive.
func (v *verifier) private(ctx context.Context) error {
	for _, p := range []struct{ table, query string }{
		{"submission_private", "SELECT submission_id AS id, contact AS sealed FROM submission_private"},
		{"accounts", "SELECT id, totp AS sealed FROM accounts"},
	} {
		var rows []struct {
			ID     int64
			Sealed string
		}
		if err := v.s.read.NewRaw(p.query).Scan(ctx, &rows); err != nil {
			return fmt.Errorf("read %s: %w", p.table, err)
		}
		for _, row := range rows {
			if row.Sealed == "" {
				continue
			}
			if _, err := v.s.secrets.Open(row.Sealed); err != nil {
				v.add(Finding{Kind: FoundPrivate, Table: p.table, Key: strconv.FormatInt(row.ID, 10), Message: corpus.NewMessage("verify.sealed", p.table, int(row.ID))})
			}
		}
	}
	return nil
}

// Advice is what a person can do about a finding.
func (f Finding) Advice() corpus.Message {
	switch f.Kind {
	case FoundMedia:
		return corpus.NewMessage("verify.advice_media")
	case FoundPages, FoundSum:
		return corpus.NewMessage("verify.advice_pages")
	case FoundPrivate:
		return corpus.NewMessage("verify.advice_private")
	case FoundText, FoundRevision:
		return corpus.NewMessage("verify.advice_text", int(f.Poem))
	}
	return corpus.NewMessage("verify.advice_restore")
}

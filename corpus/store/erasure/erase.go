package erasure

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/audit"
	"shiyun/corpus/store/authority"
	"shiyun/corpus/store/changes"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// Options say how a person is erased.
type Options struct {
	By        corpus.Actor
	KeepPoems bool // their poems stay, as those of nobody
	DryRun    bool // nothing is written, and what would be is counted
}

// errDryRun rolls back what a dry run did.
var errDryRun = errors.New("dry run")

// ErasePerson takes away what the archive has of a person, in one transaction:
// the author, every name, account, contact and submission, recordings and pictures, and
// the poems with all their revisions, or only their names on the poems. The
// numbers of poems stay and are never given again. It returns what was done,
// and the person as they were. The files, and what the database keeps of
// erased rows on the disk, are for the caller: see Purge.
func (e *Erasure) ErasePerson(ctx context.Context, who string, opts Options) (p corpus.Person, done corpus.Erased, err error) {
	err = e.db.Write(ctx, "erase person", func(tx bun.Tx) error {
		if p, err = e.find(ctx, tx, who); err != nil {
			return err
		}
		r := run{tx: tx, person: p, opts: opts, now: db.Micros(time.Now()), words: newWords(p)}
		if err := r.erase(ctx); err != nil {
			return err
		}
		done = r.done
		if opts.DryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return p, done, err
}

// run is one erasure under way.
type run struct {
	tx     bun.Tx
	person corpus.Person
	opts   Options
	now    int64 // microseconds
	words  words // what must be left nowhere
	nobody int64 // the author of what nobody signed
	done   corpus.Erased
}

func (r *run) erase(ctx context.Context) error {
	steps := []func(context.Context) error{r.readTexts, r.findNobody, r.eraseRevisions, r.erasePoems, r.eraseSubmissions, r.eraseMedia, r.eraseStones,
		r.eraseAuthor, r.eraseAccounts, r.scrub, r.record}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// exec runs a statement and returns how many rows it met.
func (r *run) exec(ctx context.Context, statement string, args ...any) (int, error) {
	done, err := r.tx.NewRaw(statement, args...).Exec(ctx)
	if err != nil {
		return 0, fmt.Errorf("erase: %w", err)
	}
	n, err := done.RowsAffected()
	return int(n), err
}

// execAll runs statements that need no count.
func (r *run) execAll(ctx context.Context, statements []string, args ...any) error {
	for _, statement := range statements {
		if _, err := r.exec(ctx, statement, args...); err != nil {
			return err
		}
	}
	return nil
}

// readTexts remembers the lines of the poems that go, which may lie in rows of
// batches and among searches too.
func (r *run) readTexts(ctx context.Context) error {
	if r.opts.KeepPoems {
		return nil
	}
	var texts []string
	err := r.tx.NewRaw("SELECT content FROM revisions WHERE poem_id IN (?)", bun.List(r.person.Poems)).Scan(ctx, &texts)
	for _, text := range texts {
		err = errors.Join(err, r.words.addPoem([]byte(text)))
	}
	return err
}

// findNobody returns the author of poems that nobody signed, making them where
// there are none yet.
func (r *run) findNobody(ctx context.Context) error {
	name := corpus.Anonymous
	names, err := authority.Resolve(ctx, r.tx, corpus.Draft{Author: &name})
	if err != nil {
		return err
	}
	signed := merge.NewEntry(merge.Apply(corpus.Poem{}, corpus.Draft{Author: &name}, names))
	if err := names.Create(ctx, r.tx, []*merge.Entry{signed}); err != nil {
		return err
	}
	r.nobody = int64(signed.Poem.Author.ID)
	return nil
}

// erasePoems empties the poems' rows, or puts them under nobody's name.
func (r *run) erasePoems(ctx context.Context) (err error) {
	ids := r.person.Poems
	if r.opts.KeepPoems {
		var rows []*poems.Row
		if err := r.tx.NewSelect().Model(&rows).Where("id IN (?)", bun.List(ids)).Scan(ctx); err != nil {
			return fmt.Errorf("read poems: %w", err)
		}
		for _, row := range rows {
			_, err := r.exec(ctx, "UPDATE poems SET author_id = ?, title = ?, preface = ?, body = ?, note = ?, source = ?, ref = NULL WHERE id = ?",
				r.nobody, r.words.without(row.Title), r.words.without(row.Preface), r.words.without(row.Body), r.words.without(row.Note), r.words.without(row.Source), row.ID)
			if err != nil {
				return err
			}
		}
		r.done.Poems = len(rows)
		return changes.Add(ctx, r.tx, corpus.KindPoem, numbers(ids))
	}
	if err := r.execAll(ctx, []string{"DELETE FROM poem_tags WHERE poem_id IN (?)", "DELETE FROM collection_poems WHERE poem_id IN (?)"}, bun.List(ids)); err != nil {
		return err
	}
	r.done.Poems, err = r.exec(ctx, "UPDATE poems SET ref = NULL, title = '', preface = '', body = '', note = '', tune = '', author_id = ?, place_id = 0, date_text = '', "+
		"date_year = 0, date_month = 0, date_day = 0, date_precision = '', tags = '', source = '', corrected = '', status = ?, text_key = 0 WHERE id IN (?)",
		r.nobody, corpus.StatusRemoved, bun.List(ids))
	if err != nil {
		return err
	}
	return changes.Add(ctx, r.tx, corpus.KindPoem, numbers(ids))
}

// eraseRevisions rewrites every former state: without a text, or without the
// names.
func (r *run) eraseRevisions(ctx context.Context) error {
	var rows []poems.RevisionRow
	if err := r.tx.NewSelect().Model(&rows).Where("poem_id IN (?)", bun.List(r.person.Poems)).Scan(ctx); err != nil {
		return fmt.Errorf("read revisions: %w", err)
	}
	for _, row := range rows {
		content, err := r.words.rewritten(row, r.opts.KeepPoems)
		if err != nil {
			return fmt.Errorf("revision %d of poem %d: %w", row.Number, row.PoemID, err)
		}
		hidden := row.Hidden || !r.opts.KeepPoems
		if _, err := r.exec(ctx, "UPDATE revisions SET content = ?, reason = '', message = '', hidden = ?"+r.erasedIn("revisions")+" WHERE poem_id = ? AND number = ?",
			content, hidden, row.PoemID, row.Number); err != nil {
			return err
		}
	}
	r.done.Revisions = len(rows)
	return nil
}

// eraseSubmissions takes what was sent in, and with it every receipt.
func (r *run) eraseSubmissions(ctx context.Context) (err error) {
	r.done.Contacts, err = r.exec(ctx, "DELETE FROM submission_private WHERE submission_id IN (?)", bun.List(r.person.Submissions))
	if err == nil {
		r.done.Submissions, err = r.exec(ctx, "DELETE FROM submissions WHERE id IN (?)", bun.List(r.person.Submissions))
	}
	return err
}

// eraseMedia leaves the bare row: that there was something, and when. The file
// is removed by the caller.
func (r *run) eraseMedia(ctx context.Context) (err error) {
	r.done.Media, err = r.exec(ctx, "UPDATE media SET alt = '', maker = '', consent = '', submission_id = 0, gone_at = CASE gone_at WHEN 0 THEN ? ELSE gone_at END WHERE id IN (?)", r.now, bun.List(r.person.MediaIDs))
	return err
}

// eraseStones takes the words off the pages of stones that bear a poem which
// goes. The stone is out there still, so its address stays.
func (r *run) eraseStones(ctx context.Context) (err error) {
	if r.opts.KeepPoems {
		return nil
	}
	r.done.Stones, err = r.exec(ctx, "UPDATE stones SET text = '', note = '', poem_id = 0, revision = 0 WHERE poem_id IN (?)", bun.List(r.person.Poems))
	return err
}

// eraseAuthor takes away the author, those merged into them, and what led to
// any of them.
func (r *run) eraseAuthor(ctx context.Context) error {
	contacts, err := r.exec(ctx, "DELETE FROM author_private WHERE author_id = ?", r.person.Author)
	if err != nil {
		return err
	}
	r.done.Contacts += contacts
	err = r.execAll(ctx, []string{"UPDATE merges SET was = '{}' WHERE kind = 'author' AND into_id = ?", "DELETE FROM redirects WHERE kind = 'author' AND to_id = ?",
		"DELETE FROM author_names WHERE author_id = ?", "DELETE FROM authors WHERE id = ?"}, r.person.Author)
	if err != nil {
		return err
	}
	return changes.Add(ctx, r.tx, corpus.KindAuthor, []int64{int64(r.person.Author)})
}

// record names the person by number alone: the log is for good.
func (r *run) record(ctx context.Context) error {
	d := r.done
	return audit.Record(ctx, r.tx, corpus.Act{By: r.opts.By, Verb: corpus.ActErase, Object: fmt.Sprintf("author/%d", r.person.Author),
		Detail: fmt.Sprintf("poems %d revisions %d submissions %d media %d", d.Poems, d.Revisions, d.Submissions, d.Media)})
}

func numbers(ids []corpus.PoemID) []int64 {
	return slices.Collect(func(yield func(int64) bool) {
		for _, id := range ids {
			if !yield(int64(id)) {
				return
			}
		}
	})
}

package erasure

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/store/db"
	"shiyun/corpus/store/poems"
)

// Person returns what the archive has of the author with a name, another name
// or a number. It returns NotFound where there is none, Conflict where several
// go by the name, and Invalid for the author of what nobody signed.
func (e *Erasure) Person(ctx context.Context, who string) (corpus.Person, error) {
	return e.find(ctx, e.db.Reader(), who)
}

func (e *Erasure) find(ctx context.Context, conn bun.IDB, who string) (p corpus.Person, err error) {
	if p.Author, err = authorOf(ctx, conn, strings.TrimSpace(who)); err != nil {
		return p, err
	}
	steps := []func(context.Context, bun.IDB, *corpus.Person) error{findNames, findPoems, findSubmissions, e.findContacts, findMedia, findAccounts, findOthers}
	for _, step := range steps {
		if err := step(ctx, conn, &p); err != nil {
			return p, fmt.Errorf("find person: %w", err)
		}
	}
	return p, nil
}

// namesake is an author who goes by a name.
type namesake struct {
	ID   int64
	Name string
}

func authorOf(ctx context.Context, conn bun.IDB, who string) (corpus.AuthorID, error) {
	var found []namesake
	err := conn.NewRaw("SELECT a.id, a.name FROM authors a WHERE CAST(a.id AS TEXT) = ? OR a.name = ? "+
		"OR EXISTS (SELECT 1 FROM author_names n WHERE n.author_id = a.id AND n.name = ?) ORDER BY a.id", who, who, who).Scan(ctx, &found)
	if err != nil {
		return 0, fmt.Errorf("look up person: %w", err)
	}
	if i := slices.IndexFunc(found, func(a namesake) bool { return a.Name == who }); i >= 0 {
		found = found[i : i+1]
	}
	switch {
	case len(found) == 0:
		return 0, corpus.NewError(corpus.NotFound, "archive.no_person", who)
	case len(found) > 1:
		return 0, corpus.NewError(corpus.Conflict, "archive.several_people", who, int(found[0].ID), int(found[1].ID))
	case found[0].Name == corpus.Anonymous:
		return 0, corpus.NewError(corpus.Invalid, "archive.person_is_nobody")
	}
	return corpus.AuthorID(found[0].ID), nil
}

// mergedAuthor is what a merge kept of the author that is no more.
type mergedAuthor struct {
	Name    string   `json:"name"`
	Names   []string `json:"names"`
	Private []struct {
		RealName string `json:"real_name"`
		Contact  string `json:"contact"`
	} `json:"private"`
}

// mergedInto are the authors made part of this one.
func mergedInto(ctx context.Context, conn bun.IDB, author corpus.AuthorID) (all []mergedAuthor, err error) {
	var kept []string
	err = conn.NewRaw("SELECT was FROM merges WHERE kind = ? AND into_id = ? AND was <> '{}' ORDER BY batch_id", corpus.KindAuthor, author).Scan(ctx, &kept)
	for _, text := range kept {
		var one mergedAuthor
		err = errors.Join(err, json.Unmarshal([]byte(text), &one))
		all = append(all, one)
	}
	return all, err
}

func findNames(ctx context.Context, conn bun.IDB, p *corpus.Person) error {
	err := conn.NewRaw("SELECT name FROM authors WHERE id = ?", p.Author).Scan(ctx, &p.Names)
	var more, private []string
	if err == nil {
		err = conn.NewRaw("SELECT name FROM author_names WHERE author_id = ? ORDER BY name", p.Author).Scan(ctx, &more)
	}
	if err == nil {
		err = conn.NewRaw("SELECT real_name FROM author_private WHERE author_id = ?", p.Author).Scan(ctx, &private)
	}
	merged, mergedErr := mergedInto(ctx, conn, p.Author)
	for _, one := range merged {
		more = append(append(more, one.Name), one.Names...)
		for _, row := range one.Private {
			private = append(private, row.RealName)
		}
	}
	for _, names := range private {
		more = append(more, strings.Split(names, "\n")...)
	}
	for _, name := range more {
		if name != "" && name != corpus.Anonymous && !slices.Contains(p.Names, name) {
			p.Names = append(p.Names, name)
		}
	}
	return errors.Join(err, mergedErr)
}

func findPoems(ctx context.Context, conn bun.IDB, p *corpus.Person) error {
	return conn.NewRaw("SELECT id FROM poems WHERE author_id = ? ORDER BY id", p.Author).Scan(ctx, &p.Poems)
}

func findSubmissions(ctx context.Context, conn bun.IDB, p *corpus.Person) error {
	return conn.NewRaw("SELECT id FROM submissions WHERE poem_id IN (?) OR kind = ? AND id IN (SELECT submission_id FROM media WHERE maker IN (?)) ORDER BY id",
		bun.List(p.Poems), corpus.SubmittedRecitation, bun.List(p.Names)).Scan(ctx, &p.Submissions)
}

// findContacts opens what the person left to be reached by.
func (e *Erasure) findContacts(ctx context.Context, conn bun.IDB, p *corpus.Person) error {
	var sealed, private []string
	err := conn.NewRaw("SELECT v.contact FROM submission_private v WHERE v.submission_id IN (?) ORDER BY v.submission_id", bun.List(p.Submissions)).Scan(ctx, &sealed)
	if err == nil {
		err = conn.NewRaw("SELECT contact FROM author_private WHERE author_id = ?", p.Author).Scan(ctx, &private)
	}
	if err != nil {
		return err
	}
	for _, lines := range private {
		sealed = append(sealed, strings.Split(lines, "\n")...)
	}
	for _, one := range sealed {
		if one == "" {
			continue
		}
		contact, err := e.secrets.Open(one)
		if err != nil {
			return fmt.Errorf("open contact: %w", err)
		}
		if !slices.Contains(p.Contacts, contact) {
			p.Contacts = append(p.Contacts, contact)
		}
	}
	return nil
}

func findMedia(ctx context.Context, conn bun.IDB, p *corpus.Person) error {
	var rows []poems.MediaRow
	err := conn.NewSelect().Model(&rows).Where("poem_id IN (?) OR maker IN (?)", bun.List(p.Poems), bun.List(p.Names)).Order("id").Scan(ctx)
	for _, r := range rows {
		p.Media = append(p.Media, r.Media())
		p.MediaIDs = append(p.MediaIDs, corpus.MediaID(r.ID))
	}
	return db.IgnoreNoRows(err)
}

// findOthers looks through the poems of other authors for the names.
func findOthers(ctx context.Context, conn bun.IDB, p *corpus.Person) error {
	for _, name := range p.Names {
		like := db.LikeWithin(name)
		var ids []corpus.PoemID
		err := conn.NewRaw("SELECT id FROM poems WHERE author_id <> ? AND (title LIKE ? ESCAPE '!' OR preface LIKE ? ESCAPE '!' OR body LIKE ? ESCAPE '!' OR note LIKE ? ESCAPE '!') ORDER BY id",
			p.Author, like, like, like, like).Scan(ctx, &ids)
		if err != nil {
			return err
		}
		p.Others = append(p.Others, ids...)
	}
	slices.Sort(p.Others)
	p.Others = slices.Compact(p.Others)
	return nil
}

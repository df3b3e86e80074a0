package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// untitled stands where a row gives no title.
const untitled = "无题"

// names turns the names in drafts into what the archive knows under them. A
// name it does not know gets an entry with id 0; flush gives it a number.
type names struct {
	authors     map[string]*corpus.AuthorRef // by any of their names
	places      map[string]*corpus.PlaceRef  // by path, and by the path as given
	collections map[string]*corpus.CollectionRef
	aliases     map[*corpus.AuthorRef]map[string]bool // to be added at the next flush
}

func newNames() *names {
	n := &names{}
	n.forget()
	return n
}

func (n *names) forget() {
	n.authors = map[string]*corpus.AuthorRef{}
	n.places = map[string]*corpus.PlaceRef{}
	n.collections = map[string]*corpus.CollectionRef{}
	n.aliases = map[*corpus.AuthorRef]map[string]bool{}
}

// resolve looks up, in one query a kind, every name it has not met before.
func (n *names) resolve(ctx context.Context, db bun.IDB, drafts []corpus.Draft) error {
	authors, aliases, places, collections := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, d := range drafts {
		for _, alias := range d.Aliases {
			aliases[alias] = n.authors[alias] == nil
		}
		if name := authorName(d); n.authors[name] == nil {
			authors[name] = true
		}
		if d.Place != nil && n.places[placePath(*d.Place)] == nil {
			places[placePath(*d.Place)] = true
		}
		if d.Collections != nil {
			for _, name := range *d.Collections {
				if n.collections[name] == nil {
					collections[name] = true
				}
			}
		}
	}
	delete(places, "")
	if err := n.resolveAuthors(ctx, db, authors, aliases); err != nil {
		return fmt.Errorf("look up authors: %w", err)
	}
	if err := n.resolvePlaces(ctx, db, places); err != nil {
		return fmt.Errorf("look up places: %w", err)
	}
	if err := n.resolveCollections(ctx, db, collections); err != nil {
		return fmt.Errorf("look up collections: %w", err)
	}
	for _, d := range drafts {
		n.noteAliases(n.authors[authorName(d)], d.Aliases)
	}
	return nil
}

// noteAliases files other names of an author, save those another author
// already goes by.
func (n *names) noteAliases(author *corpus.AuthorRef, aliases []string) {
	for _, alias := range aliases {
		if n.authors[alias] != nil {
			continue
		}
		n.authors[alias] = author
		if n.aliases[author] == nil {
			n.aliases[author] = map[string]bool{}
		}
		n.aliases[author][alias] = true
	}
}

// resolveAuthors finds authors by any name. An alias nobody goes by stays
// unknown; a name nobody goes by becomes an author.
func (n *names) resolveAuthors(ctx context.Context, db bun.IDB, want, aliases map[string]bool) error {
	if len(want)+len(aliases) == 0 {
		return nil
	}
	either := append(keys(want), keys(aliases)...)
	var rows []authorRow
	if err := db.NewSelect().Model(&rows).Column("id", "name").Where("name IN (?)", bun.List(either)).Scan(ctx); err != nil {
		return err
	}
	var others []struct {
		Alias, Name string
		ID          int64
	}
	err := db.NewRaw("SELECT n.name AS alias, a.id, a.name FROM author_names n JOIN authors a ON a.id = n.author_id WHERE n.name IN (?) ORDER BY a.id",
		bun.List(either)).Scan(ctx, &others)
	if err != nil {
		return err
	}
	for _, r := range rows {
		n.authors[r.Name] = &corpus.AuthorRef{ID: corpus.AuthorID(r.ID), Name: r.Name}
	}
	for _, o := range others {
		if n.authors[o.Alias] == nil {
			n.authors[o.Alias] = n.author(o.Name, corpus.AuthorID(o.ID))
		}
	}
	for name := range want {
		if n.authors[name] == nil {
			n.authors[name] = &corpus.AuthorRef{Name: name}
		}
	}
	return nil
}

// author is the one entry of the author called name.
func (n *names) author(name string, id corpus.AuthorID) *corpus.AuthorRef {
	if n.authors[name] == nil {
		n.authors[name] = &corpus.AuthorRef{ID: id, Name: name}
	}
	return n.authors[name]
}

// resolvePlaces also takes a bare name for the one place that has it, so that
// "听荷亭" finds "东亭社区/听荷亭", and what a place was called before it was
// renamed, unless another is called so now.
func (n *names) resolvePlaces(ctx context.Context, db bun.IDB, want map[string]bool) error {
	if len(want) == 0 {
		return nil
	}
	var rows []placeRow
	err := db.NewSelect().Model(&rows).Where("path IN (?) OR name IN (?)", bun.List(keys(want)), bun.List(keys(want))).Order("id").Scan(ctx)
	if err != nil {
		return err
	}
	named := map[string][]*corpus.PlaceRef{}
	for _, r := range rows {
		if n.places[r.Path] == nil {
			n.places[r.Path] = &corpus.PlaceRef{ID: corpus.PlaceID(r.ID), Path: r.Path}
		}
		named[r.Name] = append(named[r.Name], n.places[r.Path])
	}
	if err := n.resolveFormerPlaces(ctx, db, want, named); err != nil {
		return err
	}
	for path := range want {
		if n.places[path] == nil && len(named[path]) == 1 {
			n.places[path] = named[path][0]
		}
		if n.places[path] == nil {
			n.places[path] = &corpus.PlaceRef{Path: path}
		}
	}
	return nil
}

// resolveFormerPlaces adds what places were called before to what was found.
func (n *names) resolveFormerPlaces(ctx context.Context, db bun.IDB, want map[string]bool, named map[string][]*corpus.PlaceRef) error {
	var rows []struct {
		Former, Name, Path string
		ID                 int64
	}
	err := db.NewRaw("SELECT f.path AS former, f.name, pl.id, pl.path FROM place_paths f JOIN places pl ON pl.id = f.place_id "+
		"WHERE f.path IN (?) OR f.name IN (?) ORDER BY f.path", bun.List(keys(want)), bun.List(keys(want))).Scan(ctx, &rows)
	if err != nil {
		return err
	}
	former := map[string][]*corpus.PlaceRef{}
	for _, r := range rows {
		if n.places[r.Path] == nil {
			n.places[r.Path] = &corpus.PlaceRef{ID: corpus.PlaceID(r.ID), Path: r.Path}
		}
		place := n.places[r.Path]
		if n.places[r.Former] == nil {
			n.places[r.Former] = place
		}
		if !slices.Contains(former[r.Name], place) {
			former[r.Name] = append(former[r.Name], place)
		}
	}
	for name, places := range former {
		if len(named[name]) == 0 {
			named[name] = places
		}
	}
	return nil
}

func (n *names) resolveCollections(ctx context.Context, db bun.IDB, want map[string]bool) error {
	if len(want) == 0 {
		return nil
	}
	var rows []collectionRow
	if err := db.NewSelect().Model(&rows).Where("name IN (?)", bun.List(keys(want))).Scan(ctx); err != nil {
		return err
	}
	for _, r := range rows {
		n.collections[r.Name] = &corpus.CollectionRef{ID: corpus.CollectionID(r.ID), Name: r.Name}
	}
	for name := range want {
		if n.collections[name] == nil {
			n.collections[name] = &corpus.CollectionRef{Name: name}
		}
	}
	return nil
}

// apply lays a draft over a poem: what the draft does not speak of stays.
func (n *names) apply(p corpus.Poem, d corpus.Draft) corpus.Poem {
	set(&p.Title, d.Title)
	set(&p.Preface, d.Preface)
	set(&p.Body, d.Body)
	set(&p.Note, d.Note)
	set(&p.Form, d.Form)
	set(&p.Tune, d.Tune)
	set(&p.Date, d.Date)
	set(&p.Source, d.Source)
	if p.Title == "" {
		p.Title = untitled
	}
	if p.Form == "" {
		p.Form = corpus.FormOther
	}
	if d.Author != nil || p.Author.Name == "" {
		p.Author = *n.authors[authorName(d)]
	}
	if d.Place != nil {
		p.Place = corpus.PlaceRef{}
		if path := placePath(*d.Place); path != "" {
			p.Place = *n.places[path]
		}
	}
	if d.Tags != nil {
		p.Tags = slices.Compact(slices.Sorted(slices.Values(*d.Tags)))
	}
	if d.Collections != nil {
		p.Collections = nil
		for _, name := range slices.Compact(slices.Sorted(slices.Values(*d.Collections))) {
			p.Collections = append(p.Collections, *n.collections[name])
		}
	}
	return p
}

func set[T any](field *T, value *T) {
	if value != nil {
		*field = *value
	}
}

func authorName(d corpus.Draft) string {
	if d.Author == nil || *d.Author == "" {
		return corpus.Anonymous
	}
	return *d.Author
}

func placePath(given string) string { return strings.Join(corpus.SplitPlacePath(given), "/") }

func keys(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for k := range set {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

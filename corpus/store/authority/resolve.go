package authority

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/uptrace/bun"

	"shiyun/corpus"
	"shiyun/corpus/merge"
)

// Resolver turns the names in drafts into what the archive knows under
// them. A name it does not know gets an entry with the number 0; Create makes
// what it stands for. It remembers what it has met, so that it is asked anew
// only after Forget.
type Resolver struct {
	authors     map[string]*corpus.AuthorRef // by any of their names
	places      map[string]*corpus.PlaceRef  // by path, and by the path as given
	collections map[string]*corpus.CollectionRef
	aliases     map[*corpus.AuthorRef]map[string]bool // for create to add
}

// NewResolver returns a resolver that has met no name yet. It is used by one
// goroutine.
func NewResolver() *Resolver {
	n := &Resolver{}
	n.Forget()
	return n
}

// Resolve resolves the names in drafts by themselves.
func Resolve(ctx context.Context, conn bun.IDB, drafts ...corpus.Draft) (*Resolver, error) {
	names := NewResolver()
	return names, names.Resolve(ctx, conn, drafts)
}

// Author is the author with a name, of the names resolved.
func (n *Resolver) Author(name string) corpus.AuthorRef { return entryOf(n.authors, name) }

// Place is the place with a path.
func (n *Resolver) Place(path string) corpus.PlaceRef { return entryOf(n.places, path) }

// Collection is the collection with a name.
func (n *Resolver) Collection(name string) corpus.CollectionRef {
	return entryOf(n.collections, name)
}

func entryOf[T any](entries map[string]*T, name string) (entry T) {
	if e := entries[name]; e != nil {
		entry = *e
	}
	return entry
}

// Forget drops what the resolver has met: after a transaction that failed, the
// ids it was given are given again.
func (n *Resolver) Forget() {
	n.authors = map[string]*corpus.AuthorRef{}
	n.places = map[string]*corpus.PlaceRef{}
	n.collections = map[string]*corpus.CollectionRef{}
	n.aliases = map[*corpus.AuthorRef]map[string]bool{}
}

// Resolve looks up, in one query a kind, every name it has not met before.
func (n *Resolver) Resolve(ctx context.Context, conn bun.IDB, drafts []corpus.Draft) error {
	authors, aliases, places, collections := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, d := range drafts {
		for _, alias := range d.Aliases {
			aliases[alias] = n.authors[alias] == nil
		}
		if name := merge.AuthorName(d); n.authors[name] == nil {
			authors[name] = true
		}
		if d.Place != nil && n.places[merge.PlacePath(*d.Place)] == nil {
			places[merge.PlacePath(*d.Place)] = true
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
	if err := n.resolveAuthors(ctx, conn, authors, aliases); err != nil {
		return fmt.Errorf("look up authors: %w", err)
	}
	if err := n.resolvePlaces(ctx, conn, places); err != nil {
		return fmt.Errorf("look up places: %w", err)
	}
	if err := n.resolveCollections(ctx, conn, collections); err != nil {
		return fmt.Errorf("look up collections: %w", err)
	}
	for _, d := range drafts {
		n.noteAliases(n.authors[merge.AuthorName(d)], d.Aliases)
	}
	return nil
}

// noteAliases files other names of an author, save those another author
// already goes by.
func (n *Resolver) noteAliases(author *corpus.AuthorRef, aliases []string) {
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

// resolveAuthors finds authors by any name. An alias that no author
// has stays unknown; a name that none has becomes an author.
func (n *Resolver) resolveAuthors(ctx context.Context, conn bun.IDB, want, aliases map[string]bool) error {
	if len(want)+len(aliases) == 0 {
		return nil
	}
	either := append(sortedKeys(want), sortedKeys(aliases)...)
	var rows []AuthorRow
	if err := conn.NewSelect().Model(&rows).Column("id", "name").Where("name IN (?)", bun.List(either)).Scan(ctx); err != nil {
		return err
	}
	var others []struct {
		Alias, Name string
		ID          int64
	}
	err := conn.NewRaw("SELECT n.name AS alias, a.id, a.name FROM author_names n JOIN authors a ON a.id = n.author_id WHERE n.name IN (?) ORDER BY a.id",
		bun.List(either)).Scan(ctx, &others)
	if err != nil {
		return err
	}
	for _, r := range rows {
		n.authors[r.Name] = &corpus.AuthorRef{ID: corpus.AuthorID(r.ID), Name: r.Name}
	}
	for _, o := range others {
		if n.authors[o.Alias] == nil {
			n.authors[o.Alias] = n.authorEntry(o.Name, corpus.AuthorID(o.ID))
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
func (n *Resolver) authorEntry(name string, id corpus.AuthorID) *corpus.AuthorRef {
	if n.authors[name] == nil {
		n.authors[name] = &corpus.AuthorRef{ID: id, Name: name}
	}
	return n.authors[name]
}

// resolvePlaces also takes a bare name for the one place that has it, so that
// "听荷亭" finds "东亭社区/听荷亭", and what a place was called before it was
// renamed, unless another is called so now.
func (n *Resolver) resolvePlaces(ctx context.Context, conn bun.IDB, want map[string]bool) error {
	if len(want) == 0 {
		return nil
	}
	var rows []PlaceRow
	err := conn.NewSelect().Model(&rows).Where("path IN (?) OR name IN (?)", bun.List(sortedKeys(want)), bun.List(sortedKeys(want))).Order("id").Scan(ctx)
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
	if err := n.resolveFormerPlaces(ctx, conn, want, named); err != nil {
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
func (n *Resolver) resolveFormerPlaces(ctx context.Context, conn bun.IDB, want map[string]bool, named map[string][]*corpus.PlaceRef) error {
	var rows []struct {
		Former, Name, Path string
		ID                 int64
	}
	err := conn.NewRaw("SELECT f.path AS former, f.name, pl.id, pl.path FROM place_paths f JOIN places pl ON pl.id = f.place_id "+
		"WHERE f.path IN (?) OR f.name IN (?) ORDER BY f.path", bun.List(sortedKeys(want)), bun.List(sortedKeys(want))).Scan(ctx, &rows)
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

func (n *Resolver) resolveCollections(ctx context.Context, conn bun.IDB, want map[string]bool) error {
	if len(want) == 0 {
		return nil
	}
	var rows []CollectionRow
	if err := conn.NewSelect().Model(&rows).Where("name IN (?)", bun.List(sortedKeys(want))).Scan(ctx); err != nil {
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

// sortedKeys are in order, so that equal calls make equal statements.
func sortedKeys(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

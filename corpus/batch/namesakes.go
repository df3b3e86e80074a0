package batch

import (
	"context"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/merge"
	"shiyun/corpus/store"
)

// namesakes finds authors that a run brings in beside one whose name is nearly
// the same: 劉克莊 where the archive has 刘克庄. They become two authors, which
// a person may merge.
type namesakes struct {
	names map[string]bool   // every name that somebody goes by
	byKey map[string]string // one name each
}

// readNamesakes reads the names of the archive.
func readNamesakes(ctx context.Context, s *store.Store) (*namesakes, error) {
	authors, err := s.AuthorNames(ctx, nil)
	if err != nil {
		return nil, err
	}
	n := &namesakes{map[string]bool{}, map[string]string{}}
	for _, a := range authors {
		n.add(a.Name)
		for _, alias := range a.Aliases {
			n.add(alias)
		}
	}
	return n, nil
}

func (n *namesakes) add(name string) {
	n.names[name] = true
	if key := merge.NameKey(name); key != "" && n.byKey[key] == "" {
		n.byKey[key] = name
	}
}

// warn adds a warning to the first row of an author who is new and has a
// namesake in the archive or in the rows before.
func (n *namesakes) warn(r *intake.Row) {
	if n == nil || r.Record != nil || r.Draft.Author == nil {
		return
	}
	name := *r.Draft.Author
	if n.names[name] {
		return
	}
	if other := n.byKey[merge.NameKey(name)]; other != "" {
		r.Warn(intake.FieldAuthor.Label(), intake.CodeNamesake, corpus.NewMessage("intake.warn.namesake", name, other))
	}
	n.add(name)
	for _, alias := range r.Draft.Aliases {
		n.add(alias)
	}
}

package command

import (
	"context"
	"fmt"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

type synonymsCmd struct {
	List   synonymsListCmd   `cmd:"" help:"List the words that stand for each other."`
	Add    synonymsAddCmd    `cmd:"" help:"Make words stand for each other, at once."`
	Remove synonymsRemoveCmd `cmd:"" help:"Take a group of words out."`
}

type synonymsListCmd struct {
	JSON bool `name:"json" help:"Print a list of objects."`
}

func (c *synonymsListCmd) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(s *store.Store) error {
		groups, err := s.Synonyms(ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(a, append([]corpus.Synonyms{}, groups...))
		}
		for _, g := range groups {
			a.printSynonyms(g)
		}
		return nil
	})
}

type synonymsAddCmd struct {
	jsonFlag

	Words []string `arg:"" help:"Two words or more."`
}

func (c *synonymsAddCmd) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(s *store.Store) error {
		group, err := s.SaveSynonyms(ctx, corpus.ActorCommand, 0, c.Words)
		if err != nil {
			return err
		}
		return c.print(a, group, func() { a.printSynonyms(group) })
	})
}

type synonymsRemoveCmd struct {
	jsonFlag

	ID corpus.SynonymID `arg:"" help:"Number of the group, as listed."`
}

func (c *synonymsRemoveCmd) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(s *store.Store) error {
		if err := s.RemoveSynonyms(ctx, corpus.ActorCommand, c.ID); err != nil {
			return err
		}
		return c.print(a, map[string]corpus.SynonymID{"removed": c.ID}, func() {})
	})
}

func (a *app) printSynonyms(g corpus.Synonyms) {
	fmt.Fprintf(a.Out, "%d  %s\n", g.ID, strings.Join(g.Words, " = "))
}

// withStore runs fn on the archive, which must be there.
func (a *app) withStore(ctx context.Context, fn func(*store.Store) error) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	return fn(s)
}

package command

import (
	"context"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/words"
)

type missesCmd struct {
	JSON    bool `name:"json" help:"Print a list of objects."`
	Settled bool `help:"List those that have been dealt with."`
	Limit   int  `help:"How many at most." default:"50"`
}

// Run lists what people looked for and did not find, most asked first.
func (c *missesCmd) Run(ctx context.Context, a *app) error {
	return a.withStore(ctx, func(s *store.Store) error {
		list, _, err := s.Misses(ctx, words.MissFilter{Settled: c.Settled}, 0, max(c.Limit, 1))
		if err != nil {
			return err
		}
		return c.print(a, list)
	})
}

func (c *missesCmd) print(a *app, list []corpus.Miss) error {
	if c.JSON {
		return printJSON(a, append([]corpus.Miss{}, list...))
	}
	for _, m := range list {
		near := corpus.NewMessage("command.misses.none")
		if m.Hits > 0 {
			near = corpus.NewMessage("command.misses.near", m.Hits)
		}
		printMessage(a.Out, corpus.NewMessage("command.misses.line", m.Times, m.Shown, near, m.LastDay.Format("2006-01-02")))
	}
	return nil
}

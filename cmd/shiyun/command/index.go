package command

import (
	"context"

	"shiyun/corpus"
	"shiyun/indexer"
)

type indexCmd struct {
	Status  indexStatusCmd  `cmd:"" help:"Say how far the index is."`
	Rebuild indexRebuildCmd `cmd:"" help:"Build the index anew; searches go on meanwhile."`
	Verify  indexVerifyCmd  `cmd:"" help:"Compare the index with the archive."`
}

type indexStatusCmd struct{ jsonFlag } // prints JSON always

// indexStatus is what "index status" prints.
type indexStatus struct {
	Generation int64  `json:"generation"`
	State      string `json:"state"`
	Poems      int    `json:"poems"`
	CaughtUp   bool   `json:"caught_up"`
	Reason     string `json:"reason"`
	BuiltAt    string `json:"built_at"`
}

func (indexStatusCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	status := indexStatus{State: "none"}
	head, err := s.Head(ctx)
	if err != nil {
		return err
	}
	live, err := s.LiveGeneration(ctx)
	switch {
	case err == nil:
		status = indexStatus{Generation: live.ID, State: string(live.State), Poems: live.Poems,
			CaughtUp: s.Reached(live.Cursor, head), Reason: live.Reason, BuiltAt: live.CreatedAt.Format("2006-01-02T15:04:05Z")}
	case corpus.CodeOf(err) != corpus.NotFound:
		return err
	}
	return printJSON(a, status)
}

type indexRebuildCmd struct{ jsonFlag }

func (c indexRebuildCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	if err := indexer.Rebuild(ctx, a.index(s)); err != nil {
		return err
	}
	return c.print(a, map[string]bool{"rebuilt": true}, func() { printMessage(a.Out, corpus.NewMessage("command.index.rebuilt")) })
}

type indexVerifyCmd struct{ jsonFlag } // prints JSON always

// Run exits with 1 where the index is not as the archive would have it.
func (indexVerifyCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	report, err := indexer.Verify(ctx, a.index(s))
	if err != nil {
		return err
	}
	if err := printJSON(a, report); err != nil {
		return err
	}
	if !report.Sound() {
		return corpus.NewError(corpus.Invalid, "command.index_differs")
	}
	return nil
}

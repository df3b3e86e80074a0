package command

import (
	"context"

	"shiyun/corpus"
)

type auditCmd struct {
	Verify auditVerifyCmd `cmd:"" help:"Make sure that no act was altered or taken out; prints their number and the hash of the last."`
}

type auditVerifyCmd struct{ jsonFlag }

func (c auditVerifyCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	acts, head, err := s.VerifyAudit(ctx)
	if err != nil {
		return err
	}
	return c.print(a, map[string]any{"acts": acts, "head": head}, func() {
		printMessage(a.Out, corpus.NewMessage("command.audit.whole", acts, head))
	})
}

package main

import (
	"context"
	"fmt"
)

type auditCmd struct {
	Verify auditVerifyCmd `cmd:"" help:"Make sure that no act was altered or taken out; prints their number and the hash of the last."`
}

type auditVerifyCmd struct{}

func (auditVerifyCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	acts, head, err := s.VerifyAudit(ctx)
	if err == nil {
		fmt.Fprintf(a.out, "操作记录完好：共 %d 条，最后一条的指纹是 %s\n", acts, head)
	}
	return err
}

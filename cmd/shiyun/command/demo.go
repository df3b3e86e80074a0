package command

import (
	"context"
	"errors"
	"fmt"

	"shiyun/cmd/shiyun/settings"
	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/sample"
	"shiyun/corpus/store"
)

type demoCmd struct {
	Addr string `help:"Address to listen on." default:"127.0.0.1:8080"`
}

// kindSetting marks an archive of samples, so that the demo never touches a
// real one.
const (
	kindSetting = "archive_kind"
	kindDemo    = "demo"
)

// Run serves the samples from ./shiyun-demo, or the directory given by --data
// on the command line; SHIYUN_DATA and SHIYUN_DATABASE may name a
// real archive and are not used.
func (c *demoCmd) Run(ctx context.Context, a *app) error {
	if a.settings.Get("data").Origin.Kind != settings.Flag {
		a.data = "shiyun-demo"
	}
	a.database = ""
	a.demo = true
	return a.serve(ctx, &serveCmd{Addr: c.Addr}, a.openDemo)
}

// openDemo opens the archive of the demo, with the samples in it.
func (a *app) openDemo(ctx context.Context) (*store.Store, error) {
	s, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	err = claimDemo(ctx, s, a.data)
	if err == nil {
		err = importSamples(ctx, s)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// claimDemo marks an archive nothing was ever imported into as the demo's, and
// refuses any other that is not.
func claimDemo(ctx context.Context, s *store.Store, dir string) error {
	kind, err := s.Setting(ctx, kindSetting)
	if err != nil || kind == kindDemo {
		return err
	}
	batches, err := s.Batches(ctx, 1)
	if err != nil {
		return err
	}
	if len(batches) > 0 {
		return corpus.NewError(corpus.Conflict, "command.real_archive", dir)
	}
	return s.SetSetting(ctx, kindSetting, kindDemo)
}

// importSamples brings the samples in; those already there are left alone.
func importSamples(ctx context.Context, s *store.Store) error {
	sources, err := sample.Sources()
	if err != nil {
		return err
	}
	report, err := batch.Run(ctx, s, batch.Options{By: corpus.ActorSystem, Sources: sources, Publish: true})
	if err == nil && report.Failed > 0 {
		err = fmt.Errorf("samples: %v", report.Errors)
	}
	if err == nil {
		err = sample.Arrange(ctx, s)
	}
	return err
}

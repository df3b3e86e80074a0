package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"shiyun/indexer/quality"
	"shiyun/indexer/quality/peers"
)

// askPeers puts the cases to SQLite FTS5. Where this program was built without
// it, that is said and the archive's own figures stand alone.
func askPeers(ctx context.Context, l *quality.Library, cases []quality.Case, w io.Writer) (reports []quality.Report, err error) {
	dir, err := os.MkdirTemp("", "quality-peers-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	p, err := peers.Build(ctx, dir, l)
	if errors.Is(err, peers.ErrNoFTS5) {
		fmt.Fprintf(w, "no peers: %v\n\n", err)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.Close()) }()
	for _, engine := range p.Engines() {
		outcomes, err := quality.Run(ctx, engine, cases)
		if err != nil {
			return nil, err
		}
		reports = append(reports, quality.Report{Engine: engine.Name(), Outcomes: outcomes})
	}
	return reports, nil
}

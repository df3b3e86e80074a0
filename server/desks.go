package server

import (
	"shiyun/server/curator"
	"shiyun/server/curator/account"
	"shiyun/server/curator/archive"
	"shiyun/server/curator/batch"
	"shiyun/server/curator/review"
	"shiyun/server/curator/settings"
	"shiyun/server/curator/upkeep"
	"shiyun/server/curator/words"
	"shiyun/server/site"
)

// desks are the parts behind the sign-in. Those that remember something
// between requests remember the same in both scripts.
type desks struct {
	cfg      Config
	accounts *account.Server
	batches  *batch.Server
}

func newDesks(s *site.Site, cfg Config) desks {
	return desks{cfg, account.New(s, cfg.EraseFiles), batch.New(s, cfg.Batches)}
}

// parts returns the desks in one script.
func (d desks) parts(in *site.Site) []part {
	return []part{d.accounts.In(in), curator.New(in, d.cfg.Upkeep), upkeep.New(in, d.cfg.Upkeep), settings.New(in), review.New(in, d.cfg.Near), archive.New(in), d.batches.In(in),
		words.New(in, d.cfg.Explain, d.cfg.Bench)}
}

// Package upkeep is what an archive needs done while nobody looks: a backup
// from time to time, the old ones removed, and every row and file read again
// before a bad disk has taken the last good copy.
package upkeep

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/store"
)

// Config is what a Keeper looks after, and how.
type Config struct {
	Store  *store.Store
	Backup backup.Options
	Every  time.Duration // between backups; 0 for none
	Keep   backup.Policy
	Log    *slog.Logger
	// Rest is between two steps of the scrub; a second for 0.
	Rest time.Duration
}

// Overdue is how old the last good backup may be before the curators are told.
const Overdue = 48 * time.Hour

// Keeper does the upkeep of one archive. All methods may be called from any
// goroutine.
type Keeper struct {
	cfg   Config
	began time.Time
	asked chan struct{}

	mu     sync.Mutex
	fault  error // of the last attempt at a backup; guarded by mu
	busy   bool  // a backup is being written; guarded by mu
	rounds rounds
}

// New returns a keeper that begins when it is run.
func New(cfg Config) *Keeper {
	if cfg.Rest == 0 {
		cfg.Rest = time.Second
	}
	k := &Keeper{cfg: cfg, began: time.Now(), asked: make(chan struct{}, 1)}
	k.rounds = readRounds(cfg.Backup.Data)
	return k
}

// Run keeps the archive until ctx ends.
func (k *Keeper) Run(ctx context.Context) {
	var both sync.WaitGroup
	both.Go(func() { k.backUp(ctx) })
	both.Go(func() { k.scrub(ctx) })
	both.Wait()
}

// Status is how the archive is kept.
type Status struct {
	Dir, KeyDir string
	Every       time.Duration
	Keep        backup.Policy
	Last        backup.Manifest // the last good backup; its Name is "" for none
	Backups     int
	Busy        bool
	Fault       error // why the last attempt failed
	Round       Round // the last whole round of the scrub; EndedAt is zero for none
	Now         Round // the one under way
}

// Status reads how the archive is kept.
func (k *Keeper) Status() (Status, error) {
	list, err := backup.List(k.cfg.Backup.Dir)
	if err != nil {
		return Status{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	s := Status{Dir: k.cfg.Backup.Dir, KeyDir: k.cfg.Backup.Keys(), Every: k.cfg.Every, Keep: k.cfg.Keep, Backups: len(list),
		Busy: k.busy, Fault: k.fault, Round: k.rounds.Last, Now: k.rounds.Now}
	for _, entry := range list {
		if entry.Err == nil {
			s.Last = entry.Manifest
			break
		}
	}
	return s, nil
}

// Complaints are what whoever looks after the archive must be told at once.
func (k *Keeper) Complaints() []corpus.Message {
	s, err := k.Status()
	if err != nil {
		return []corpus.Message{corpus.NewMessage("upkeep.list_failed", err.Error())}
	}
	var list []corpus.Message
	switch since := time.Since(k.began); {
	case s.Last.Name == "" && since > Overdue:
		list = append(list, corpus.NewMessage("upkeep.no_backup"))
	case s.Last.Name != "" && time.Since(s.Last.CreatedAt) > Overdue && since > time.Hour:
		list = append(list, corpus.NewMessage("upkeep.overdue", int(time.Since(s.Last.CreatedAt).Hours()/24)))
	}
	if s.Fault != nil {
		list = append(list, corpus.NewMessage("upkeep.backup_failed", s.Fault.Error()))
	}
	if n := max(s.Round.Damaged, s.Now.Damaged); n > 0 {
		list = append(list, corpus.NewMessage("upkeep.damaged", n))
	}
	return list
}

// Package upkeep is what an archive needs done while nobody looks: a backup
// from time to time, the old ones removed, and every row and file read again
// before a bad disk has taken the last good copy.
package upkeep

import (
	"log/slog"
	"sync"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/backup/place"
	"shiyun/corpus/store"
)

// Config is what a Keeper looks after, and how.
type Config struct {
	Store  *store.Store
	Backup backup.Options
	Every  time.Duration // between backups; 0 for none
	Keep   backup.Policy
	Places []string      // addresses that backups are copied to
	Reach  place.Options // how they are reached
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

	mu         sync.Mutex
	fault      error            // of the last attempt at a backup; guarded by mu
	copyFaults map[string]error // of the last attempt to copy one to a place; guarded by mu
	busy       bool             // a backup is being written; guarded by mu
	rounds     rounds
}

// New returns a keeper that begins when it is run.
func New(cfg Config) *Keeper {
	if cfg.Rest == 0 {
		cfg.Rest = time.Second
	}
	k := &Keeper{cfg: cfg, began: time.Now(), asked: make(chan struct{}, 1), copyFaults: map[string]error{}}
	k.rounds = readRounds(cfg.Backup.Data)
	return k
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
	Places      []PlaceStatus
	Round       Round // the last whole round of the scrub; EndedAt is zero for none
	Now         Round // the one under way
}

// PlaceStatus is how a second place is kept.
type PlaceStatus struct {
	Address string
	Last    backup.Copied // the last backup that it got; its Name is "" for none
	Fault   error         // why the last attempt failed
}

// Status reads how the archive is kept.
func (k *Keeper) Status() (Status, error) {
	list, err := backup.List(k.cfg.Backup.Dir)
	if err != nil {
		return Status{}, err
	}
	copied, err := backup.ReadCopied(k.cfg.Backup.Dir)
	if err != nil {
		return Status{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	s := Status{Dir: k.cfg.Backup.Dir, KeyDir: k.cfg.Backup.Keys(), Every: k.cfg.Every, Keep: k.cfg.Keep, Backups: len(list), Last: lastGood(list, time.Now()),
		Busy: k.busy, Fault: k.fault, Round: k.rounds.Last, Now: k.rounds.Now}
	for _, address := range k.cfg.Places {
		s.Places = append(s.Places, PlaceStatus{address, copied[address], k.copyFaults[address]})
	}
	return s, nil
}

// skew is how far in the future a backup may seem to be: the clock was set back
// a little since. One from further on was written under a wrong clock, and
// proves nothing about today.
const skew = 10 * time.Minute

// lastGood returns the newest readable backup that is not from the future, one
// from the future where there is no other. list is newest first.
func lastGood(list []backup.Entry, now time.Time) (last backup.Manifest) {
	for _, entry := range list {
		switch {
		case entry.Err != nil:
		case entry.Manifest.CreatedAt.Before(now.Add(skew)):
			return entry.Manifest
		case last.Name == "":
			last = entry.Manifest
		}
	}
	return last
}

// Complaints are what whoever looks after the archive must be told at once.
func (k *Keeper) Complaints() []corpus.Message {
	s, err := k.Status()
	if err != nil {
		return []corpus.Message{corpus.NewMessage("upkeep.list_failed", err.Error())}
	}
	list := k.complainOf(s.Last.Name, s.Last.CreatedAt, corpus.NewMessage("upkeep.no_backup"), func(days int) corpus.Message {
		return corpus.NewMessage("upkeep.overdue", days)
	})
	if s.Fault != nil {
		list = append(list, corpus.NewMessage("upkeep.backup_failed", s.Fault.Error()))
	}
	for _, p := range s.Places {
		list = append(list, k.complainOf(p.Last.Name, p.Last.CreatedAt, corpus.NewMessage("upkeep.no_copy", p.Address), func(days int) corpus.Message {
			return corpus.NewMessage("upkeep.copy_overdue", p.Address, days)
		})...)
		if p.Fault != nil {
			list = append(list, corpus.NewMessage("upkeep.copy_failed", p.Address, p.Fault.Error()))
		}
	}
	if n := max(s.Round.Damaged, s.Now.Damaged); n > 0 {
		list = append(list, corpus.NewMessage("upkeep.damaged", n))
	}
	return list
}

// complainOf complains of the last backup somewhere, of none after a while and
// of an old one when the server has had time for another.
func (k *Keeper) complainOf(name string, created time.Time, none corpus.Message, overdue func(days int) corpus.Message) []corpus.Message {
	age, running := time.Since(created), time.Since(k.began)
	switch {
	case name == "" && running > Overdue:
		return []corpus.Message{none}
	case name != "" && (age > Overdue || age < -skew) && running > time.Hour:
		return []corpus.Message{overdue(int(age.Abs().Hours() / 24))}
	}
	return nil
}

package upkeep

import (
	"context"
	"errors"
	"time"

	"shiyun/corpus/backup"
	"shiyun/corpus/backup/place"
)

const (
	firstBackup = 2 * time.Minute  // after the start: it does not stand in the way of it
	retryBackup = 15 * time.Minute // after one that failed
	lookAgain   = time.Minute
	copyTime    = 12 * time.Hour // a first copy of many recordings over a slow line
)

// Ask has a backup written soon; one that is being written already will do.
func (k *Keeper) Ask() {
	select {
	case k.asked <- struct{}{}:
	default:
	}
}

// BackUp writes backups when they are due or asked for, until ctx ends.
func (k *Keeper) BackUp(ctx context.Context) {
	k.setBusy(false) // of an earlier run that a panic ended
	next := time.Now().Add(firstBackup)
	for {
		wait := time.NewTimer(lookAgain)
		asked := false
		select {
		case <-ctx.Done():
			wait.Stop()
			return
		case <-k.asked:
			asked = true
		case <-wait.C:
		}
		wait.Stop()
		if !asked && time.Now().Before(next) {
			continue
		}
		if asked || k.Due(time.Now()) {
			if err := k.backUpOnce(ctx); err != nil {
				next = time.Now().Add(retryBackup)
				continue
			}
		}
		if !k.copyAll(ctx) {
			next = time.Now().Add(retryBackup)
		}
	}
}

// Due reports whether the last good backup is old enough for another. One from
// the future does not count: under a clock that was set back there would be
// none until the clock is there again.
func (k *Keeper) Due(now time.Time) bool {
	if k.cfg.Every <= 0 {
		return false
	}
	list, err := backup.List(k.cfg.Backup.Dir)
	if err != nil {
		return true // the attempt says what is wrong
	}
	age := now.Sub(lastGood(list, now).CreatedAt)
	return age >= k.cfg.Every || age < -skew
}

func (k *Keeper) backUpOnce(ctx context.Context) error {
	k.setBusy(true)
	began := time.Now()
	m, err := backup.Create(ctx, k.cfg.Backup)
	if err == nil && k.cfg.Keep != (backup.Policy{}) {
		_, err = backup.Prune(ctx, k.cfg.Backup.Dir, k.cfg.Keep)
	}
	k.setBusy(false)
	if ctx.Err() != nil {
		return nil // broken off by the end of the server
	}
	k.mu.Lock()
	k.fault = err
	k.mu.Unlock()
	if err != nil {
		k.cfg.Log.Error("backup failed", "dir", k.cfg.Backup.Dir, "error", err)
		return err
	}
	k.cfg.Log.Info("backup", "name", m.Name, "poems", m.Counts["poems"], "files", len(m.Files), "took", time.Since(began).Round(time.Millisecond),
		"audit_head", m.AuditHead, "chain_head", m.ChainHead)
	return nil
}

// copyAll copies the newest backup to the places that do not have it, and
// reports whether all have it then. One that cannot be reached does not stand
// in the way of the others.
func (k *Keeper) copyAll(ctx context.Context) bool {
	last, err := backup.Find(k.cfg.Backup.Dir, "")
	copied, readErr := backup.ReadCopied(k.cfg.Backup.Dir)
	if err != nil || readErr != nil {
		return true // there is nothing to copy yet
	}
	all := true
	for _, address := range k.cfg.Places {
		if copied[address].Name == last.Name {
			continue
		}
		k.setBusy(true)
		err := k.copyTo(ctx, address)
		k.setBusy(false)
		if ctx.Err() != nil {
			return true // broken off by the end of the server
		}
		k.mu.Lock()
		k.copyFaults[address] = err
		k.mu.Unlock()
		if err != nil {
			all = false
			k.cfg.Log.Error("copy backup failed", "place", address, "error", err)
		} else {
			k.cfg.Log.Info("copied backup", "name", last.Name, "place", address)
		}
	}
	return all
}

func (k *Keeper) copyTo(ctx context.Context, address string) (err error) {
	ctx, cancel := context.WithTimeout(ctx, copyTime)
	defer cancel()
	to, err := place.Open(ctx, address, k.cfg.Reach)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if _, err := backup.Mirror(ctx, k.cfg.Backup, to); err != nil {
		return err
	}
	if k.cfg.Keep != (backup.Policy{}) {
		_, err = backup.PruneAt(ctx, k.cfg.Backup.Dir, to, k.cfg.Keep)
	}
	return err
}

func (k *Keeper) setBusy(busy bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.busy = busy
}

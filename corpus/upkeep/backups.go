package upkeep

import (
	"context"
	"time"

	"shiyun/corpus/backup"
)

const (
	firstBackup = 2 * time.Minute  // after the start: it does not stand in the way of it
	retryBackup = 15 * time.Minute // after one that failed
	lookAgain   = time.Minute
)

// Ask has a backup written soon; one that is being written already will do.
func (k *Keeper) Ask() {
	select {
	case k.asked <- struct{}{}:
	default:
	}
}

// backUp writes backups when they are due or asked for.
func (k *Keeper) backUp(ctx context.Context) {
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
		if !asked && (time.Now().Before(next) || !k.due()) {
			continue
		}
		if err := k.backUpOnce(ctx); err != nil {
			next = time.Now().Add(retryBackup)
		}
	}
}

// due reports whether the last good backup is old enough for another.
func (k *Keeper) due() bool {
	if k.cfg.Every <= 0 {
		return false
	}
	last, err := backup.Find(k.cfg.Backup.Dir, "")
	return err != nil || time.Since(last.CreatedAt) >= k.cfg.Every
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

func (k *Keeper) setBusy(busy bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.busy = busy
}

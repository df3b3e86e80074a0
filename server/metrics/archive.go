package metrics

import (
	"context"
	"math"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
)

// patience bounds what one reading of a number may take.
const patience = 2 * time.Second

// Archive has the numbers of an archive read: how far the index is behind, the
// batches by state, and the waits for the database. A number that cannot be
// read is NaN, which a rule can alert on.
func (m *Metrics) Archive(s *store.Store, ready func() bool) {
	m.Gauge("shiyun_index_ready", "1 while searches see the whole archive.", nil, func() float64 {
		if ready() {
			return 1
		}
		return 0
	})
	m.Gauge("shiyun_index_lag_changes", "Changes of the archive that the index has not taken in.", nil, number(func(ctx context.Context) (float64, error) {
		lag, err := s.IndexLag(ctx)
		return float64(lag), err
	}))
	for _, state := range corpus.BatchStates {
		m.Gauge("shiyun_batches", "Imports, bulk edits and merges, by state.", map[string]string{"state": string(state)}, number(func(ctx context.Context) (float64, error) {
			n, err := s.CountBatches(ctx, state)
			return float64(n), err
		}))
	}
	for kind, waits := range map[string]func() (int64, time.Duration){"read": s.ReadWaits, "write": s.WriteWaits} {
		labels := map[string]string{"kind": kind}
		m.Counter("shiyun_store_waits_total", "Statements that waited for a connection of the database.", labels, func() float64 {
			n, _ := waits()
			return float64(n)
		})
		m.Counter("shiyun_store_wait_seconds_total", "Time waited for connections of the database.", labels, func() float64 {
			_, waited := waits()
			return waited.Seconds()
		})
	}
}

// Backup has numbers of the backups at a place read: when the last good one was
// written, 0 for none, and whether the last attempt failed.
func (m *Metrics) Backup(place string, status func() (last time.Time, failed bool)) {
	labels := map[string]string{"place": place}
	m.Gauge("shiyun_backup_last_seconds", "When the last good backup was written, in seconds since 1970; 0 for none.", labels, func() float64 {
		last, _ := status()
		if last.IsZero() {
			return 0
		}
		return float64(last.Unix())
	})
	m.Gauge("shiyun_backup_failed", "1 while the last attempt at a backup failed.", labels, func() float64 {
		if _, failed := status(); failed {
			return 1
		}
		return 0
	})
}

func number(read func(context.Context) (float64, error)) func() float64 {
	return func() float64 {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		n, err := read(ctx)
		if err != nil {
			return math.NaN()
		}
		return n
	}
}

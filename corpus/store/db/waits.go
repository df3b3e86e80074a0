package db

import "time"

// ReadWaits returns how many statements waited for a connection to read with
// since the archive was opened, and how long in all.
func (d *DB) ReadWaits() (n int64, waited time.Duration) {
	stats := d.read.Stats()
	return stats.WaitCount, stats.WaitDuration
}

// WriteWaits returns how many transactions waited for the one writer.
func (d *DB) WriteWaits() (n int64, waited time.Duration) {
	stats := d.write.Stats()
	return stats.WaitCount, stats.WaitDuration
}

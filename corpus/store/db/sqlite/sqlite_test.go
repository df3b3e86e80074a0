package sqlite_test

import (
	"errors"
	"fmt"
	"syscall"
	"testing"

	"github.com/mattn/go-sqlite3"

	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/sqlite"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err  error
		want db.Fault
	}{
		"none":                {nil, db.NoFault},
		"full":                {sqlite3.Error{Code: sqlite3.ErrFull}, db.Full},
		"no space":            {sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}, db.Full},
		"input and output":    {sqlite3.Error{Code: sqlite3.ErrIoErr}, db.NoFault},
		"busy":                {sqlite3.Error{Code: sqlite3.ErrBusy}, db.Busy},
		"race for a log":      {sqlite3.Error{Code: sqlite3.ErrProtocol}, db.Busy},
		"constraint":          {sqlite3.Error{Code: sqlite3.ErrConstraint}, db.NoFault},
		"not of the database": {errors.New("busy"), db.NoFault},
	} {
		if got := (sqlite.Dialect{}).FaultOf(fmt.Errorf("write: %w", errors.Join(c.err))); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

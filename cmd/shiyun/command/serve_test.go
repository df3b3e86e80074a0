package command

import (
	"bytes"
	"context"
	"testing"

	"shiyun/server/serverlock"
)

// A server that is asked to end while it waits for the one before it has ended
// in order: a supervisor that sees a failure starts it again.
func TestServeIsEndedWhileItWaits(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	before, err := serverlock.Acquire(t.Context(), dir, serverlock.Moment)
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	ended, end := context.WithCancel(t.Context())
	end()
	var said bytes.Buffer
	if status := (Process{Out: &said, Err: &said}).Run(ended, []string{"serve", "--data", dir, "--addr", "127.0.0.1:0"}); status != StatusOK {
		t.Errorf("status %d: %s", status, &said)
	}
}

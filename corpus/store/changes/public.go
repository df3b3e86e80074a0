package changes

import (
	"context"
	"fmt"
	"sync"

	"github.com/uptrace/bun"

	"shiyun/corpus"
)

// publicHead follows the change log to the last change that readers could
// see. Whoever asks while the log is read waits for the next reading, which
// all who wait share: an answer is never older than its question, and a
// thousand questions a second cost a few readings.
type publicHead struct {
	read *bun.DB

	mu      sync.Mutex // guards the two below
	next    *reading   // not begun yet
	reading bool

	// What follows belongs to the goroutine that reads.
	seen, public int64
}

type reading struct {
	done   chan struct{} // closed when the two below stand
	public int64
	err    error
}

// PublicHead returns the cursor after the last change that a page for
// everyone could show: what was read of the archive after the same PublicHead
// is still so. A poem that waits and was never anything else is not public,
// nor is an author all of whose poems are such; every other change counts.
func (l *Log) PublicHead(ctx context.Context) (corpus.Cursor, error) {
	r := l.public.ask(context.WithoutCancel(ctx)) // others wait for it too
	select {
	case <-r.done:
		return cursorAt(r.public), r.err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// ask returns the reading that begins after the call.
func (p *publicHead) ask(ctx context.Context) *reading {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == nil {
		p.next = &reading{done: make(chan struct{})}
	}
	if !p.reading {
		p.reading = true
		go p.readAll(ctx)
	}
	return p.next
}

// readAll reads as long as anyone waits.
func (p *publicHead) readAll(ctx context.Context) {
	for {
		p.mu.Lock()
		r := p.next
		p.next, p.reading = nil, r != nil
		p.mu.Unlock()
		if r == nil {
			return
		}
		r.public, r.err = p.advance(ctx)
		close(r.done)
	}
}

// isPublic selects the changes c that readers could see.
const isPublic = "NOT (c.kind = 'poem' AND EXISTS (SELECT 1 FROM poems p WHERE p.id = c.id AND p.revision = 1 AND p.status <> ?)) " +
	"AND NOT (c.kind = 'author' AND NOT EXISTS (SELECT 1 FROM poems p WHERE p.author_id = c.id AND (p.revision > 1 OR p.status = ?)))"

// advance reads what was added to the log. A change is judged by what its
// thing is now: where that has changed since, a later row stands for it.
func (p *publicHead) advance(ctx context.Context) (int64, error) {
	var head int64
	if err := p.read.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq), 0) FROM changes").Scan(&head); err != nil {
		return 0, fmt.Errorf("read head of change log: %w", err)
	}
	if p.seen == 0 {
		p.public = head
	}
	if p.seen != 0 && head != p.seen {
		var last int64
		err := p.read.NewRaw("SELECT COALESCE(MAX(c.seq), 0) FROM changes c WHERE c.seq > ? AND c.seq <= ? AND "+isPublic,
			p.seen, head, corpus.StatusPublished, corpus.StatusPublished).Scan(ctx, &last)
		if err != nil {
			return 0, fmt.Errorf("read public changes: %w", err)
		}
		p.public = max(p.public, last)
	}
	p.seen = head
	return p.public, nil
}

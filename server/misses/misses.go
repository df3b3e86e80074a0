// Package misses counts searches that found little, for curators: the query, how
// often and on which days, and nothing else.
package misses

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/server/request"
)

// Misses are written in the background: a search never waits for the disk, and
// where too many come at once some are not counted.
const (
	mostWaiting = 512
	flushEvery  = 5 * time.Second
	grace       = 5 * time.Second // to write the last ones when the program ends
)

// Keeper writes misses down.
type Keeper interface {
	KeepMisses(ctx context.Context, batch []corpus.Missed) error
}

// Log takes misses in. It is safe for concurrent use.
type Log struct {
	keeper  Keeper
	now     func() time.Time
	log     *slog.Logger
	waiting chan corpus.Missed
}

// New returns a log that writes to keeper.
func New(keeper Keeper, now func() time.Time, log *slog.Logger) *Log {
	return &Log{keeper, now, log, make(chan corpus.Missed, mostWaiting)}
}

// Note counts a search that found little, and returns what counts it once more;
// nil for one that found enough. What the archive lacks is not seen from a
// search that was narrowed, nor from one while the index is not whole.
func (l *Log) Note(req search.Request, result search.Result) (again func()) {
	if req.Query == "" || req.Cursor != "" || request.Narrowed(req) || excludes(req.Query) || result.Partial || !missed(req.Query, result) {
		return nil
	}
	query, hits := askedFor(req.Query, result.Understood), result.Total
	note := func() {
		select {
		case l.waiting <- corpus.Missed{Query: query, Hits: hits, Day: l.now()}:
		default:
		}
	}
	note()
	return note
}

// askedFor returns what a query asks for: 有没有写外婆的诗 and 关于外婆的诗 miss one
// word. A query with more than a text is kept as it was typed.
func askedFor(query string, u *search.Understood) string {
	if u == nil || len(u.Parts) > 0 || len(u.Texts) != 1 {
		return query
	}
	return u.Texts[0]
}

// missed reports whether nothing was found, or only what sounds alike or is near.
// Pinyin is meant to find what sounds so.
func missed(query string, result search.Result) bool {
	if len(result.Hits) == 0 {
		return result.Total == 0
	}
	tier := result.Hits[0].Match
	return (tier == search.MatchSound || tier == search.MatchNear) && strings.ContainsFunc(query, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func excludes(query string) bool {
	return slices.ContainsFunc(strings.Fields(query), func(word string) bool { return strings.HasPrefix(word, "-") || strings.HasPrefix(word, "－") })
}

// Keep writes misses down now and then until ctx ends, and then the rest.
func (l *Log) Keep(ctx context.Context) {
	tick := time.NewTicker(flushEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			l.Flush(ctx)
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
			defer cancel()
			l.Flush(last)
			return
		}
	}
}

// Flush writes down what waits, for who looks at the list now.
func (l *Log) Flush(ctx context.Context) {
	var batch []corpus.Missed
	for len(batch) < mostWaiting {
		select {
		case m := <-l.waiting:
			batch = append(batch, m)
			continue
		default:
		}
		break
	}
	if len(batch) == 0 {
		return
	}
	if err := l.keeper.KeepMisses(ctx, batch); err != nil && corpus.CodeOf(err) != corpus.Unavailable { // the archive is read-only
		l.log.Warn("keep misses", "error", err) // what was searched for stays out of the log
	}
}

package site

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"

	"shiyun/corpus"
	"shiyun/indexer/search"
	"shiyun/server/request"
)

// Searches that found nothing, or nothing literally, are counted for curators:
// the query, how often and on which days, and nothing else. They are written
// in the background; a search never waits for the disk, and where too many
// come at once some are not counted.
const (
	missesWaiting = 512
	missesEvery   = 5 * time.Second
	missesGrace   = 5 * time.Second // to write the last ones when the program ends
)

// NoteMiss counts a search that found little. A search that was narrowed says
// nothing of what the archive lacks, nor does one while the index is not whole.
func (s *Site) NoteMiss(req search.Request, result search.Result) {
	if req.Query == "" || req.Cursor != "" || request.Narrowed(req) || excludes(req.Query) || result.Partial || !missed(req.Query, result) {
		return
	}
	select {
	case s.misses <- corpus.Missed{Query: req.Query, Hits: result.Total, Day: s.Now()}:
	default:
	}
}

// missed holds where nothing was found, or only what sounds alike or is near.
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

// KeepMisses writes misses down now and then until ctx ends, and then the rest.
func (s *Site) KeepMisses(ctx context.Context) {
	tick := time.NewTicker(missesEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			s.FlushMisses(ctx)
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), missesGrace)
			defer cancel()
			s.FlushMisses(last)
			return
		}
	}
}

// FlushMisses writes down what waits, for who looks at the list now.
func (s *Site) FlushMisses(ctx context.Context) {
	var batch []corpus.Missed
	for len(batch) < missesWaiting {
		select {
		case m := <-s.misses:
			batch = append(batch, m)
			continue
		default:
		}
		break
	}
	if len(batch) == 0 {
		return
	}
	if err := s.Store.KeepMisses(ctx, batch); err != nil {
		s.Log.Warn("keep misses", "error", err) // what was searched for is not said
	}
}

package curation

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"shiyun/corpus"
)

// QueueKind is where something in the review queue came from.
type QueueKind string

// The kinds of thing that wait.
const (
	QueueImported   QueueKind = "import"     // a poem out of a file
	QueueSubmitted  QueueKind = "poem"       // a resident's poem
	QueueCorrection QueueKind = "correction" // a resident's correction
	QueueRecitation QueueKind = "recitation" // a resident's recording of a poem
)

// ItemKey names one thing in the queue: a poem, or a correction by its
// submission.
type ItemKey struct {
	Correction bool // or a recitation
	ID         int64
}

// String is the key as a form carries it: "p" or "c" and the number.
func (k ItemKey) String() string {
	if k.Correction {
		return fmt.Sprintf("c%d", k.ID)
	}
	return fmt.Sprintf("p%d", k.ID)
}

// ParseItemKey reads what String wrote; false for anything else.
func ParseItemKey(text string) (ItemKey, bool) {
	if len(text) < 2 || text[0] != 'p' && text[0] != 'c' {
		return ItemKey{}, false
	}
	id, err := strconv.ParseInt(text[1:], 10, 64)
	return ItemKey{Correction: text[0] == 'c', ID: id}, err == nil && id > 0 && id <= corpus.MaxID
}

// QueueFilter narrows the queue. A zero field does not narrow.
type QueueFilter struct {
	Kind   QueueKind
	Form   corpus.Form
	Author string // any of their names, whole
	Batch  corpus.BatchID
	Text   string // in title, body or author
	Plain  bool   // without recordings and pictures that wait
}

// QueueItem is one thing that waits, or waited, for a decision.
type QueueItem struct {
	Kind       QueueKind
	At         time.Time // since when it is there
	Poem       corpus.Poem
	Submission *corpus.Submission // nil for a poem out of a file
}

// Key names the item.
func (i QueueItem) Key() ItemKey {
	if i.Kind == QueueCorrection || i.Kind == QueueRecitation {
		return ItemKey{Correction: true, ID: int64(i.Submission.ID)}
	}
	return ItemKey{ID: int64(i.Poem.ID)}
}

// place is where an item stands in the queue: what residents sent before poems
// out of files, for residents wait for an answer; oldest first.
type place struct {
	Imported bool
	At       int64
	Key      ItemKey
}

func (p place) cursor() string {
	if p.Imported {
		return fmt.Sprintf("i%d.%s", p.At, p.Key)
	}
	return fmt.Sprintf("%d.%s", p.At, p.Key)
}

// parsePlace takes what is no cursor for the beginning.
func parsePlace(cursor string) place {
	rest, imported := strings.CutPrefix(cursor, "i")
	at, key, _ := strings.Cut(rest, ".")
	micros, err := strconv.ParseInt(at, 10, 64)
	k, ok := ParseItemKey(key)
	if err != nil || !ok {
		return place{}
	}
	return place{imported, micros, k}
}

// Queue lists what waits, what residents sent first and each oldest first,
// after a cursor, "" for the beginning. next is "" where there is no more.
func (s *Curation) Queue(ctx context.Context, f QueueFilter, after string, limit int) (items []QueueItem, next string, err error) {
	from := parsePlace(after)
	var places []place
	if f.Kind != QueueImported && !from.Imported {
		places, err = s.sentPlaces(ctx, f, from, limit+1)
		from = place{Imported: true}
	}
	if left := limit + 1 - len(places); err == nil && left > 0 && (f.Kind == "" || f.Kind == QueueImported) {
		var imported []place
		imported, err = s.importedPlaces(ctx, f, from, left)
		places = append(places, imported...)
	}
	if err != nil {
		return nil, "", fmt.Errorf("list queue: %w", err)
	}
	if len(places) > limit {
		places = places[:limit]
		next = places[limit-1].cursor()
	}
	items, err = s.queueItems(ctx, places)
	return items, next, err
}

// waits is a poem or a submission and since when it waits.
type waits struct{ ID, At int64 }

func (s *Curation) poemsAfter(ctx context.Context, f QueueFilter, from place, limit int) (found []waits, err error) {
	err = s.waitingPoems(f).ColumnExpr("p.id AS id, p.created_at AS at").Where("(p.created_at, p.id) > (?, ?)", from.At, from.poem()).
		OrderExpr("p.created_at, p.id").Limit(int64(limit)).Scan(ctx, &found)
	return found, err
}

func (s *Curation) importedPlaces(ctx context.Context, f QueueFilter, from place, limit int) ([]place, error) {
	f.Kind = QueueImported
	poems, err := s.poemsAfter(ctx, f, from, limit)
	places := make([]place, len(poems))
	for i, p := range poems {
		places[i] = place{true, p.At, ItemKey{ID: p.ID}}
	}
	return places, err
}

func (s *Curation) sentPlaces(ctx context.Context, f QueueFilter, from place, limit int) (places []place, err error) {
	var corrections []waits
	err = s.waitingCorrections(f).ColumnExpr("s.id AS id, s.created_at AS at").Where("(s.created_at, s.id) > (?, ?)", from.At, from.correction()).
		OrderExpr("s.created_at, s.id").Limit(int64(limit)).Scan(ctx, &corrections)
	if err != nil {
		return nil, err
	}
	if f.Kind == "" {
		f.Kind = QueueSubmitted
	}
	poems, err := s.poemsAfter(ctx, f, from, limit)
	for _, p := range poems {
		places = append(places, place{false, p.At, ItemKey{ID: p.ID}})
	}
	for _, c := range corrections {
		places = append(places, place{false, c.At, ItemKey{Correction: true, ID: c.ID}})
	}
	slices.SortFunc(places, earlier)
	return places[:min(limit, len(places))], err
}

// At one moment poems come before corrections; after a poem every correction
// of that moment is still to come, after a correction no poem of it.
func (p place) poem() int64 {
	if p.Key.Correction {
		return corpus.MaxID
	}
	return p.Key.ID
}

func (p place) correction() int64 {
	if p.Key.Correction {
		return p.Key.ID
	}
	return 0
}

func earlier(a, b place) int {
	switch {
	case a.At != b.At:
		return int(min(max(a.At-b.At, -1), 1))
	case a.Key.Correction != b.Key.Correction:
		if b.Key.Correction {
			return -1
		}
		return 1
	}
	return int(a.Key.ID - b.Key.ID)
}

// QueueCounts returns how many things of each kind wait.
func (s *Curation) QueueCounts(ctx context.Context, f QueueFilter) (map[QueueKind]int, error) {
	counts := map[QueueKind]int{}
	for _, kind := range []QueueKind{QueueImported, QueueSubmitted, QueueCorrection, QueueRecitation} {
		if f.Kind != "" && f.Kind != kind {
			continue
		}
		g := f
		g.Kind = kind
		q := s.waitingPoems(g)
		if kind == QueueCorrection || kind == QueueRecitation {
			q = s.waitingCorrections(g)
		}
		n, err := q.Count(ctx)
		if err != nil {
			return nil, fmt.Errorf("count queue: %w", err)
		}
		counts[kind] = int(n)
	}
	return counts, nil
}

// WaitingPoems lists the ids of the poems, not the corrections, that a filter
// of the queue leaves, at most limit of them, oldest first. One with a recording
// or a picture is left out: somebody must look at it.
func (s *Curation) WaitingPoems(ctx context.Context, f QueueFilter, limit int) ([]corpus.PoemID, error) {
	f.Plain = true
	var ids []corpus.PoemID
	if err := s.waitingPoems(f).ColumnExpr("p.id").OrderExpr("p.created_at, p.id").Limit(int64(limit)).Scan(ctx, &ids); err != nil {
		return nil, fmt.Errorf("list queue: %w", err)
	}
	return ids, nil
}

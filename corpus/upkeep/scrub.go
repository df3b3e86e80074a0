package upkeep

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/sums"
)

// Round is one reading of everything.
type Round struct {
	BeganAt  time.Time `json:"began_at"`
	EndedAt  time.Time `json:"ended_at,omitzero"`
	Rows     int       `json:"rows"`
	Files    int       `json:"files"`
	Damaged  int       `json:"damaged"`
	Findings []Finding `json:"findings,omitempty"` // the first ones
}

// Finding is something damaged, as it is kept between starts.
type Finding struct {
	Poem    corpus.PoemID  `json:"poem,omitempty"`
	Title   string         `json:"title,omitempty"`
	Message corpus.Message `json:"message"`
}

// rounds is where the scrub is, kept in a file beside the archive: the archive
// itself may be what is damaged.
type rounds struct {
	Last Round         `json:"last"`
	Now  Round         `json:"now"`
	At   sums.Position `json:"at"`
}

const (
	roundsName   = "scrub.json"
	everyRound   = 24 * time.Hour
	keepFindings = 20
	saveEvery    = 5 * time.Minute
	rowsInBlock  = 64
	// startTime is how long the look at the structure of the database may take
	// at the start; a round looks at it again without haste.
	startTime = 20 * time.Second
)

// readRounds begins anew where nothing can be read.
func readRounds(dir string) (r rounds) {
	content, err := os.ReadFile(filepath.Join(dir, roundsName))
	if err == nil && json.Unmarshal(content, &r) != nil {
		return rounds{}
	}
	return r
}

// ReadRounds returns the last whole round of the scrub of the archive in dir and
// the one under way, as its keeper wrote them down.
func ReadRounds(dir string) (last, now Round) {
	r := readRounds(dir)
	return r.Last, r.Now
}

// save keeps where the scrub is. What cannot be written is only read again.
func (k *Keeper) save() {
	k.mu.Lock()
	content, err := json.Marshal(k.rounds)
	k.mu.Unlock()
	path := filepath.Join(k.cfg.Backup.Data, roundsName)
	if err == nil {
		if err = os.WriteFile(path+".new", content, 0o600); err == nil {
			err = os.Rename(path+".new", path)
		}
	}
	if err != nil {
		k.cfg.Log.Warn("keep state of scrub", "error", err)
	}
}

// Scrub looks at the structure of the database, then reads everything, a little
// at a time, once a day, until ctx ends.
func (k *Keeper) Scrub(ctx context.Context) {
	k.checkPages(ctx)
	for k.rest(ctx, k.untilRound()) { // where a round breaks off, the next goes on there
		if !k.readRows(ctx) || !k.readFiles(ctx) || !k.readStructure(ctx) {
			if ctx.Err() != nil {
				break
			}
			continue
		}
		k.endRound()
	}
	k.save()
}

// checkPages finds at the start what a power cut or a bad disk did to the
// database, rather than within a day; where it did anything a round begins at
// once.
func (k *Keeper) checkPages(ctx context.Context) {
	looking, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	findings, err := k.cfg.Store.CheckPages(looking)
	if err != nil {
		k.cfg.Log.Info("structure of the database is left to the scrub", "reason", err)
		return
	}
	if len(findings) > 0 {
		k.beginRound()
	}
	for _, f := range findings {
		k.found(f)
	}
}

// beginRound goes on with the round under way, or begins one.
func (k *Keeper) beginRound() (at sums.Position) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.rounds.Now.BeganAt.IsZero() {
		k.rounds.Now = Round{BeganAt: time.Now().UTC()}
	}
	return k.rounds.At
}

// untilRound returns how long it is until the next round, 0 in the middle of
// one.
func (k *Keeper) untilRound() time.Duration {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.rounds.Now.BeganAt.IsZero() {
		age := time.Since(k.rounds.Last.BeganAt)
		if age < -skew { // begun under a clock that was wrong
			return k.cfg.Rest
		}
		return max(k.cfg.Rest, everyRound-age)
	}
	return k.cfg.Rest
}

func (k *Keeper) rest(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

// readRows compares rows with their checksums, as many at a step as take half
// a day for all.
func (k *Keeper) readRows(ctx context.Context) bool {
	at := k.beginRound()
	last, err := k.cfg.Store.Head(ctx)
	if err != nil {
		k.cfg.Log.Warn("scrub", "error", err)
	}
	blocks, saved := k.blocksAtATime(last), time.Now()
	for ended := false; !ended; {
		var rows int
		at, rows, ended, err = k.cfg.Store.Scrub(ctx, at, blocks, k.found)
		if err != nil {
			return false
		}
		k.mu.Lock()
		k.rounds.Now.Rows += rows
		k.rounds.At = at
		k.mu.Unlock()
		if time.Since(saved) > saveEvery {
			k.save()
			saved = time.Now()
		}
		if rows > 0 && !k.rest(ctx, k.cfg.Rest) {
			return false
		}
	}
	return true
}

// blocksAtATime goes by the length of the change log: an archive has some eight
// rows for each change.
func (k *Keeper) blocksAtATime(head corpus.Cursor) int {
	n := 0
	for _, digit := range string(head) {
		if digit >= '0' && digit <= '9' {
			n = min(n*10+int(digit-'0'), 1<<30)
		}
	}
	return 1 + n*8/(rowsInBlock*12*3600)
}

func (k *Keeper) readFiles(ctx context.Context) bool {
	files, err := k.cfg.Store.MediaFiles(ctx)
	if err != nil {
		k.found(store.Finding{Kind: store.FoundPages, Message: corpus.NewMessage("verify.unreadable", err.Error())})
	}
	for _, file := range files {
		if !k.rest(ctx, k.cfg.Rest) {
			return false
		}
		k.readFile(ctx, file)
	}
	return true
}

func (k *Keeper) readFile(ctx context.Context, file poems.MediaFile) {
	fault, err := store.CheckMedia(k.cfg.Store.MediaDir(), file, true)
	if err != nil {
		fault = corpus.NewMessage("verify.media_unreadable", file.Name, err.Error())
	}
	k.mu.Lock()
	k.rounds.Now.Files++
	k.mu.Unlock()
	if fault.IsZero() {
		return
	}
	// It may have been withdrawn since the list was made.
	if m, err := k.cfg.Store.OneMedia(ctx, file.ID); err == nil && !m.Gone.IsZero() {
		return
	}
	k.found(store.Finding{Kind: store.FoundMedia, Poem: file.Poem, File: file.Name, Message: fault})
}

// readStructure ends a round with what is quick.
func (k *Keeper) readStructure(ctx context.Context) bool {
	v, err := k.cfg.Store.Verify(ctx, false, nil)
	if err != nil {
		if ctx.Err() == nil {
			k.cfg.Log.Warn("scrub", "error", err)
		}
		return ctx.Err() == nil
	}
	for _, f := range v.Findings {
		if f.Kind != store.FoundMedia { // read already
			k.found(f)
		}
	}
	return true
}

// found writes down something damaged.
func (k *Keeper) found(f store.Finding) {
	k.cfg.Log.Error("scrub found damage", "kind", f.Kind, "table", f.Table, "key", f.Key, "file", f.File, "poem", int64(f.Poem), "title", f.Title,
		"message", f.Message.String())
	k.mu.Lock()
	defer k.mu.Unlock()
	if slices.ContainsFunc(k.rounds.Now.Findings, func(had Finding) bool {
		return f.Kind == store.FoundPages && had.Message.String() == f.Message.String()
	}) {
		return // at the start already
	}
	k.rounds.Now.Damaged++
	if len(k.rounds.Now.Findings) < keepFindings {
		k.rounds.Now.Findings = append(k.rounds.Now.Findings, Finding{f.Poem, f.Title, f.Message})
	}
}

func (k *Keeper) endRound() {
	k.mu.Lock()
	k.rounds.Now.EndedAt = time.Now().UTC()
	k.rounds.Last, k.rounds.Now, k.rounds.At = k.rounds.Now, Round{}, sums.Position{}
	last := k.rounds.Last
	k.mu.Unlock()
	k.save()
	k.cfg.Log.Info("scrub", "rows", last.Rows, "files", last.Files, "damaged", last.Damaged, "took", last.EndedAt.Sub(last.BeganAt).Round(time.Second))
}

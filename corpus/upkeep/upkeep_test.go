package upkeep_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/media"
	"shiyun/corpus/store"
	"shiyun/corpus/store/transfer"
	"shiyun/corpus/upkeep"
)

func ptr[T any](v T) *T { return &v }

// run has the archive kept until the condition is met, and returns the state.
func run(t *testing.T, cfg upkeep.Config, met func(upkeep.Status) bool) upkeep.Status {
	t.Helper()
	k := upkeep.New(cfg)
	ctx, stop := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() { k.BackUp(ctx) })
	running.Go(func() { k.Scrub(ctx) })
	k.Ask()
	defer running.Wait()
	defer stop()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		s, err := k.Status()
		if err != nil {
			t.Fatal(err)
		}
		if met(s) {
			return s
		}
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain: %+v", s)
		}
	}
}

func TestArchiveIsKept(t *testing.T) {
	t.Parallel()
	data, dir := t.TempDir(), t.TempDir()
	s, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	im, err := s.BeginImport(t.Context(), transfer.ImportOptions{Publish: true})
	if err == nil {
		_, err = im.Write(t.Context(), []corpus.Draft{{Title: ptr("望湖"), Author: ptr("汀兰"), Body: ptr("一湖秋水")}})
	}
	if err == nil {
		err = im.End(t.Context(), corpus.BatchDone)
	}
	if err != nil {
		t.Fatal(err)
	}
	name, err := media.Folder(s.MediaDir()).Put(media.Vetted{Ext: ".mp3", Content: []byte("ID3 recording")})
	if err == nil {
		_, err = s.AddMedia(t.Context(), "王老师", corpus.Media{Poem: 1, Kind: corpus.MediaRecording, File: name, Type: "audio/mpeg", Size: 13, Alt: "说明", Consent: "本人"})
	}
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	second, nowhere := filepath.Join(t.TempDir(), "disk"), "/dev/null/backups"
	cfg := upkeep.Config{Places: []string{nowhere, second}, Store: s, Backup: backup.Options{Source: s, Data: data, Dir: dir}, Every: time.Hour, Keep: backup.Policy{Daily: 3},
		Log: slog.New(slog.NewTextHandler(&log, nil)), Rest: time.Millisecond}
	kept := run(t, cfg, func(s upkeep.Status) bool {
		return s.Last.Name != "" && !s.Round.EndedAt.IsZero() && s.Places[1].Last.Name == s.Last.Name
	})
	if kept.Places[0].Last.Name != "" || kept.Places[0].Fault == nil || kept.Places[1].Fault != nil {
		t.Errorf("places %+v", kept.Places)
	}
	if _, found, err := (backup.Check{Dir: second, KeyDir: filepath.Join(dir, "keys"), Full: true, Scratch: t.TempDir()}).Run(t.Context()); err != nil || len(found) > 0 {
		t.Errorf("the second backup: %v, %v", found, err)
	}
	if kept.Round.Damaged != 0 || kept.Round.Rows < 8 || kept.Round.Files != 1 || kept.Last.Counts["poems"] != 1 {
		t.Errorf("kept %+v", kept)
	}
	// A file that changed since is found in the next round, which a new start
	// begins where the state is gone.
	if err := errors.Join(os.WriteFile(filepath.Join(s.MediaDir(), name), []byte("ID3 damaged.."), 0o600), os.Remove(filepath.Join(data, "scrub.json"))); err != nil {
		t.Fatal(err)
	}
	kept = run(t, cfg, func(s upkeep.Status) bool { return !s.Round.EndedAt.IsZero() })
	if kept.Round.Damaged != 1 || kept.Round.Findings[0].Poem != 1 || !bytes.Contains(log.Bytes(), []byte("scrub found damage")) {
		t.Errorf("damaged %+v\n%s", kept.Round, log.String())
	}
}

// A backup from the future, written before the clock was set right, does not
// keep the next from being written.
func TestClockSetBack(t *testing.T) {
	t.Parallel()
	data, dir := t.TempDir(), t.TempDir()
	s, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	o := backup.Options{Source: s, Data: data, Dir: dir}
	m, err := backup.Create(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		back time.Duration
		due  bool
	}{{"as it is", 0, false}, {"a moment", 5 * time.Minute, false}, {"a day", 24 * time.Hour, true}, {"a year", 365 * 24 * time.Hour, true}, {"on", -2 * time.Hour, true}} {
		k := upkeep.New(upkeep.Config{Store: s, Backup: o, Every: time.Hour, Log: slog.New(slog.DiscardHandler)})
		if due := k.Due(m.CreatedAt.Add(-c.back)); due != c.due {
			t.Errorf("%s: due %v", c.name, due)
		}
	}
}

// A database damaged inside is noticed at the start, long before a round.
func TestDamagedPagesAreFoundAtTheStart(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	s, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(data, "archive.db")
	raw, err := sql.Open("sqlite3", path)
	var root, size int64
	if err == nil {
		err = errors.Join(raw.QueryRow("SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'recovery_codes'").Scan(&root),
			raw.QueryRow("PRAGMA page_size").Scan(&size), raw.Close(), s.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		_, err = f.WriteAt([]byte("broken.."), (root-1)*size)
	}
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	if s, err = store.Open(t.Context(), data); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	cfg := upkeep.Config{Store: s, Backup: backup.Options{Source: s, Data: data, Dir: t.TempDir()}, Log: slog.New(slog.DiscardHandler), Rest: time.Hour}
	kept := run(t, cfg, func(s upkeep.Status) bool { return s.Now.Damaged > 0 })
	if list := upkeep.New(cfg).Complaints(); kept.Now.BeganAt.IsZero() || len(list) == 0 {
		t.Errorf("%+v, complaints %v", kept.Now, list)
	}
}

// A round begun under a clock of another century does not keep the next from
// beginning.
func TestScrubUnderAWrongClock(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	s, err := store.Open(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := os.WriteFile(filepath.Join(data, "scrub.json"), []byte(`{"last":{"began_at":"2100-01-01T00:00:00Z","ended_at":"2100-01-01T01:00:00Z"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg := upkeep.Config{Store: s, Backup: backup.Options{Source: s, Data: data, Dir: t.TempDir()}, Log: slog.New(slog.DiscardHandler), Rest: time.Millisecond}
	run(t, cfg, func(s upkeep.Status) bool { return s.Round.EndedAt.Year() < 2100 })
}

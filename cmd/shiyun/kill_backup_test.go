package main

import (
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// killRounds is how often each thing is killed; SHIYUN_TEST_MEASURE=1 kills as
// often as the issue asks for.
func killRounds() int {
	if os.Getenv("SHIYUN_TEST_MEASURE") != "" {
		return 60
	}
	return 4
}

// lastedLong is how long a command is let run at most before it is killed: from
// before the first instruction to after the last.
const lastedLong = 600 * time.Millisecond

// A backup that is killed leaves the earlier ones as they are and none that is
// not whole; a restore that is killed leaves its target away or whole, and
// nothing beside it once it was run again.
func TestKilledBackupsAndRestores(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	shiyun(t, "import", "--publish", "--data", data, writePoems(t, invent(11, 3000)))
	media := filepath.Join(data, "media")
	if err := os.MkdirAll(media, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		writeText(t, filepath.Join(media, strings.Repeat(string(rune('a'+i)), 32)+".mp3"), strings.Repeat("ID3 recording", 60_000))
	}
	r := rand.New(rand.NewPCG(12, 12))
	shiyun(t, "backup", "create", "--data", data)
	killed := 0
	for range killRounds() {
		p := start(t, "backup", "create", "--data", data)
		if killWithin(t, r, p, lastedLong) {
			killed++
		}
		shiyun(t, "backup", "verify", "--data", data)
	}
	shiyun(t, "backup", "create", "--data", data)
	shiyun(t, "backup", "verify", "--full", "--data", data)
	wantNothingUnfinished(t, filepath.Join(data, "backups"))

	place := t.TempDir()
	target := filepath.Join(place, "restored")
	for range killRounds() {
		p := start(t, "backup", "restore", "--data", data, "latest", "--to", target)
		if killWithin(t, r, p, lastedLong) {
			killed++
		}
		if _, err := os.Stat(target); err == nil {
			shiyun(t, "verify", "--full", "--data", target)
			if err := os.RemoveAll(target); err != nil {
				t.Fatal(err)
			}
		} else if !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	shiyun(t, "backup", "restore", "--data", data, "latest", "--to", target)
	shiyun(t, "verify", "--full", "--data", target)
	if left, err := os.ReadDir(place); err != nil || len(left) != 1 {
		t.Errorf("beside the target: %v, %v", left, err)
	}
	if killed == 0 {
		t.Error("nothing was killed before its end")
	}
}

// An upgrade that is killed is made good by the next start: every poem is
// there, and so is the backup from before.
func TestKilledUpgrades(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(13, 13))
	for range killRounds() {
		data := t.TempDir()
		packed, err := os.Open("../../corpus/store/testdata/schemas/03.db.gz")
		if err != nil {
			t.Fatal(err)
		}
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(unpacked)
		if err := errors.Join(err, packed.Close()); err != nil {
			t.Fatal(err)
		}
		writeText(t, filepath.Join(data, "archive.db"), string(content))
		writeText(t, filepath.Join(data, "secret.key"), "0123456789abcdef0123456789abcdef")
		killWithin(t, r, start(t, "verify", "--data", data), lastedLong)
		shiyun(t, "verify", "--full", "--data", data)
		if exported := shiyun(t, "export", "--data", data); strings.Count(exported, "\n") != 3 {
			t.Errorf("exported %s", exported)
		}
		if list := shiyun(t, "backup", "list", "--data", data); !strings.Contains(list, "before-") {
			t.Errorf("no backup from before: %s", list)
		}
	}
}

func wantNothingUnfinished(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && (strings.HasPrefix(entry.Name(), ".new-") || strings.HasSuffix(entry.Name(), ".tmp")) {
			t.Errorf("%s was left", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func writeText(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

package segment

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestManifestMatchesEmbeddedFiles(t *testing.T) {
	sums, err := dictSums()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{mainDict, hmmModel, idfDict, stopWordDict} {
		contents, err := embeddedDict(name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(contents)
		if hex.EncodeToString(sum[:]) != sums[name] {
			t.Errorf("%s: the checksum differs", name)
		}
	}
}

// The embedded files and libraryVersion must be those of the gojieba in go.mod.
func TestDictionariesAreTheLibrarys(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}\n{{.Dir}}", "github.com/yanyiwu/gojieba").Output()
	if err != nil {
		t.Fatal(err)
	}
	version, dir, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	if version != "v"+libraryVersion {
		t.Errorf("go.mod has gojieba %s, libraryVersion is %s", version, libraryVersion)
	}
	for _, name := range []string{mainDict, hmmModel, stopWordDict} {
		want, err := os.ReadFile(filepath.Join(dir, "deps", "cppjieba", "dict", name))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := embeddedDict(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs from the library's: %v", name, err)
		}
	}
}

// The main dictionary must be what DefaultFreq and MaxFreq were chosen for, and
// must be well-formed: cppjieba ends the process at a line without 3 columns.
func TestMainDictionary(t *testing.T) {
	contents, err := embeddedDict(mainDict)
	if err != nil {
		t.Fatal(err)
	}
	var sum, greatest float64
	for line := range strings.Lines(string(contents)) {
		columns := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if len(columns) != 3 {
			t.Fatalf("bad line %q", line)
		}
		freq, err := strconv.ParseFloat(columns[1], 64)
		if err != nil || freq <= 0 {
			t.Fatalf("bad frequency in %q", line)
		}
		sum, greatest = sum+freq, max(greatest, freq)
	}
	if greatest > MaxFreq {
		t.Errorf("the commonest word has %v, more than MaxFreq", greatest)
	}
	if MaxFreq/sum*MaxFreq >= DefaultFreq {
		t.Errorf("two words of MaxFreq together outweigh DefaultFreq")
	}
}

func TestDamagedFilesAreRewritten(t *testing.T) {
	damages := map[string]func(path string) error{
		"emptied":   func(p string) error { return os.Truncate(p, 0) },
		"cut short": func(p string) error { return os.Truncate(p, 5) },
		"removed":   os.Remove,
		"changed":   func(p string) error { return os.WriteFile(p, []byte("not a dictionary\n"), 0o644) },
	}
	dict := []byte(testWord + " 20000 x\n")
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			paths, err := installDicts(dir, dict)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range []string{paths.main, paths.hmm, paths.user, paths.idf, paths.stopWords} {
				if err := damage(p); err != nil {
					t.Fatal(err)
				}
			}
			l := newLoader(t, dir, Word{Text: testWord})
			if err := l.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := words(l.Segmenter(), testWord); got[0] != testWord && got[1] != testWord {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestGoodFilesAreNotWrittenAgain(t *testing.T) {
	dir := t.TempDir()
	var infos [2]os.FileInfo
	for i := range infos {
		paths, err := installDicts(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		if infos[i], err = os.Stat(paths.main); err != nil {
			t.Fatal(err)
		}
	}
	if !os.SameFile(infos[0], infos[1]) {
		t.Error("the second install replaced the file")
	}
}

func TestOldTemporaryFilesAreRemoved(t *testing.T) {
	dir := t.TempDir()
	stale, fresh := filepath.Join(dir, tempPrefix+"1"), filepath.Join(dir, tempPrefix+"2")
	for _, p := range []string{stale, fresh} {
		if err := os.WriteFile(p, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-2 * staleAfter)
	if err := os.Chtimes(stale, old, old); err != nil {
		t.Fatal(err)
	}
	removeStaleTemps(dir)
	if _, err := os.Stat(stale); err == nil {
		t.Error("the old file is still there")
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Errorf("a file in use was removed: %v", err)
	}
}

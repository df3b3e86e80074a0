package segment

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// A binary must segment on a machine without this source tree or a module
// cache. With -trimpath the library's own dictionary paths lead nowhere.
func TestTrimmedBinaryRunsAnywhere(t *testing.T) {
	dir := t.TempDir()
	bin := filepath.Join(dir, "portable")
	build := exec.Command("go", "build", "-trimpath", "-o", bin, "./testdata/portable")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	dir = t.TempDir()
	for range 2 { // the second run finds the files of the first
		if err := runPortable(bin, dir); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "dict", digest(manifest), mainDict)); err != nil {
		t.Errorf("no dictionary was written: %v", err)
	}

	dir = t.TempDir()
	var wg sync.WaitGroup
	for range 3 { // processes that write the same files at once
		wg.Go(func() {
			if err := runPortable(bin, dir); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// runPortable runs bin in dir with an empty environment.
func runPortable(bin, dir string) error {
	cmd := exec.Command(bin, "dict", "明月光")
	cmd.Dir = dir
	cmd.Env = []string{"GOMODCACHE=" + filepath.Join(dir, "nowhere")}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("%w\n%s", err, stderr.Bytes())
	}
	if got, want := string(out), "明月\n明月光\n月光\n"; got != want {
		return fmt.Errorf("got %q, want %q", got, want)
	}
	return nil
}

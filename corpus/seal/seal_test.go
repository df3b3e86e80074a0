package seal_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"shiyun/corpus/seal"
)

func load(t testing.TB, dir string) *seal.Key {
	t.Helper()
	key, err := seal.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestSealedTextIsReadAfterARestart(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"", "138 0000 0000", "微信：荷风", strings.Repeat("长", 5000), "a\x00b\xff"} {
		sealed := load(t, dir).Seal(text)
		if got, err := load(t, dir).Open(sealed); err != nil || got != text {
			t.Errorf("%.20q came back as %.20q, %v", text, got, err)
		}
		if text != "" && strings.Contains(sealed, text) || sealed == load(t, dir).Seal(text) {
			t.Errorf("%.20q can be read or compared: %.40s", text, sealed)
		}
	}
	if info, err := os.Stat(filepath.Join(dir, seal.FileName)); err != nil || info.Mode().Perm() != 0o600 || info.Size() != 32 {
		t.Errorf("key file: %v, %v", info, err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".key-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestForeignAndDamagedAreRefused(t *testing.T) {
	key := load(t, t.TempDir())
	sealed := key.Seal("电话")
	if _, err := load(t, t.TempDir()).Open(sealed); err == nil {
		t.Error("another key opens it")
	}
	for i := range sealed {
		damaged := sealed[:i] + string(sealed[i]^1) + sealed[i+1:]
		if text, err := key.Open(damaged); err == nil {
			t.Errorf("byte %d changed and still %q", i, text)
		}
		if _, err := key.Open(sealed[:i]); err == nil {
			t.Errorf("cut to %d bytes and still opened", i)
		}
	}
}

// Programs that start at the same moment share one key.
func TestOneKeyIsMade(t *testing.T) {
	dir := t.TempDir()
	keys := make([]*seal.Key, 8)
	var all sync.WaitGroup
	for i := range keys {
		all.Go(func() { keys[i], _ = seal.Load(dir) })
	}
	all.Wait()
	sealed := load(t, dir).Seal("x")
	for i, key := range keys {
		if key == nil {
			t.Fatalf("program %d got no key", i)
		}
		if _, err := key.Open(sealed); err != nil {
			t.Errorf("program %d has a key of its own", i)
		}
	}
}

func TestDamagedKeyIsNotReplaced(t *testing.T) {
	for name, content := range map[string]string{"empty": "", "short": "abc", "long": strings.Repeat("k", 33)} {
		path := filepath.Join(t.TempDir(), seal.FileName)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := seal.Load(filepath.Dir(path)); err == nil {
			t.Errorf("%s key was taken", name)
		}
		if now, err := os.ReadFile(path); err != nil || string(now) != content {
			t.Errorf("%s key is now %q, %v", name, now, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	key := load(f, f.TempDir())
	f.Add("")
	f.Add("1:")
	f.Add("1:AAAA")
	f.Add("1:" + strings.Repeat("A", 64))
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := key.Open(text); err == nil {
			t.Errorf("%q was opened", text)
		}
		if got, err := key.Open(key.Seal(text)); err != nil || got != text {
			t.Errorf("%q came back as %q, %v", text, got, err)
		}
	})
}

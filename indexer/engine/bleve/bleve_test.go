package bleve_test

import (
	"os"
	"path/filepath"
	"testing"

	"shiyun/indexer/engine"
	"shiyun/indexer/engine/bleve"
	"shiyun/indexer/engine/enginetest"
)

func TestSuite(t *testing.T) {
	t.Parallel()
	dirs := map[engine.Opener]string{}
	damage := func(pattern string, do func(path string, size int64) error) func(testing.TB, engine.Opener, string) {
		return func(t testing.TB, o engine.Opener, name string) {
			t.Helper()
			paths, err := filepath.Glob(filepath.Join(dirs[o], name, pattern))
			if err != nil || len(paths) == 0 {
				t.Fatalf("no %s: %v", pattern, err)
			}
			for _, path := range paths {
				info, err := os.Stat(path)
				if err == nil {
					err = do(path, info.Size())
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	remove := func(path string, _ int64) error { return os.Remove(path) }
	empty := func(path string, _ int64) error { return os.Truncate(path, 0) }
	halve := func(path string, size int64) error { return os.Truncate(path, size/2) }
	zero := func(path string, size int64) error { return os.WriteFile(path, make([]byte, size), 0o600) }
	flip := func(path string, size int64) error {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		content[size/3] ^= 1
		return os.WriteFile(path, content, 0o600)
	}
	enginetest.Run(t, enginetest.Subject{
		New: func(t testing.TB) engine.Opener {
			dir := t.TempDir()
			o := bleve.NewOpener(dir)
			dirs[o] = dir
			return o
		},
		Damages: map[string]func(testing.TB, engine.Opener, string){
			"segments removed":   damage("store/*.zap", remove),
			"segments emptied":   damage("store/*.zap", empty),
			"segments halved":    damage("store/*.zap", halve),
			"segments zeroed":    damage("store/*.zap", zero),
			"segments flipped":   damage("store/*.zap", flip),
			"root flipped":       damage("store/root.bolt", flip),
			"root removed":       damage("store/root.bolt", remove),
			"root emptied":       damage("store/root.bolt", empty),
			"root zeroed":        damage("store/root.bolt", zero),
			"description gone":   damage("index_meta.json", remove),
			"description halved": damage("index_meta.json", halve),
			"store gone":         damage("store", func(path string, _ int64) error { return os.RemoveAll(path) }),
		},
	})
}

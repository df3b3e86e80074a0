package server_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A text becomes markup in one function of one file; everywhere else templates
// escape it.
func TestRawMarkupIsMadeInOnePlace(t *testing.T) {
	t.Parallel()
	made := regexp.MustCompile(`template\.(HTML|HTMLAttr|JS|JSStr|CSS|URL|Srcset)\(`)
	var found []string
	for _, root := range []string{"../server", "../cmd", "../indexer", "../corpus"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			content, err := os.ReadFile(path)
			for range made.FindAll(content, -1) {
				found = append(found, filepath.ToSlash(path))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) != 1 || found[0] != "../server/page/script_run.go" {
		t.Errorf("raw markup is made in %v", found)
	}
}

package store

import (
	"os"
	"path/filepath"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/seal"
	"shiyun/corpus/store/db/sqlite"
)

// CheckLost returns a Conflict error where dir has what only an archive leaves
// beside it, and the archive itself is missing or empty: it was moved, deleted
// or is on a disk that is not mounted. A new archive begun there would look
// like the old one, and would take its write-ahead log and its index with it.
func CheckLost(dir string) error {
	if sqlite.HasContent(dir) {
		return nil
	}
	left := findLeft(dir)
	if len(left) == 0 {
		return nil
	}
	return corpus.NewError(corpus.Conflict, "start.archive_lost", dir, sqlite.FileName, strings.Join(left, " "))
}

// findLeft returns what an archive left in dir. A folder without anything in
// it is no trace, nor is the dictionary, which may be laid out before the
// first start.
func findLeft(dir string) []string {
	var left []string
	for _, pattern := range []string{seal.FileName, sqlite.FileName + "-wal", "media/*", "index/gen-*", "uploads/*"} {
		found, err := filepath.Glob(filepath.Join(escapePattern(dir), pattern))
		if err != nil || len(found) == 0 {
			continue
		}
		if info, err := os.Stat(found[0]); err == nil && info.Mode().IsRegular() && info.Size() == 0 {
			continue
		}
		left = append(left, strings.TrimSuffix(strings.TrimSuffix(pattern, "*"), "gen-"))
	}
	return left
}

// escapePattern makes dir match itself in filepath.Glob.
func escapePattern(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}

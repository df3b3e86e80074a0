package sqlite

import (
	"net/url"

	"github.com/uptrace/bun"
)

// OpenCopy opens a file that nothing writes to, such as a backup, for reading
// alone. It leaves nothing beside it and migrates nothing.
func OpenCopy(path string) (*bun.DB, error) {
	return open(path, 1, url.Values{"mode": {"ro"}, "immutable": {"1"}, "_journal_mode": {"OFF"}, "_synchronous": {"OFF"}, "_query_only": {"1"}, "_txlock": {"deferred"}})
}

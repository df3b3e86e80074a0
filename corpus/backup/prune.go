package backup

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"shiyun/corpus"
)

// Policy is how many backups are kept: the newest of each of so many days,
// weeks and months that have one.
type Policy struct{ Daily, Weekly, Monthly int }

// ParsePolicy reads "daily=7,weekly=4,monthly=12". It returns Invalid for
// anything else, and for a policy that keeps nothing.
func ParsePolicy(text string) (p Policy, err error) {
	for part := range strings.SplitSeq(text, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		n, err := strconv.Atoi(value)
		into := map[string]*int{"daily": &p.Daily, "weekly": &p.Weekly, "monthly": &p.Monthly}[name]
		if into == nil || err != nil || n < 0 {
			return p, corpus.NewError(corpus.Invalid, "backup.keep_unclear", text)
		}
		*into = n
	}
	if p == (Policy{}) {
		return p, corpus.NewError(corpus.Invalid, "backup.keep_unclear", text)
	}
	return p, nil
}

// superfluous returns the backups that the policy does not keep. list is newest
// first. The newest is always kept, and so is what cannot be read: somebody
// may want to look at it.
func (p Policy) superfluous(list []Entry) (gone []Entry) {
	seen := map[string]bool{}
	counts := map[string]int{}
	for i, entry := range list {
		if entry.Err != nil {
			continue
		}
		at := entry.Manifest.CreatedAt.Local()
		year, week := at.ISOWeek()
		keep := i == 0
		for _, period := range []struct {
			name, key string
			most      int
		}{
			{"daily", at.Format(time.DateOnly), p.Daily},
			{"weekly", fmt.Sprintf("%d-W%d", year, week), p.Weekly},
			{"monthly", at.Format("2006-01"), p.Monthly},
		} {
			key := period.name + period.key
			if !seen[key] && counts[period.name] < period.most {
				keep = true
				counts[period.name]++
			}
			seen[key] = true
		}
		if !keep {
			gone = append(gone, entry)
		}
	}
	return gone
}

// Prune removes the backups that the policy does not keep, and the files that
// no backup names any more. It returns the names of those removed.
func Prune(ctx context.Context, dir string, p Policy) (removed []string, err error) {
	l, err := lock(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = l.Unlock() }() // ends with the process at the latest
	list, err := List(dir)
	if err != nil {
		return nil, err
	}
	for _, entry := range p.superfluous(list) {
		// Renamed first: half removed it must not look like a backup.
		aside := filepath.Join(dir, newPrefix+entry.Name)
		if err := os.Rename(filepath.Join(dir, entry.Name), aside); err != nil {
			return removed, fmt.Errorf("remove backup: %w", err)
		}
		removed = append(removed, entry.Name)
		if err := os.RemoveAll(aside); err != nil {
			return removed, fmt.Errorf("remove backup: %w", err)
		}
	}
	return removed, removeObjects(dir)
}

// removeObjects removes the files that no backup names. Where a manifest cannot
// be read, nothing is: it may name any.
func removeObjects(dir string) error {
	list, err := List(dir)
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, entry := range list {
		if entry.Err != nil {
			return nil
		}
		for _, f := range entry.Manifest.Files {
			named[f.SHA256] = true
		}
	}
	return filepath.WalkDir(filepath.Join(dir, objectsName), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			if os.IsNotExist(err) {
				return nil
			}
			return err
		}
		if !named[entry.Name()] {
			return os.Remove(path)
		}
		return nil
	})
}

package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup/place"
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

// Prune removes the backups of a folder that the policy does not keep, and the
// files that no backup names any more. It returns the names of those removed.
func Prune(ctx context.Context, dir string, p Policy) (removed []string, err error) {
	return PruneAt(ctx, dir, place.NewFolder(dir), p)
}

// PruneAt is Prune at a place that the backups of a folder are copied to: the
// lock is that of the folder, so that nothing is copied there meanwhile.
func PruneAt(ctx context.Context, dir string, at place.Place, p Policy) (removed []string, err error) {
	l, err := lock(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = l.Unlock() }() // ends with the process at the latest
	list, err := ListAt(ctx, at)
	if err != nil {
		return nil, err
	}
	for _, entry := range p.superfluous(list) {
		// Without its manifest it is no backup any more, whatever breaks off.
		for _, name := range []string{manifestName, archiveName, archiveName + ageSuffix} {
			if err := at.Remove(ctx, entry.Name+"/"+name); err != nil {
				return removed, fmt.Errorf("remove backup: %w", err)
			}
			if name == manifestName {
				removed = append(removed, entry.Name)
			}
		}
	}
	if err := removeHeadless(ctx, at); err != nil {
		return removed, err
	}
	return removed, removeObjects(ctx, at)
}

// removeHeadless removes what a removal or a copy that broke off left: the
// archive of a backup without a manifest.
func removeHeadless(ctx context.Context, at place.Place) error {
	folders, err := at.List(ctx, "")
	if err != nil {
		return fmt.Errorf("list backups: %w", err)
	}
	for _, folder := range folders {
		if !folder.Folder || folder.Name == objectsName || folder.Name == keysName || strings.HasPrefix(folder.Name, ".") {
			continue
		}
		if _, err := at.Size(ctx, folder.Name+"/"+manifestName); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		for _, name := range []string{archiveName, archiveName + ageSuffix} {
			if err := at.Remove(ctx, folder.Name+"/"+name); err != nil {
				return fmt.Errorf("remove backup: %w", err)
			}
		}
	}
	return nil
}

// removeObjects removes the files that no backup names. Where a manifest cannot
// be read, nothing is: it may name any.
func removeObjects(ctx context.Context, at place.Place) error {
	list, err := ListAt(ctx, at)
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, entry := range list {
		if entry.Err != nil {
			return nil
		}
		for _, f := range entry.Manifest.Files {
			named[entry.Manifest.objectFile(f)] = true
		}
	}
	folders, err := at.List(ctx, objectsName)
	if err != nil {
		return err
	}
	for _, folder := range folders {
		files, err := at.List(ctx, objectsName+"/"+folder.Name)
		if err != nil {
			return err
		}
		for _, file := range files {
			name := objectsName + "/" + folder.Name + "/" + file.Name
			if named[name] || file.Folder {
				continue
			}
			if err := at.Remove(ctx, name); err != nil {
				return fmt.Errorf("remove object: %w", err)
			}
		}
	}
	return nil
}

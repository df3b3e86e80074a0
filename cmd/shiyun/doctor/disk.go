package doctor

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"shiyun/corpus"
)

const (
	megabyte = 1 << 20

	// fullDisk leaves no room to fold a log in or to write an index anew.
	fullDisk = 200 * megabyte
	// scarceDisk is soon full where recordings are sent in.
	scarceDisk = 1024 * megabyte

	archiveName = "archive.db"
)

// FreeSpace returns the room of the file system of dir, or of the nearest
// directory above it that is there.
func FreeSpace(dir string) (Space, error) {
	var s unix.Statfs_t
	err := unix.Statfs(dir, &s)
	for errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir {
		dir = filepath.Dir(dir)
		err = unix.Statfs(dir, &s)
	}
	return Space{uint64(s.Bavail) * uint64(s.Bsize), uint64(s.Blocks) * uint64(s.Bsize)}, err
}

func (x *examination) checkDirectory(context.Context) Result {
	switch {
	case x.lost != nil:
		var known *corpus.Error
		if errors.As(x.lost, &known) {
			return ill(known.Message, corpus.NewMessage("doctor.directory.lost_advice"))
		}
	case !x.exists && x.away == nil:
		return ill(corpus.NewMessage("doctor.directory.none", x.Data), corpus.NewMessage("doctor.directory.none_advice"))
	}
	info, err := os.Stat(x.Data)
	if err != nil {
		return ill(corpus.NewMessage("doctor.directory.unreadable", x.Data, err.Error()), corpus.NewMessage("doctor.directory.owner_advice"))
	}
	if err := unix.Access(x.Data, unix.W_OK|unix.X_OK); err != nil {
		return ill(corpus.NewMessage("doctor.directory.unwritable", x.Data), corpus.NewMessage("doctor.directory.owner_advice"))
	}
	archive, err := os.Stat(filepath.Join(x.Data, archiveName))
	if info.Mode().Perm()&0o022 != 0 || err == nil && archive.Mode().Perm()&0o077 != 0 {
		return warn(corpus.NewMessage("doctor.directory.open", x.Data), corpus.NewMessage("doctor.directory.open_advice", x.Data))
	}
	return ok(corpus.NewMessage("doctor.directory.sound", x.Data))
}

// checkDisk looks at every place that is written to. Twice the archive must
// fit beside it: a backup and an index built anew.
func (x *examination) checkDisk(context.Context) Result {
	archive := uint64(0)
	if info, err := os.Stat(filepath.Join(x.Data, archiveName)); err == nil {
		archive = uint64(info.Size())
	}
	least := uint64(0)
	worst := ok(corpus.Message{})
	for i, dir := range []string{x.Data, x.Backups, os.TempDir()} {
		s, err := x.Space(dir)
		if err != nil {
			return ill(corpus.NewMessage("doctor.disk.unknown", dir, err.Error()), corpus.NewMessage("doctor.disk.advice"))
		}
		if i == 0 || s.Free < least {
			least = s.Free
			worst.Message = corpus.NewMessage("doctor.disk.free", dir, int(s.Free/megabyte), int(s.Total/megabyte))
		}
	}
	switch {
	case least < fullDisk:
		return ill(worst.Message, corpus.NewMessage("doctor.disk.advice"))
	case least < max(scarceDisk, 2*archive):
		return warn(worst.Message, corpus.NewMessage("doctor.disk.advice"))
	}
	return worst
}

package doctor

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/seal"
	"shiyun/corpus/upkeep"
)

func (x *examination) checkIntegrity(context.Context) Result {
	advice := corpus.NewMessage("doctor.integrity.advice")
	switch {
	case x.away != nil:
		var known *corpus.Error
		if errors.As(x.away, &known) {
			return ill(known.Message, corpus.NewMessage("doctor.database.advice"))
		}
		return ill(corpus.NewMessage("start.database_away"), corpus.NewMessage("doctor.database.advice"))
	case !x.exists || x.lost != nil:
		return skipped()
	case x.Database != "":
		return ok(corpus.NewMessage("doctor.database.answers"))
	case x.conditionErr != nil:
		return ill(corpus.NewMessage("doctor.integrity.unreadable", x.conditionErr.Error()), advice)
	case len(x.condition.Damage) > 0:
		return ill(corpus.NewMessage("doctor.integrity.damaged", len(x.condition.Damage), x.condition.Damage[0]), advice)
	}
	return ok(corpus.NewMessage("doctor.integrity.sound", int(x.condition.Poems)))
}

// checkScrub shows what the server's own reading of every row and file found.
func (x *examination) checkScrub(context.Context) Result {
	last, now := upkeep.ReadRounds(x.Data)
	switch {
	case max(last.Damaged, now.Damaged) > 0:
		return ill(corpus.NewMessage("doctor.scrub.damaged", max(last.Damaged, now.Damaged)), corpus.NewMessage("doctor.scrub.advice"))
	case last.EndedAt.IsZero():
		return ok(corpus.NewMessage("doctor.scrub.none"))
	}
	return ok(corpus.NewMessage("doctor.scrub.sound", last.EndedAt.Local().Format("2006-01-02 15:04"), last.Rows, last.Files))
}

func (x *examination) checkKey(context.Context) Result {
	if !seal.Exists(x.Data) {
		if x.condition.Sealed > 0 {
			return ill(corpus.NewMessage("doctor.key.lost", seal.FileName, int(x.condition.Sealed)), corpus.NewMessage("doctor.key.advice"))
		}
		return ok(corpus.NewMessage("doctor.key.none"))
	}
	key, err := seal.Load(x.Data)
	if err != nil {
		return ill(corpus.NewMessage("doctor.key.unreadable", seal.FileName, err.Error()), corpus.NewMessage("doctor.key.advice"))
	}
	if x.condition.SealedText != "" {
		if _, err := key.Open(x.condition.SealedText); err != nil {
			return ill(corpus.NewMessage("doctor.key.foreign", seal.FileName, int(x.condition.Sealed)), corpus.NewMessage("doctor.key.advice"))
		}
	}
	path := filepath.Join(x.Data, seal.FileName)
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		return warn(corpus.NewMessage("doctor.key.open", seal.FileName), corpus.NewMessage("doctor.key.open_advice", path))
	}
	return ok(corpus.NewMessage("doctor.key.sound", int(x.condition.Sealed)))
}

// checkIndex compares the index with the archive as far as it can be done
// beside a server; "index verify" compares every poem.
func (x *examination) checkIndex(context.Context) Result {
	if x.Database != "" {
		return ok(corpus.NewMessage("doctor.database.index"))
	}
	if !x.readable() {
		return skipped()
	}
	c, advice := x.condition, corpus.NewMessage("doctor.index.advice")
	if c.Generation == 0 {
		if c.Poems == 0 {
			return ok(corpus.NewMessage("doctor.index.empty"))
		}
		return warn(corpus.NewMessage("doctor.index.none"), advice)
	}
	files, err := os.ReadDir(filepath.Join(x.Index, fmt.Sprintf("gen-%d", c.Generation)))
	if err != nil || len(files) == 0 {
		return ill(corpus.NewMessage("doctor.index.missing"), advice)
	}
	switch lag := int(c.Head - c.Indexed); {
	case lag < 0:
		return ill(corpus.NewMessage("doctor.index.ahead"), advice)
	case lag > 0:
		return warn(corpus.NewMessage("doctor.index.behind", lag), corpus.NewMessage("doctor.index.behind_advice"))
	}
	return ok(corpus.NewMessage("doctor.index.sound"))
}

func (x *examination) checkBackup(context.Context) Result {
	list, err := backup.List(x.Backups)
	if err != nil {
		return ill(corpus.NewMessage("doctor.backup.unreadable", x.Backups, err.Error()), corpus.NewMessage("doctor.backup.advice"))
	}
	var last backup.Manifest
	damaged := 0
	for _, entry := range list {
		switch {
		case entry.Err != nil:
			damaged++
		case last.Name == "":
			last = entry.Manifest
		}
	}
	switch age := x.Now().Sub(last.CreatedAt); {
	case last.Name == "" && x.readable() && x.condition.Poems == 0:
		return warn(corpus.NewMessage("doctor.backup.none", x.Backups), corpus.NewMessage("doctor.backup.advice"))
	case last.Name == "":
		return ill(corpus.NewMessage("doctor.backup.none", x.Backups), corpus.NewMessage("doctor.backup.advice"))
	case age > upkeep.Overdue:
		return ill(corpus.NewMessage("doctor.backup.old", int(age/(24*time.Hour)), last.Name), corpus.NewMessage("doctor.backup.advice"))
	case damaged > 0:
		return warn(corpus.NewMessage("doctor.backup.damaged", damaged), corpus.NewMessage("doctor.backup.damaged_advice"))
	case x.BackupEvery <= 0:
		return warn(corpus.NewMessage("doctor.backup.by_hand", last.Name), corpus.NewMessage("doctor.backup.by_hand_advice"))
	}
	if err := checkArchiveFile(x.Backups, last); err != nil {
		return ill(corpus.NewMessage("doctor.backup.torn", last.Name), corpus.NewMessage("doctor.backup.damaged_advice"))
	}
	for _, address := range x.Places {
		if r := x.checkCopy(address, last); r.Status != OK {
			return r
		}
	}
	return ok(corpus.NewMessage("doctor.backup.sound", last.Name, last.Counts["poems"], len(list)))
}

// checkCopy looks at what was noted of a second place; reaching it may take long.
func (x *examination) checkCopy(address string, last backup.Manifest) Result {
	copied, err := backup.ReadCopied(x.Backups)
	there := copied[address]
	switch advice := corpus.NewMessage("doctor.backup.copy_advice"); {
	case err != nil:
		return warn(corpus.NewMessage("doctor.backup.unreadable", x.Backups, err.Error()), advice)
	case there.Name == "":
		return ill(corpus.NewMessage("doctor.backup.no_copy", address), advice)
	case last.CreatedAt.Sub(there.CreatedAt) > upkeep.Overdue:
		return ill(corpus.NewMessage("doctor.backup.old_copy", address, there.Name), advice)
	}
	return ok(corpus.Message{})
}

var errSize = errors.New("not the size that its manifest states")

// checkArchiveFile is a glance; "backup verify" reads every byte.
func checkArchiveFile(dir string, m backup.Manifest) error {
	info, err := os.Stat(filepath.Join(dir, m.Name, m.Archive.Path))
	if err == nil && info.Size() != m.Archive.Size {
		err = errSize
	}
	return err
}

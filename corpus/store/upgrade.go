package store

import (
	"context"

	"shiyun/corpus/store/db"
)

// Upgrade is a change of an archive's schema that is about to be made. From is
// 0 for a new archive.
type Upgrade struct {
	db.Upgrade

	database *db.DB
}

// Copy writes a copy of the archive as it still is into a new file.
func (u Upgrade) Copy(ctx context.Context, file string) error { return u.database.Copy(ctx, file) }

// BeforeUpgrade is called before an archive is changed; the opening ends where
// it fails.
type BeforeUpgrade func(context.Context, Upgrade) error

func prepareUpgrade(ctx context.Context, acts []BeforeUpgrade) []db.BeforeUpgrade {
	var before []db.BeforeUpgrade
	for _, act := range acts {
		before = append(before, func(database *db.DB, upgrade db.Upgrade) error { return act(ctx, Upgrade{upgrade, database}) })
	}
	return before
}

package command

import (
	"context"
	"log/slog"
	"time"

	"shiyun/corpus/store"
)

// forgetEvery is how often contacts that are no longer needed are looked for.
const forgetEvery = 6 * time.Hour

// forgetContacts takes contacts away so many days after what they were left for
// was decided on, until ctx ends.
func forgetContacts(ctx context.Context, s *store.Store, days int, log *slog.Logger) {
	tick := time.NewTicker(forgetEvery)
	defer tick.Stop()
	for {
		n, err := s.ForgetContacts(ctx, time.Now().AddDate(0, 0, -days))
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.Error("forget contacts", "error", err) // the next round tries again
		case n > 0:
			log.Info("forgot contacts", "contacts", n)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

package command

import (
	"context"
	"io/fs"
	"net"
	"os"
	"os/signal"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"shiyun/cmd/shiyun/handover"
	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/borrowing/classics"
	"shiyun/corpus/store"
	"shiyun/corpus/store/erasure"
	"shiyun/corpus/supervise"
	"shiyun/corpus/upkeep"
	"shiyun/indexer"
	"shiyun/indexer/search"
	"shiyun/indexer/texts"
	"shiyun/server"
	"shiyun/server/metrics"
)

// house is the parts of a server, put together.
type house struct {
	app      *app
	store    *store.Store
	index    *indexer.Index
	desk     *batch.Desk
	site     *server.Server
	metrics  *metrics.Metrics
	work     *supervise.Supervisor // of what goes on in the background
	keeper   *upkeep.Keeper
	counters net.Listener // for metrics; nil for none
	passed   atomic.Bool  // another process has taken over

	keepContacts int // days
}

// build puts a server together, on an archive that this process has the lock of.
func (a *app) build(c *serveCmd, s *store.Store, pages fs.FS) (h *house, err error) {
	h = &house{app: a, store: s, keepContacts: c.KeepContacts, work: supervise.New(a.log)}
	if h.counters, err = c.listenMetrics(); err != nil {
		return nil, err
	}
	if h.counters != nil {
		h.metrics = metrics.New(version())
	}
	if h.index, err = indexer.New(indexer.Config{Store: s, Engine: a.engine(), Dir: a.data, Texts: texts.NewTable(), Log: a.log}); err != nil {
		return nil, err
	}
	searcher, near := search.New(h.index, s), batch.NewNeighbours(s)
	h.desk = batch.NewDesk(batch.Config{Store: s, Dir: a.data, Near: near.Index, Log: a.log})
	if h.keeper, err = a.keeper(s, c.upkeepFlags); err != nil {
		return nil, err
	}
	eraseFiles := func(ctx context.Context, p corpus.Person, needles erasure.Needles) ([]string, error) {
		_, left, err := a.eraseFiles(ctx, s, p, needles)
		return left, err
	}
	h.site, err = server.New(server.Config{Store: s, Upkeep: h.keeper, EraseFiles: eraseFiles, Batches: h.desk, Near: near.Index, Search: searcher, Classics: classics.NewLibrary(a.data), Explain: searcher, Bench: h.index, Ready: h.index, Ill: h.work.Ill,
		Version: version(), PublicURL: a.publicURL, Demo: a.demo, Log: a.log, TrustedProxies: c.TrustedProxies, Dev: pages, Metrics: h.metrics})
	if h.metrics != nil {
		h.metrics.Archive(s, h.index.Ready)
		h.countBackups()
	}
	return h, err
}

// countBackups shows each place of backups among the numbers; one that cannot
// be read has failed.
func (h *house) countBackups() {
	h.metrics.Backup("first", func() (time.Time, bool) {
		s, err := h.keeper.Status()
		return s.Last.CreatedAt, err != nil || s.Fault != nil
	})
	for i, address := range h.app.backups.BackupTo {
		h.metrics.Backup(address, func() (time.Time, bool) {
			s, err := h.keeper.Status()
			if err != nil {
				return time.Time{}, true
			}
			return s.Places[i].Last.CreatedAt, s.Places[i].Fault != nil
		})
	}
}

// run serves until ctx ends or another process has taken over.
func (h *house) run(ctx context.Context, socket *handover.Socket, address string) error {
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGHUP, syscall.SIGUSR2) // before anybody knows where the server is
	defer signal.Stop(signals)
	if err := h.app.announce(ctx, h.store, address); err != nil {
		return err
	}
	serving, stop := context.WithCancel(ctx)
	defer stop()
	working, rest := context.WithCancel(context.WithoutCancel(ctx))
	var run sync.WaitGroup
	h.work.Go(working, "index", h.index.Run)
	h.work.Go(working, "batches", h.desk.Run)
	h.work.Go(working, "backups", h.keeper.BackUp)
	h.work.Go(working, "scrub", h.keeper.Scrub)
	if h.keepContacts > 0 {
		h.work.Go(working, "contacts", func(ctx context.Context) { forgetContacts(ctx, h.store, h.keepContacts, h.app.log) })
	}
	run.Go(func() { handover.Watch(working, h.site.Alive) })
	run.Go(func() { h.obey(serving, stop, signals, socket) })
	if h.counters != nil {
		run.Go(func() {
			if err := h.metrics.Serve(working, h.counters); err != nil {
				h.app.log.Error("metrics", "error", err)
			}
		})
	}
	context.AfterFunc(serving, func() {
		if !h.passed.Load() {
			handover.Stopping()
		}
	})
	handover.Ready()
	err := h.site.Serve(serving, socket)
	stop()
	rest() // only now: requests under way may still search
	run.Wait()
	h.work.Wait()
	return err
}

// obey does what signals ask for: SIGHUP reads the settings anew, SIGUSR2 hands
// over to the program as it is on disk now.
func (h *house) obey(ctx context.Context, stop func(), signals <-chan os.Signal, socket *handover.Socket) {
	for {
		select {
		case <-ctx.Done():
			return
		case sig := <-signals:
			if sig == syscall.SIGHUP {
				h.reload()
			} else if h.pass(ctx, socket) {
				stop()
				return
			}
		}
	}
}

// pass hands over, and reports whether another process can begin.
func (h *house) pass(ctx context.Context, socket *handover.Socket) bool {
	pid, err := socket.Pass(ctx)
	if err != nil {
		h.app.log.Error("hand over", "error", err)
		return false
	}
	h.passed.Store(true)
	handover.Succeeded(pid)
	h.app.log.Info("handed over", "pid", pid)
	return true
}

// reload reads the settings anew and takes over what can be while the server
// runs; of the others the log says that they wait for the next start. Where
// anything is wrong with them nothing is taken over.
func (h *house) reload() {
	handover.Reloading()
	defer handover.Ready()
	a := h.app
	line, err := readLine(a.args, a.Process)
	if err != nil {
		for _, fault := range split(err) {
			a.log.Error("settings not reloaded", "fault", render(describe(fault)))
		}
		return
	}
	for _, now := range line.settings.All() {
		if now.Value == a.settings.Get(now.Key).Value || !now.Global && !strings.HasPrefix(now.Key, "serve.") {
			continue
		}
		switch now.Key {
		case "log-level":
			_ = a.level.UnmarshalText([]byte(now.Value)) // one of the enum
		case "serve.trusted-proxies":
			if err := h.site.TrustProxies(line.cli.Serve.TrustedProxies); err != nil {
				a.log.Error("setting not reloaded", "setting", now.Key, "error", err)
				continue
			}
		default:
			a.log.Warn("setting needs a restart", "setting", now.Key)
			continue
		}
		a.log.Info("setting reloaded", "setting", now.Key)
	}
	a.settings = line.settings // only this goroutine reads them from here on
}

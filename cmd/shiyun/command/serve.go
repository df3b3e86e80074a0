package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"time"

	"shiyun/cmd/shiyun/handover"
	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/server"
	"shiyun/server/serverlock"
)

type serveCmd struct {
	upkeepFlags

	Addr           string   `help:"Address to listen on." default:"127.0.0.1:8080"`
	MetricsAddr    string   `help:"Address for Prometheus, of this machine alone; none by default." placeholder:"ADDR"`
	TrustedProxies []string `help:"Proxies whose word about visitors' addresses is believed." placeholder:"IP"`
	KeepContacts   int      `help:"Days that contacts of residents are kept after a decision; 0 keeps them." default:"90" placeholder:"DAYS"`
	NewKey         bool     `help:"Make a new secret.key where the old one is lost or damaged: contacts and second factors sealed with it can never be read again."`
	ReadOnly       bool     `help:"Only show the archive: refuse whatever would change it."`
	Dev            bool     `help:"Work on pages: read templates, styles, scripts and words from ./web at each request, and show errors on error pages. Never on a site people use."`
}

func (c *serveCmd) Run(ctx context.Context, a *app) error {
	if c.NewKey {
		if err := a.at().ReplaceKey(ctx, a.backupBeforeUpgrade); err != nil {
			return err
		}
	}
	err := endOf(ctx, c.openAndServe(ctx, a, c.readOnlyReason()))
	if reason := store.Unwritable(err); !reason.IsZero() && a.database == "" && store.Exists(a.data) {
		return c.serveCopy(ctx, a, reason, err)
	}
	return err
}

// successionTime is how long a server waits for the one before it: longer than
// that gives the requests under way.
const successionTime = 45 * time.Second

// serve serves the archive until ctx ends or another process takes over. The
// archive is opened under the lock: a schema is never changed under another
// server.
func (a *app) serve(ctx context.Context, c *serveCmd, open func(context.Context) (*store.Store, error)) (err error) {
	pages, err := c.pages()
	if err != nil {
		return err
	}
	socket, err := handover.Inherit()
	if err != nil {
		return err
	}
	wait := serverlock.Moment
	if socket.Succeeds() {
		wait = successionTime
	}
	if err := socket.Begin(); err != nil {
		return err
	}
	lock, err := serverlock.Acquire(ctx, a.data, wait)
	if err != nil {
		return err
	}
	defer closing(lock, &err)
	s, err := open(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	if socket == nil {
		if socket, err = handover.Listen(c.Addr); err != nil {
			return err
		}
	}
	defer socket.Close() // Serve closes it too; here it is for the errors before
	if err := lock.Announce(socket.Addr()); err != nil {
		return err
	}
	house, err := a.build(c, s, pages)
	if err != nil {
		return err
	}
	return house.run(ctx, socket, lock.Address())
}

// announce prints where the site is, and the link that makes the first account
// while there is none. There is no password that everybody knows.
func (a *app) announce(ctx context.Context, s *store.Store, address string) error {
	printMessage(a.Out, corpus.NewMessage("command.serve.open", "http://"+address+"/"))
	if !s.ReadOnly().IsZero() {
		printMessage(a.Out, corpus.NewMessage("command.serve.read_only"))
		return nil
	}
	token, err := s.FirstLink(context.WithoutCancel(ctx)) // asked to end already, the server still ends in order
	if err == nil && token != "" {
		printMessage(a.Out, corpus.NewMessage("command.serve.first_link"))
		fmt.Fprintln(a.Out, strings.TrimSuffix(cmp.Or(a.publicURL, "http://"+address), "/")+server.WelcomePath(token))
	}
	return err
}

// pages is the folder that pages are read from with --dev; nil for the files
// in the program.
func (c *serveCmd) pages() (fs.FS, error) {
	if !c.Dev {
		return nil, nil
	}
	if _, err := os.Stat("web/templates/layout.html"); err != nil {
		return nil, corpus.NewError(corpus.Invalid, "command.serve.no_web")
	}
	return os.DirFS("web"), nil
}

// listenMetrics opens the address for Prometheus; nil where none is set.
func (c *serveCmd) listenMetrics() (net.Listener, error) {
	if c.MetricsAddr == "" {
		return nil, nil
	}
	l, err := net.Listen("tcp", c.MetricsAddr)
	if err != nil {
		return nil, fmt.Errorf("listen for metrics: %w", err)
	}
	return l, nil
}

// endOf is nil where the server ended because it was asked to: while it served,
// and while it waited for the server before it or opened the archive.
func endOf(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

package command

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/account"
	"shiyun/corpus/store"
	"shiyun/server"
	"shiyun/server/serverlock"
)

// accountCmd is for whoever runs the machine: it asks for no password.
type accountCmd struct {
	Add     accountAddCmd     `cmd:"" help:"Add an account and print its one-time link."`
	List    accountListCmd    `cmd:"" help:"List the accounts."`
	Link    accountLinkCmd    `cmd:"" help:"Print a new one-time link, for a password that was forgotten."`
	Disable accountDisableCmd `cmd:"" help:"Shut an account out, or let it in again."`
	SignOut accountSignOutCmd `cmd:"" name:"sign-out" help:"End all sessions of an account."`
}

// link is a one-time link at the address of the site, or of the server that is
// running where none is set.
func (a *app) link(token string) string {
	return strings.TrimSuffix(cmp.Or(a.publicURL, "http://"+cmp.Or(serverlock.Find(a.data), "127.0.0.1:8080")), "/") + server.WelcomePath(token)
}

type accountAddCmd struct {
	jsonFlag

	Name  string `arg:"" help:"Name, of 1 to 20 characters."`
	Admin bool   `help:"An administrator, who may manage accounts."`
}

func (c *accountAddCmd) Run(ctx context.Context, a *app) (err error) {
	name, err := account.CleanName(c.Name)
	if err != nil {
		return err
	}
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	role := corpus.RoleCurator
	if c.Admin {
		role = corpus.RoleAdmin
	}
	made, err := s.AddAccount(ctx, corpus.ActorCommand, name, role)
	if err != nil {
		return err
	}
	return c.printLink(ctx, a, s, made)
}

// shownAccount is an account as --json prints it.
type shownAccount struct {
	ID          corpus.AccountID `json:"id"`
	Name        string           `json:"name"`
	Role        corpus.Role      `json:"role"`
	Disabled    bool             `json:"disabled"`
	HasPassword bool             `json:"has_password"`
	HasCode     bool             `json:"has_code"`
	CreatedAt   time.Time        `json:"created_at"`
	Link        string           `json:"link,omitempty"` // one-time
}

func newShownAccount(one corpus.Account) shownAccount {
	return shownAccount{one.ID, one.Name, one.Role, one.Disabled, one.HasPassword, one.HasCode, one.CreatedAt.UTC(), ""}
}

func (f jsonFlag) printLink(ctx context.Context, a *app, s *store.Store, to corpus.Account) error {
	token, err := s.AddLink(ctx, corpus.ActorCommand, to.ID)
	if err != nil {
		return err
	}
	shown := newShownAccount(to)
	shown.Link = a.link(token)
	return f.print(a, shown, func() {
		printMessage(a.Out, corpus.NewMessage("command.account.link", to.Name))
		fmt.Fprintln(a.Out, shown.Link)
	})
}

// printAgain prints an account as it is after an act.
func (f jsonFlag) printAgain(ctx context.Context, a *app, s *store.Store, name string) error {
	if !f.JSON {
		return nil
	}
	one, err := s.AccountNamed(ctx, name)
	if err != nil {
		return err
	}
	return printJSON(a, newShownAccount(one))
}

type accountListCmd struct{ jsonFlag }

var roleNames = map[corpus.Role]corpus.Message{
	corpus.RoleCurator: corpus.NewMessage("role.curator"),
	corpus.RoleAdmin:   corpus.NewMessage("role.admin"),
}

func (c accountListCmd) Run(ctx context.Context, a *app) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	accounts, err := s.Accounts(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		list := []shownAccount{}
		for _, one := range accounts {
			list = append(list, newShownAccount(one))
		}
		return printJSON(a, list)
	}
	table := tabwriter.NewWriter(a.Out, 0, 0, 2, ' ', 0)
	for _, one := range accounts {
		fmt.Fprintf(table, "%s\t%s\t%s\n", render(roleNames[one.Role]), render(stateOf(one)), one.Name)
	}
	return table.Flush()
}

func stateOf(one corpus.Account) corpus.Message {
	switch {
	case one.Disabled:
		return corpus.NewMessage("accounts.disabled")
	case !one.HasPassword:
		return corpus.NewMessage("accounts.waiting")
	case one.HasCode:
		return corpus.NewMessage("accounts.code")
	}
	return corpus.NewMessage("command.account.ready")
}

// named opens the archive and finds an account in it.
func (a *app) named(ctx context.Context, name string, act func(s *store.Store, one corpus.Account) error) (err error) {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer closing(s, &err)
	one, err := s.AccountNamed(ctx, name)
	if err != nil {
		return err
	}
	return act(s, one)
}

type accountLinkCmd struct {
	jsonFlag

	Name     string `arg:"" help:"Name of the account."`
	DropCode bool   `help:"Ask for no code any more, for a phone that was lost."`
}

func (c *accountLinkCmd) Run(ctx context.Context, a *app) error {
	return a.named(ctx, c.Name, func(s *store.Store, one corpus.Account) error {
		if c.DropCode && one.HasCode {
			if err := s.SetCode(ctx, corpus.ActorCommand, one.ID, "", 0); err != nil {
				return err
			}
		}
		return c.printLink(ctx, a, s, one)
	})
}

type accountDisableCmd struct {
	jsonFlag

	Name string `arg:"" help:"Name of the account."`
	Undo bool   `help:"Let the account in again."`
}

func (c *accountDisableCmd) Run(ctx context.Context, a *app) error {
	return a.named(ctx, c.Name, func(s *store.Store, one corpus.Account) error {
		if err := s.SetDisabled(ctx, corpus.ActorCommand, one.ID, !c.Undo); err != nil {
			return err
		}
		return c.printAgain(ctx, a, s, one.Name)
	})
}

type accountSignOutCmd struct {
	jsonFlag

	Name string `arg:"" help:"Name of the account."`
}

func (c *accountSignOutCmd) Run(ctx context.Context, a *app) error {
	return a.named(ctx, c.Name, func(s *store.Store, one corpus.Account) error {
		if err := s.EndSessions(ctx, corpus.ActorCommand, one.ID, ""); err != nil {
			return err
		}
		return c.printAgain(ctx, a, s, one.Name)
	})
}

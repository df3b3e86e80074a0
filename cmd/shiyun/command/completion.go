package command

import (
	"shiyun/cmd/shiyun/manual"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints what the shell reads to complete commands.
func (c *completionCmd) Run(a *app) error {
	return manual.Complete(a.Out, a.model, c.Shell, helpWords())
}

type manCmd struct{}

// statuses are what the program ends with, by number.
var statuses = []string{
	StatusOK:      "Done.",
	StatusFailed:  "Nothing was done, or something is not as it should be.",
	StatusUsage:   "The command, a setting or a file named is wrong; nothing was done.",
	StatusPartial: "Some rows were refused and the others kept.",
}

// Run prints the man page.
func (manCmd) Run(a *app) error {
	return manual.Man(a.Out, a.model, helpWords(), version(), statuses)
}

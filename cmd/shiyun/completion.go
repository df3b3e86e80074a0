package main

import (
	"shiyun/cmd/shiyun/manual"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints what the shell reads to complete commands.
func (c *completionCmd) Run(a *app) error {
	return manual.Complete(a.out, a.model, c.Shell, helpWords())
}

type manCmd struct{}

// statuses are what the program ends with, by number.
var statuses = []string{
	exitOK:      "Done.",
	exitFailed:  "Nothing was done, or something is not as it should be.",
	exitUsage:   "The command, a setting or a file named is wrong; nothing was done.",
	exitPartial: "Some rows were refused and the others kept.",
}

// Run prints the man page.
func (manCmd) Run(a *app) error {
	return manual.Man(a.out, a.model, helpWords(), version(), statuses)
}

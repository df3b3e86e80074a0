package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"shiyun/corpus"
	"shiyun/corpus/borrowing/classics"
	"shiyun/corpus/fold"
)

type classicsCmd struct {
	Install classicsInstallCmd `cmd:"" help:"Put the lines of classical verse into the data directory."`
	Show    classicsShowCmd    `cmd:"" help:"Show which lines of classical verse are installed."`
}

type classicsInstallCmd struct {
	jsonFlag

	From string `arg:"" help:"A ready file of lines, or the npm package chinese-poetry 2.0.1, packed or not, of which one is made."`
}

// Run installs a file, at any time: a running server reads it when it is next
// asked for lines.
func (c *classicsInstallCmd) Run(_ context.Context, a *app) error {
	file, err := classics.NewLibrary(a.data).Install(c.From)
	if errors.Is(err, fs.ErrNotExist) {
		return a.usageFault(err)
	}
	if err != nil {
		return fmt.Errorf("install lines of classical verse: %w", err)
	}
	return c.print(a, shownOf(file), func() { a.printClassics(file) })
}

type classicsShowCmd struct {
	jsonFlag
}

// Run shows what is installed.
func (c *classicsShowCmd) Run(_ context.Context, a *app) error {
	file, err := classics.NewLibrary(a.data).File()
	if err != nil {
		return fmt.Errorf("read lines of classical verse: %w", err)
	}
	return c.print(a, shownOf(file), func() { a.printClassics(file) })
}

// shownClassics is what programs are told; all is zero where nothing is
// installed.
type shownClassics struct {
	Installed bool   `json:"installed"`
	Lines     int    `json:"lines"`
	Poems     int    `json:"poems"`
	SHA256    string `json:"sha256"`
	Older     bool   `json:"older"` // made with another folding: some lines are not found
}

func shownOf(file *classics.File) shownClassics {
	if file == nil {
		return shownClassics{}
	}
	return shownClassics{true, file.Lines, file.Poems, file.SHA256, file.Fold != fold.Fingerprint()}
}

func (a *app) printClassics(file *classics.File) {
	if file == nil {
		printMessage(a.Out, corpus.NewMessage("command.classics.none"))
		return
	}
	printMessage(a.Out, corpus.NewMessage("command.classics.lines", file.Lines, file.Poems))
	printMessage(a.Out, corpus.NewMessage("command.classics.checksum", file.SHA256))
	if file.Fold != fold.Fingerprint() {
		printMessage(a.Out, corpus.NewMessage("command.classics.older"))
	}
}

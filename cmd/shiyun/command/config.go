package command

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"shiyun/cmd/shiyun/settings"
	"shiyun/corpus"
)

type configCmd struct {
	Show  configShowCmd  `cmd:"" help:"Show the settings and where each comes from."`
	Check configCheckCmd `cmd:"" help:"Check the settings in files and the environment."`
}

type configShowCmd struct {
	JSON bool `name:"json" help:"Print a list of objects."`
	All  bool `help:"Show the settings of every command, not only of the server and those that are set."`
}

// shownSetting is a setting as --json prints it.
type shownSetting struct {
	Key      string          `json:"key"`
	Value    string          `json:"value"`
	Origin   settings.Origin `json:"origin"`
	Variable string          `json:"variable"`
}

// Run shows the settings. What is secret is left out.
func (c *configShowCmd) Run(a *app) error {
	list := []shownSetting{}
	for _, s := range a.settings.All() {
		if !c.All && !s.Global && !strings.HasPrefix(s.Key, "serve.") && s.Origin.Kind == settings.Default {
			continue
		}
		if s.Secret && s.Value != "" {
			s.Value = render(corpus.NewMessage("settings.hidden"))
		}
		list = append(list, shownSetting{s.Key, s.Value, s.Origin, settings.Variable(s.Key)})
	}
	if c.JSON {
		return printJSON(a, list)
	}
	table := tabwriter.NewWriter(a.Out, 0, 0, 2, ' ', 0)
	for _, s := range list {
		fmt.Fprintf(table, "%s\t= %s\t%s\n", s.Key, s.Value, render(originNames[s.Origin.Kind])+" "+s.Origin.Name)
	}
	return table.Flush()
}

var originNames = map[settings.Kind]corpus.Message{
	settings.Default:     corpus.NewMessage("settings.default"),
	settings.File:        corpus.NewMessage("settings.file"),
	settings.Environment: corpus.NewMessage("settings.environment"),
	settings.Flag:        corpus.NewMessage("settings.flag"),
}

type configCheckCmd struct {
	JSON bool `name:"json" help:"Print one object."`
}

// Run reports every fault of the settings; it exits with 2 where there is one.
func (c *configCheckCmd) Run(a *app) error {
	faults := []string{}
	if a.faults != nil {
		for _, fault := range split(a.faults) {
			faults = append(faults, render(describe(fault)))
		}
	}
	if c.JSON {
		if err := printJSON(a, map[string]any{"files": append([]string{}, a.settings.Files...), "faults": faults}); err != nil {
			return err
		}
	} else {
		for _, fault := range faults {
			fmt.Fprintf(a.Err, "shiyun: %s\n", fault)
		}
	}
	switch {
	case len(faults) > 0:
		return exitStatus(StatusUsage)
	case !c.JSON && len(a.settings.Files) == 0:
		printMessage(a.Out, corpus.NewMessage("settings.sound_without_file"))
	case !c.JSON:
		printMessage(a.Out, corpus.NewMessage("settings.sound", strings.Join(a.settings.Files, ", ")))
	}
	return nil
}

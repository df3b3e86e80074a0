package command

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"github.com/alecthomas/kong"

	"shiyun/cmd/shiyun/manual"
	"shiyun/cmd/shiyun/settings"
)

// commandLine is a command that was read, with the settings it runs with.
type commandLine struct {
	process  Process
	cli      cli
	parser   *kong.Kong
	settings *settings.Settings
	command  *kong.Context
	faults   error // of the settings, for "config check" and "doctor"
	answered bool  // --help has been answered, with status
	status   int
}

// readLine reads the command line and the settings.
func readLine(args []string, p Process) (line *commandLine, err error) {
	line = &commandLine{process: p}
	line.parser, err = kong.New(&line.cli, kong.Name("shiyun"), kong.Description("A community poetry archive."),
		kong.Writers(p.Out, p.Err), kong.Exit(func(code int) { line.answered, line.status = true, code }),
		kong.Resolvers(resolver{line}), kong.WithBeforeResolve(line.readSettings),
		kong.Help(func(_ kong.HelpOptions, ctx *kong.Context) error { return manual.Help(ctx, helpWords()) }))
	if err != nil {
		return nil, err
	}
	line.settings = settings.New(line.parser.Model)
	line.command, err = line.parser.Parse(args)
	if line.answered {
		return line, nil
	}
	return line, err
}

// resolver hands kong the settings of a command line: they are listed from
// the parser that it is an option of.
type resolver struct{ line *commandLine }

func (r resolver) Validate(*kong.Application) error { return nil }

func (r resolver) Resolve(ctx *kong.Context, parent *kong.Path, flag *kong.Flag) (any, error) {
	return r.line.settings.Resolve(ctx, parent, flag)
}

// readSettings reads the environment and the files. The demo keeps to a
// directory of its own and ignores the one in the settings, which is that of a
// real archive.
func (l *commandLine) readSettings(ctx *kong.Context) error {
	s := l.settings
	s.Given(ctx)
	l.faults = s.ReadEnvironment(l.process.Environ)
	demo := ctx.Command() == "demo"
	if file := cmp.Or(l.configFile(ctx), l.variable("SHIYUN_CONFIG")); file != "" {
		l.faults = errors.Join(l.faults, s.ReadFile(file, true))
	} else {
		l.faults = errors.Join(l.faults, l.readDefaultFiles(demo))
	}
	if demo {
		s.Forget("data")
	}
	if ctx.Command() == "config check" || ctx.Command() == "doctor" {
		return nil
	}
	return l.faults
}

// readDefaultFiles reads the file in the data directory and that of the
// machine, which may say where the data directory is.
func (l *commandLine) readDefaultFiles(demo bool) error {
	data := l.settings.Get("data")
	if demo || data.Origin.Kind != settings.Default {
		return errors.Join(l.readDataFile(data.Value, demo), l.settings.ReadFile(l.process.SystemFile, false))
	}
	machine := settings.New(l.parser.Model)           // read twice: the data directory's own file comes first
	_ = machine.ReadFile(l.process.SystemFile, false) // its faults are found the second time
	return errors.Join(l.readDataFile(machine.Get("data").Value, false), l.settings.ReadFile(l.process.SystemFile, false))
}

func (l *commandLine) readDataFile(data string, demo bool) error {
	if demo {
		return nil
	}
	return l.settings.ReadFile(filepath.Join(data, "shiyun.toml"), false)
}

// variable returns the value of an environment variable, or "".
func (l *commandLine) variable(name string) string {
	for _, v := range l.process.Environ {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value
		}
	}
	return ""
}

// configFile returns the file that the command line names.
func (l *commandLine) configFile(ctx *kong.Context) string {
	for _, path := range ctx.Path {
		if path.Flag != nil && path.Flag.Name == "config" {
			file, _ := ctx.FlagValue(path.Flag).(string)
			return file
		}
	}
	return ""
}

package command

import (
	"encoding/json"
	"errors"
	"io"

	"shiyun/corpus"
)

// jsonFlag is of every command whose outcome a script may want. What such a
// command prints is a contract: exactly one JSON value on standard output,
// names in snake case, times in RFC 3339 and UTC. Where there is nothing to
// print but an error, the value is {"error": {"code", "message"}}; the sentence
// is on standard error as always, and the exit status is the same.
type jsonFlag struct {
	JSON bool `name:"json" help:"Print one JSON value."`
}

// print prints an outcome as JSON, or in words.
func (f jsonFlag) print(a *app, outcome any, inWords func()) error {
	if f.JSON {
		return printJSON(a, outcome)
	}
	inWords()
	return nil
}

func printJSON(a *app, v any) error {
	enc := json.NewEncoder(a.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// wantsJSON reports whether the command that was read prints JSON.
func (l *commandLine) wantsJSON() bool {
	selected := l.command.Selected()
	if selected == nil {
		return false
	}
	for _, flag := range selected.Flags {
		if flag.Name == "json" {
			return flag.Target.Bool()
		}
	}
	return false
}

// noticing notes whether anything was written.
type noticing struct {
	io.Writer
	written bool
}

func (n *noticing) Write(p []byte) (int, error) {
	n.written = true
	return n.Writer.Write(p)
}

// shownError is an error as --json prints it.
type shownError struct {
	Code    corpus.Code `json:"code"` // internal for a fault of the machine or of ours
	Message string      `json:"message"`
}

// statusAsJSON is status for a command that prints JSON.
func (a *app) statusAsJSON(err error) int {
	status := a.status(err)
	out, ok := a.Out.(*noticing)
	if err == nil || !ok || out.written {
		return status
	}
	shown := shownError{corpus.CodeOf(err), render(describe(split(err)[0]))}
	var silent exitStatus
	if errors.As(err, &silent) {
		shown.Message = "" // it has been said already
	}
	if shown.Code == "" {
		shown.Code = "internal"
	}
	if printErr := printJSON(a, map[string]shownError{"error": shown}); printErr != nil {
		return a.status(printErr)
	}
	return status
}

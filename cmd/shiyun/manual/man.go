package manual

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// Man writes the man page of the program: every command with its flags.
func Man(out io.Writer, app *kong.Application, words Words, version string, statuses []string) error {
	fmt.Fprintf(out, ".TH %s 1 \"\" %s\n", strings.ToUpper(app.Name), roff(app.Name+" "+version))
	fmt.Fprintf(out, ".SH %s\n%s \\- %s\n", roff(words.translate("NAME")), app.Name, escape(words.translate(app.Help)))
	fmt.Fprintf(out, ".SH %s\n.B %s\n", roff(words.translate("SYNOPSIS")), escape(usage(app.Node)))
	fmt.Fprintf(out, ".SH %s\n", roff(words.translate("FLAGS OF EVERY COMMAND")))
	writeFlags(out, app.Node.Flags, words)
	fmt.Fprintf(out, ".SH %s\n", roff(words.translate("COMMANDS")))
	writeCommands(out, app.Node, words)
	fmt.Fprintf(out, ".SH %s\n", roff(words.translate("EXIT STATUS")))
	for i, status := range statuses {
		fmt.Fprintf(out, ".TP\n.B %d\n%s\n", i, escape(words.translate(status)))
	}
	_, err := fmt.Fprintf(out, ".SH %s\n%s\n", roff(words.translate("SETTINGS")),
		escape(words.translate("Every flag is a setting: --addr of serve is serve.addr in shiyun.toml and SHIYUN_SERVE_ADDR in the environment. A flag comes before the environment, that before the file in the data directory, that before /etc/shiyun/shiyun.toml.")))
	return err
}

func writeCommands(out io.Writer, at *kong.Node, words Words) {
	for _, node := range commands(at) {
		if len(commands(node)) == 0 {
			fmt.Fprintf(out, ".SS %s\n%s\n", roff(usage(node)), escape(words.translate(node.Help)))
			for _, arg := range node.Positional {
				fmt.Fprintf(out, ".TP\n.I %s\n%s\n", roff(arg.Summary()), escape(words.translate(arg.Help)))
			}
			writeFlags(out, node.Flags, words)
		}
		writeCommands(out, node, words)
	}
}

func writeFlags(out io.Writer, flags []*kong.Flag, words Words) {
	for _, flag := range flags {
		if !flag.Hidden {
			fmt.Fprintf(out, ".TP\n.B %s\n%s\n", roff(title(flag)), escape(words.describe(flag)))
		}
	}
}

// escape writes text so that roff takes none of it for an order.
func escape(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}

// roff writes text as one argument of a macro.
func roff(text string) string { return `"` + strings.ReplaceAll(escape(text), `"`, `\(dq`) + `"` }

// sorted walks a map in order of its keys.
func sorted(m map[string][]string) iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for _, key := range slices.Sorted(maps.Keys(m)) {
			if !yield(key, m[key]) {
				return
			}
		}
	}
}

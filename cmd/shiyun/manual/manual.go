// Package manual writes the help of commands, the man page and the completion
// of shells from the model of the command line, in the language of the words
// it is handed. The texts of the model are in English.
package manual

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/rivo/uniseg"
)

// Words are sentences by key; nil for English. Those of the help have the
// English text as their key, after Prefix.
type Words map[string]string

// Prefix begins the keys of texts of the help.
const Prefix = "help:"

// translate returns a text in the reader's language.
func (w Words) translate(text string) string {
	if said, ok := w[Prefix+text]; ok {
		return said
	}
	return text
}

// commands are the commands of a node that people are shown.
func commands(node *kong.Node) (list []*kong.Node) {
	for _, child := range node.Children {
		if !child.Hidden {
			list = append(list, child)
		}
	}
	return list
}

// flags are the flags of a node and of those above it, its own first.
func flags(node *kong.Node) (list []*kong.Flag) {
	for ; node != nil; node = node.Parent {
		for _, flag := range node.Flags {
			if !flag.Hidden && !slices.Contains(list, flag) {
				list = append(list, flag)
			}
		}
	}
	return list
}

// title is a flag as it is written: -h, --help or --addr=ADDR.
func title(flag *kong.Flag) string {
	text := "--" + flag.Name
	if flag.Short != 0 {
		text = "-" + string(flag.Short) + ", " + text
	}
	if flag.IsBool() {
		return text
	}
	return text + "=" + placeholder(flag)
}

func placeholder(flag *kong.Flag) string {
	switch {
	case flag.PlaceHolder != "":
		return flag.PlaceHolder
	case flag.Enum != "":
		return strings.Join(flag.EnumSlice(), "|")
	}
	return strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
}

// describe is what a flag does, with its default.
func (w Words) describe(flag *kong.Flag) string {
	text := w.translate(flag.Help)
	if flag.HasDefault && flag.Default != "" {
		text += w.translate(" (default ") + flag.Default + w.translate(")")
	}
	return text
}

// usage is how a command is called.
func usage(node *kong.Node) string {
	parts := []string{node.FullPath()}
	for _, flag := range flags(node) {
		if flag.Required {
			parts = append(parts, title(flag))
		}
	}
	for _, arg := range node.Positional {
		parts = append(parts, arg.Summary())
	}
	if len(commands(node)) > 0 {
		parts = append(parts, "<command>")
	}
	return strings.Join(append(parts, "[flags]"), " ")
}

// pad fills a text up to a width in columns of a terminal, in which a Chinese
// character takes two.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-uniseg.StringWidth(text)))
}

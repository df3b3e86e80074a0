package manual

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// Shells are those that Complete writes for.
var Shells = []string{"bash", "zsh", "fish"}

// Complete writes what a shell needs to complete the command line. It is made
// of the model alone: completing starts no program.
func Complete(out io.Writer, app *kong.Application, shell string, words Words) error {
	var nodes []node
	walk(app.Node, "", words, &nodes)
	switch shell {
	case "bash":
		return writeBash(out, app.Name, nodes)
	case "zsh":
		return writeZsh(out, app.Name, nodes)
	case "fish":
		return writeFish(out, app.Name, nodes)
	}
	return fmt.Errorf("complete: no shell %q", shell)
}

// node is a command as completion knows it.
type node struct {
	path    string // "index rebuild", "" for the program
	choices []choice
	values  map[string][]string // of flags that take one of a few
}

type choice struct{ word, help string }

func walk(at *kong.Node, path string, words Words, nodes *[]node) {
	n := node{path: path, values: map[string][]string{}}
	for _, child := range commands(at) {
		n.choices = append(n.choices, choice{child.Name, words.translate(child.Help)})
	}
	for _, flag := range flags(at) {
		n.choices = append(n.choices, choice{"--" + flag.Name, words.translate(flag.Help)})
		if flag.Enum != "" {
			n.values["--"+flag.Name] = flag.EnumSlice()
		}
	}
	*nodes = append(*nodes, n)
	for _, child := range commands(at) {
		walk(child, strings.TrimSpace(path+" "+child.Name), words, nodes)
	}
}

// quote writes text as one word of bash, zsh and fish.
func quote(text string) string {
	return "'" + strings.NewReplacer("'", `'\''`, "\n", " ").Replace(text) + "'"
}

// paths lists the commands as patterns of a shell's case.
func paths(nodes []node) string {
	var list []string
	for _, n := range nodes[1:] {
		list = append(list, quote(n.path))
	}
	return strings.Join(list, "|")
}

// writeFinding writes the lines, common to bash and zsh, that find the command
// in the words before the cursor.
func writeFinding(out io.Writer, before string, nodes []node) {
	fmt.Fprintf(out, "  local at= word next\n  for word in %s; do\n", before)
	fmt.Fprintf(out, "    next=\"${at:+$at }$word\"\n    case $next in %s) at=$next;; esac\n  done\n", paths(nodes))
}

func writeBash(out io.Writer, name string, nodes []node) error {
	fmt.Fprintf(out, "_%s() {\n  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n", name)
	fmt.Fprintln(out, `  [ "$prev" = "=" ] && prev=${COMP_WORDS[COMP_CWORD-2]}`)
	fmt.Fprintln(out, `  [ "$cur" = "=" ] && prev=${COMP_WORDS[COMP_CWORD-1]} cur=`)
	writeFinding(out, `"${COMP_WORDS[@]:1:COMP_CWORD-1}"`, nodes)
	fmt.Fprintln(out, `  case "$at:$prev" in`)
	for _, n := range nodes {
		for flag, values := range sorted(n.values) {
			fmt.Fprintf(out, "    %s) COMPREPLY=($(compgen -W %s -- \"$cur\")); return;;\n", quote(n.path+":"+flag), quote(strings.Join(values, " ")))
		}
	}
	fmt.Fprintln(out, "  esac\n  case $at in")
	for _, n := range nodes {
		var list []string
		for _, c := range n.choices {
			list = append(list, c.word)
		}
		fmt.Fprintf(out, "    %s) COMPREPLY=($(compgen -W %s -- \"$cur\"));;\n", quote(n.path), quote(strings.Join(list, " ")))
	}
	_, err := fmt.Fprintf(out, "  esac\n}\ncomplete -o default -F _%s %s\n", name, name)
	return err
}

func writeZsh(out io.Writer, name string, nodes []node) error {
	fmt.Fprintf(out, "#compdef %s\n_%s() {\n  local prev=${words[CURRENT-1]}\n  local -a choices\n", name, name)
	writeFinding(out, `"${(@)words[2,CURRENT-1]}"`, nodes)
	fmt.Fprintln(out, `  case "$at:$prev" in`)
	for _, n := range nodes {
		for flag, values := range sorted(n.values) {
			fmt.Fprintf(out, "    %s) compadd -- %s; return;;\n", quote(n.path+":"+flag), strings.Join(values, " "))
		}
	}
	fmt.Fprintln(out, "  esac\n  case $at in")
	for _, n := range nodes {
		fmt.Fprintf(out, "    %s) choices=(", quote(n.path))
		for _, c := range n.choices {
			fmt.Fprintf(out, " %s", quote(c.word+":"+strings.ReplaceAll(c.help, ":", `\:`)))
		}
		fmt.Fprintln(out, ");;")
	}
	_, err := fmt.Fprintf(out, "  esac\n  _describe %s choices\n  _files\n}\ncompdef _%s %s\n", name, name, name)
	return err
}

func writeFish(out io.Writer, name string, nodes []node) error {
	fmt.Fprintf(out, "function __%s_at\n  set -l at\n  for word in (commandline -opc)[2..-1]\n    set -l next (string trim \"$at $word\")\n", name)
	fmt.Fprintf(out, "    contains -- $next %s; and set at $next\n  end\n  test \"$at\" = \"$argv\"\nend\n", strings.ReplaceAll(paths(nodes), "|", " "))
	for _, n := range nodes {
		when := quote(fmt.Sprintf("__%s_at %s", name, n.path))
		for _, c := range n.choices {
			flag, isFlag := strings.CutPrefix(c.word, "--")
			switch values := n.values[c.word]; {
			case len(values) > 0:
				fmt.Fprintf(out, "complete -c %s -n %s -l %s -x -a %s -d %s\n", name, when, flag, quote(strings.Join(values, " ")), quote(c.help))
			case isFlag:
				fmt.Fprintf(out, "complete -c %s -n %s -l %s -d %s\n", name, when, flag, quote(c.help))
			default:
				fmt.Fprintf(out, "complete -c %s -n %s -f -a %s -d %s\n", name, when, c.word, quote(c.help))
			}
		}
	}
	return nil
}

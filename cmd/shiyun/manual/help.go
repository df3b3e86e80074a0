package manual

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
	"github.com/rivo/uniseg"
)

// Help prints the help of the selected command.
func Help(ctx *kong.Context, words Words) error {
	node := ctx.Selected()
	if node == nil {
		node = ctx.Model.Node
	}
	out := ctx.Stdout
	fmt.Fprintf(out, "%s%s\n\n%s\n", words.translate("Usage: "), usage(node), words.translate(node.Help))
	var args, below, own, global [][2]string
	for _, arg := range node.Positional {
		args = append(args, [2]string{arg.Summary(), words.translate(arg.Help)})
	}
	for _, leaf := range commands(node) {
		below = append(below, [2]string{leaf.Name, words.translate(leaf.Help)})
	}
	for _, flag := range flags(node) {
		row := [2]string{title(flag), words.describe(flag)}
		if isOf(ctx.Model.Node, flag) && node != ctx.Model.Node {
			global = append(global, row)
		} else {
			own = append(own, row)
		}
	}
	width := min(widest(args, below, own, global), 34)
	printRows(out, words.translate("Arguments:"), args, width)
	printRows(out, words.translate("Commands:"), below, width)
	printRows(out, words.translate("Flags:"), own, width)
	printRows(out, words.translate("Flags of every command:"), global, width)
	if len(below) > 0 {
		fmt.Fprintf(out, "\n"+words.translate("More about one: %s <command> --help")+"\n", node.FullPath())
	}
	return nil
}

func isOf(node *kong.Node, flag *kong.Flag) bool {
	for _, one := range node.Flags {
		if one == flag {
			return true
		}
	}
	return false
}

func widest(tables ...[][2]string) (width int) {
	for _, rows := range tables {
		for _, row := range rows {
			width = max(width, uniseg.StringWidth(row[0]))
		}
	}
	return width
}

// printRows prints two columns; a long left cell has a line of its own.
func printRows(out io.Writer, heading string, rows [][2]string, width int) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(out, "\n%s\n", heading)
	for _, row := range rows {
		left := pad(row[0], width)
		if uniseg.StringWidth(left) > width {
			left += "\n" + strings.Repeat(" ", width+2)
		}
		fmt.Fprintln(out, strings.TrimRight("  "+left+"  "+row[1], " "))
	}
}

// Command shiyun keeps a community's poems: it imports, indexes, searches and
// serves them. Package command has the commands; main only wires.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"shiyun/cmd/shiyun/command"
)

func main() { os.Exit(run(command.SystemFile)) }

// run runs the command of the process, with a machine's settings.
func run(systemFile string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first signal the handler is taken off again, so that a second
	// one ends the program at once.
	context.AfterFunc(ctx, stop)
	return command.Process{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Environ: os.Environ(), SystemFile: systemFile,
	}.Run(ctx, os.Args[1:])
}

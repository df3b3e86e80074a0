package command

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"syscall"

	"shiyun/corpus"
)

// status prints an error in words and turns it into an exit status.
func (a *app) status(err error) int {
	var status exitStatus
	switch {
	case err == nil:
		return StatusOK
	case errors.As(err, &status):
		return int(status)
	}
	for _, fault := range split(err) {
		fmt.Fprintf(a.Err, "shiyun: %s\n", render(describe(fault)))
	}
	return StatusFailed
}

// usageFault prints an error for which nothing was done because a file named
// is wrong.
func (a *app) usageFault(err error) error {
	a.status(err)
	return exitStatus(StatusUsage)
}

// split parts what was joined: each has a line of its own.
func split(err error) (list []error) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	for _, one := range joined.Unwrap() {
		list = append(list, split(one)...)
	}
	return list
}

// describe returns the message of an error, in one language. The text of an
// error that has no entry in the catalogue follows on a line of its own.
func describe(err error) corpus.Message {
	var known *corpus.Error
	if errors.As(err, &known) {
		if known.Err == nil {
			return known.Message
		}
		if m := describeSystem(known.Err); !m.IsZero() {
			return corpus.NewMessage("command.because", known.Message, m)
		}
		return corpus.NewMessage("command.detail", known.Message, known.Err.Error())
	}
	if m := describeSystem(err); !m.IsZero() {
		return m
	}
	return corpus.NewMessage("command.detail", corpus.NewMessage("command.unforeseen"), err.Error())
}

// systemFaults are what a machine refuses, in words.
var systemFaults = []struct {
	is      error
	message corpus.Message
}{
	{fs.ErrNotExist, corpus.NewMessage("machine.not_exist")},
	{fs.ErrPermission, corpus.NewMessage("machine.permission")},
	{syscall.ENOSPC, corpus.NewMessage("machine.no_space")},
	{syscall.EROFS, corpus.NewMessage("machine.read_only")},
	{syscall.EADDRINUSE, corpus.NewMessage("machine.address_in_use")},
	{syscall.EADDRNOTAVAIL, corpus.NewMessage("machine.no_address")},
	{syscall.EMFILE, corpus.NewMessage("machine.open_files")},
	{syscall.EIO, corpus.NewMessage("machine.input_output")},
	{syscall.ENOTDIR, corpus.NewMessage("machine.not_directory")},
	{syscall.EISDIR, corpus.NewMessage("machine.is_directory")},
	{syscall.EPIPE, corpus.NewMessage("machine.pipe")},
}

// describeSystem returns what the machine refused, the zero message where it
// was something else.
func describeSystem(err error) corpus.Message {
	for _, fault := range systemFaults {
		if !errors.Is(err, fault.is) {
			continue
		}
		if at := placeOf(err); at != "" {
			return corpus.NewMessage("machine.at", at, fault.message)
		}
		return fault.message
	}
	return corpus.Message{}
}

// placeOf returns the file or the address that an error is about.
func placeOf(err error) string {
	var path *fs.PathError
	var link *os.LinkError
	var address *net.OpError
	switch {
	case errors.As(err, &path):
		return path.Path
	case errors.As(err, &link):
		return link.New
	case errors.As(err, &address) && address.Addr != nil:
		return address.Addr.String()
	}
	return ""
}

package command

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/alecthomas/kong"

	"shiyun/corpus"
)

// usage says what is wrong with a command line or with settings, whose faults
// the library wraps as its own.
func (a *app) usage(err error) int {
	var parse *kong.ParseError
	var known *corpus.Error
	if errors.As(err, &parse) {
		err = parse.Unwrap()
	}
	for _, fault := range split(err) {
		if parse != nil && !errors.As(fault, &known) && describeSystem(fault).IsZero() {
			fmt.Fprintf(a.Err, "shiyun: %s\n", render(describeUsage(fault)))
		} else {
			a.status(fault)
		}
	}
	printMessage(a.Err, corpus.NewMessage("command.try_help"))
	return StatusUsage
}

// mistakes are what the library says of a command line, and our message for
// each. Nothing but sentences tells them apart; a test makes each mistake.
var mistakes = []struct {
	said    *regexp.Regexp
	message func(m []string) corpus.Message
}{
	{regexp.MustCompile(`^unknown flag (\S+?)(?:, did you mean (?:one of )?(.+)\?)?$`), func(m []string) corpus.Message {
		return withHint(corpus.NewMessage("usage.unknown_flag", m[1]), m[2])
	}},
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean (?:one of )?(.+)\?)?$`), func(m []string) corpus.Message {
		return withHint(corpus.NewMessage("usage.unexpected", m[1]), m[2])
	}},
	{regexp.MustCompile(`^expected one of (.+)$`), func(m []string) corpus.Message { return corpus.NewMessage("usage.no_command", m[1]) }},
	{regexp.MustCompile(`^expected (".+")$`), func(m []string) corpus.Message { return corpus.NewMessage("usage.no_argument", m[1]) }},
	{regexp.MustCompile(`^missing flags: (.+)$`), func(m []string) corpus.Message { return corpus.NewMessage("usage.no_flag", m[1]) }},
	{regexp.MustCompile(`^(\S+) must be one of (.+) but got (.+)$`), func(m []string) corpus.Message {
		return corpus.NewMessage("usage.not_among", m[1], m[3], m[2])
	}},
	{regexp.MustCompile(`^(\S+) and (\S+) can't be used together$`), func(m []string) corpus.Message {
		return corpus.NewMessage("usage.not_together", m[1], m[2])
	}},
	{regexp.MustCompile(`^(\S+): (?:expected|missing value|bool value).*$`), func(m []string) corpus.Message { return corpus.NewMessage("usage.bad_value", m[1]) }},
	{regexp.MustCompile(`^expected (.+)$`), func(m []string) corpus.Message { return corpus.NewMessage("usage.no_argument", m[1]) }},
	{regexp.MustCompile(`^(\S+): .*$`), func(m []string) corpus.Message { return corpus.NewMessage("usage.bad_value", m[1]) }},
}

func withHint(m corpus.Message, hint string) corpus.Message {
	if hint == "" {
		return m
	}
	return corpus.NewMessage("usage.hint", m, hint)
}

func describeUsage(err error) corpus.Message {
	for _, mistake := range mistakes {
		if m := mistake.said.FindStringSubmatch(err.Error()); m != nil {
			return mistake.message(m)
		}
	}
	return corpus.NewMessage("usage.unread", fmt.Sprint(err))
}

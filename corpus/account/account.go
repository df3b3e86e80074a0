// Package account holds the rules of names, passwords and codes. It keeps
// nothing: the store does.
package account

import (
	"strings"
	"unicode/utf8"

	"shiyun/corpus"
)

// MaxName is the longest name of an account, in code points.
const MaxName = 20

// CleanName returns the name as it is kept, or an Invalid error. Names that
// begin with "@" are those of the actors without an account.
func CleanName(name string) (string, error) {
	name, err := corpus.CleanLine(name)
	if err != nil {
		return "", err
	}
	n := utf8.RuneCountInString(name)
	switch {
	case n == 0:
		return "", corpus.NewError(corpus.Invalid, "archive.account_name")
	case n > MaxName:
		return "", corpus.NewError(corpus.Invalid, "archive.account_name_too_long", n, MaxName)
	case strings.HasPrefix(name, "@") || strings.HasPrefix(name, "＠"):
		return "", corpus.NewError(corpus.Invalid, "archive.account_name_at")
	}
	return name, nil
}

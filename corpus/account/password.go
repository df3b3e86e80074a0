package account

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shiyun/corpus"
)

// The lengths of a password, in code points (OWASP ASVS 5.0, 6.2.1 and 6.2.9).
const (
	MinPassword = 10
	MaxPassword = 128
)

// CheckPassword returns an Invalid error for a password too short, too long
// or too easily guessed. There are no rules of what must be in it: they make
// people write "Password1!" (ASVS 6.2.5). The password is used as it is given.
func CheckPassword(name, password string) error {
	n := utf8.RuneCountInString(password)
	switch {
	case !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl):
		return corpus.NewError(corpus.Invalid, "archive.password_character")
	case n < MinPassword:
		return corpus.NewError(corpus.Invalid, "archive.password_short", MinPassword)
	case n > MaxPassword:
		return corpus.NewError(corpus.Invalid, "archive.password_long", MaxPassword)
	case isGuessable(name, password):
		return corpus.NewError(corpus.Invalid, "archive.password_common")
	}
	return nil
}

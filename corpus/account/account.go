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
		return "", corpus.Errorf(corpus.Invalid, "请写上名字")
	case n > MaxName:
		return "", corpus.Errorf(corpus.Invalid, "名字有 %d 个字，最多 %d 个", n, MaxName)
	case strings.HasPrefix(name, "@") || strings.HasPrefix(name, "＠"):
		return "", corpus.Errorf(corpus.Invalid, "名字不能以 @ 开头")
	}
	return name, nil
}

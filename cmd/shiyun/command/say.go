package command

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"shiyun/cmd/shiyun/manual"
	"shiyun/corpus"
	"shiyun/server/catalogue"
	"shiyun/web"
)

// sentences is the catalogue in the language that commands speak. It is
// embedded and a test loads it, so that an error here cannot happen in a
// program that was tested; a command would then print keys.
var sentences = sync.OnceValue(func() *catalogue.Catalogue {
	lang := chooseLanguage(os.Getenv)
	all, err := catalogue.LoadCommands(web.Files, lang)
	if err != nil {
		return &catalogue.Catalogue{Lang: lang}
	}
	return all
})

// chooseLanguage is that of the locale. A machine that was set to none (C) has
// Chinese, as the people here do.
func chooseLanguage(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		locale, _, _ := strings.Cut(getenv(name), ".")
		switch {
		case locale == "":
			continue
		case locale == "C" || locale == "POSIX":
			return catalogue.Simplified
		case strings.HasPrefix(locale, "zh_TW") || strings.HasPrefix(locale, "zh_HK") || strings.HasPrefix(locale, "zh_MO") || strings.HasPrefix(locale, "zh_Hant"):
			return catalogue.Traditional
		case strings.HasPrefix(locale, "zh"):
			return catalogue.Simplified
		}
		return catalogue.English
	}
	return catalogue.Simplified
}

// helpWords are the words of the help; the help itself is in English.
func helpWords() manual.Words {
	if sentences().Lang == catalogue.English {
		return nil
	}
	return manual.Words(sentences().Words)
}

// render returns a message of the corpus or the indexer as a sentence.
func render(m corpus.Message) string { return sentences().Render(m) }

// printMessage prints a message on a line of its own.
func printMessage(w io.Writer, m corpus.Message) { fmt.Fprintln(w, render(m)) }

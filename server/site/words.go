package site

import (
	"html/template"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/script"
)

// Relayed renders a message of the corpus or the indexer as plain text. A
// string is a sentence that was put together below this edge.
func (s *Site) Relayed(message any) string {
	switch message := message.(type) {
	case corpus.Message:
		return s.Catalogue.Render(message)
	case string:
		return s.Catalogue.Render(corpus.Message{Text: message})
	}
	return s.Named(message)
}

// Message renders a message as it stands in a page, with what it quotes of the
// archive marked like run.
func (s *Site) Message(m corpus.Message) template.HTML {
	if m.Key == "" {
		return template.HTML(template.HTMLEscapeString(s.Catalogue.Render(m)))
	}
	args := make([]any, len(m.Args))
	for i, arg := range m.Args {
		switch arg := arg.(type) {
		case corpus.Message:
			args[i] = s.Message(arg)
		case corpus.Name:
			args[i] = template.HTML(template.HTMLEscapeString(s.Named(arg)))
		default:
			args[i] = arg
		}
	}
	return s.Tell(m.Key, args...)
}

// convertStored brings a sentence that an earlier version stored rendered to
// traditional characters; what it quotes of the archive is converted with it.
func convertStored(sentence string) string {
	return mended.Replace(script.TraditionalTaiwan(sentence))
}

// mended has the quotation marks that go with traditional characters, and what
// the converter's phrases get wrong in these sentences.
var mended = strings.NewReplacer("“", "「", "”", "」", "舊錶格", "舊表格", "格里", "格裡", "發佈", "發布")

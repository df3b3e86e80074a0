package page

import (
	"html/template"

	"shiyun/corpus"
)

// relayed renders a message of the corpus or the indexer as plain text. A
// string is a sentence that was put together below this edge.
func (p *Pages) relayed(message any) string {
	switch message := message.(type) {
	case corpus.Message:
		return p.cfg.Words.Render(message)
	case string:
		return p.cfg.Words.Render(corpus.Message{Text: message})
	}
	return p.cfg.Words.Named(message)
}

// Message renders a message as it stands in a page, with what it quotes of the
// archive marked like run.
func (p *Pages) Message(m corpus.Message) template.HTML {
	if m.Key == "" {
		return safe(template.HTMLEscapeString(p.cfg.Words.Render(m)))
	}
	args := make([]any, len(m.Args))
	for i, arg := range m.Args {
		switch arg := arg.(type) {
		case corpus.Message:
			args[i] = p.Message(arg)
		case corpus.Name:
			args[i] = safe(template.HTMLEscapeString(p.cfg.Words.Named(arg)))
		default:
			args[i] = arg
		}
	}
	return p.Tell(m.Key, args...)
}

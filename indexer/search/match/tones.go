package match

import (
	"shiyun/corpus/prosody"
	"shiyun/corpus/prosody/rhyme"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// tonesFinder finds a whole clause that can be read in the tones.
type tonesFinder []rhyme.Tone

// Propose implements Finder: the engine knows no tones.
func (f tonesFinder) Propose() engine.Expr { return engine.All() }

// Find implements Finder.
func (f tonesFinder) Find(p *texts.Poem, _ query.Field) (Span, bool) {
	if len(f) == 0 {
		return Span{}, false
	}
	for i, c := range p.Clauses {
		if end := p.ClauseEnd(i); prosody.HasTones(p.Text[c.At():end], f) {
			return Span{Start: c.At(), End: end, Tier: Folded}, true
		}
	}
	return Span{}, false
}

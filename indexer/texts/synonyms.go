package texts

import (
	"slices"

	"shiyun/corpus"
	"shiyun/corpus/fold"
)

// Synonyms are, by folded word, the other words of its group as curators
// wrote them. It does not change once made.
type Synonyms map[string][]string

// NewSynonyms turns groups into what searches look up.
func NewSynonyms(groups []corpus.Synonyms) Synonyms {
	s := Synonyms{}
	for _, g := range groups {
		for _, word := range g.Words {
			key := fold.String(word)
			others := slices.DeleteFunc(slices.Clone(g.Words), func(w string) bool { return fold.String(w) == key })
			if len(others) > 0 {
				s[key] = others
			}
		}
	}
	return s
}

// Synonyms are the words that stand for a folded word, nil for none.
func (s *Snapshot) Synonyms(run string) []string { return s.synonyms[run] }

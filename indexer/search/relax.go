package search

import (
	"unicode/utf8"

	"shiyun/indexer/analyser"
	"shiyun/indexer/query"
)

// relax loosens a query that nothing answers: unquoted runs are cut into the
// segmenter's words, which may then stand apart. It returns nil where there is
// nothing to loosen.
func (s *Searcher) relax(root *query.Node) *query.Node {
	loosened := false
	if looser := s.loosen(root, &loosened); loosened {
		return looser
	}
	return nil
}

func (s *Searcher) loosen(n *query.Node, loosened *bool) *query.Node {
	if n.Op == query.Not {
		return n
	}
	if n.Op != query.Leaf {
		looser := &query.Node{Op: n.Op}
		for _, kid := range n.Kids {
			looser.Kids = append(looser.Kids, s.loosen(kid, loosened))
		}
		return looser
	}
	words := s.words(n.Term)
	if len(words) < 2 {
		return n
	}
	*loosened = true
	return &query.Node{Op: query.And, Kids: words}
}

// words cuts a term into words that cover it without overlapping, the longest
// first choice at every place, single characters where no word begins.
func (s *Searcher) words(t query.Term) []*query.Node {
	if !loosensTerm(t) || !textField(t.Field) || utf8.RuneCountInString(t.Run) < 3 {
		return nil
	}
	known, met := map[string]bool{}, map[string]bool{}
	for _, w := range analyser.Words(t.Run, s.index.Segmenter()) {
		known[w] = true
	}
	run := []rune(t.Run)
	var nodes []*query.Node
	for at := 0; at < len(run); {
		end := len(run)
		if at == 0 {
			end-- // the whole run is what nothing answered
		}
		for end > at+1 && !known[string(run[at:end])] {
			end--
		}
		if word := part(t, at, end); !met[word.Term.Run] {
			met[word.Term.Run] = true
			nodes = append(nodes, word)
		}
		at = end
	}
	return nodes
}

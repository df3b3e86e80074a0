package relax

import (
	"context"
	"unicode/utf8"

	"shiyun/indexer/analyser"
	"shiyun/indexer/query"
	"shiyun/indexer/search/plan"
	"shiyun/indexer/segment"
)

// wordsApart cuts unquoted runs into the segmenter's words, which may then
// stand apart.
func wordsApart(_ context.Context, q *Query) plan.Maker {
	cutter := wordCutter{segmenter: q.index.Segmenter()}
	root := cutter.cut(q.Root)
	if !cutter.changed {
		return nil
	}
	return func() plan.Plan { return plan.New(root, q.Lexicon, nil) }
}

type wordCutter struct {
	segmenter segment.Segmenter
	changed   bool // a run was cut
}

// cut returns the node with its runs cut; what a query excludes is left as it
// is.
func (c *wordCutter) cut(n *query.Node) *query.Node {
	if n.Op == query.Not {
		return n
	}
	if n.Op != query.Leaf {
		looser := &query.Node{Op: n.Op}
		for _, kid := range n.Kids {
			looser.Kids = append(looser.Kids, c.cut(kid))
		}
		return looser
	}
	words := c.wordsOf(n.Term)
	if len(words) < 2 {
		return n
	}
	c.changed = true
	return &query.Node{Op: query.And, Kids: words}
}

// wordsOf cuts a term into words that cover it without overlapping, the longest
// first choice at every place, single characters where no word begins.
func (c *wordCutter) wordsOf(t query.Term) []*query.Node {
	if !mayRelaxTerm(t) || !t.Field.InText() || utf8.RuneCountInString(t.Run) < 3 {
		return nil
	}
	known, met := map[string]bool{}, map[string]bool{}
	for _, w := range analyser.Words(t.Run, c.segmenter) {
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
		if word := cutTerm(t, at, end); !met[word.Term.Run] {
			met[word.Term.Run] = true
			nodes = append(nodes, word)
		}
		at = end
	}
	return nodes
}

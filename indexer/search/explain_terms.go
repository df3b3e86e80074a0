package search

import (
	"strings"

	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/analyser"
	"shiyun/indexer/query"
	"shiyun/indexer/search/match"
)

// listTerms lists the terms of a query in the order they were typed.
func (x *explainer) listTerms(n *query.Node, excluded bool) {
	if n.Op == query.Leaf {
		x.out.Terms = append(x.out.Terms, x.readTerm(n.Term, excluded))
		return
	}
	for _, kid := range n.Kids {
		x.listTerms(kid, excluded || n.Op == query.Not)
	}
}

func (x *explainer) readTerm(q query.Term, excluded bool) Reading {
	r := Reading{Field: q.Field.Prefix(), Text: q.Raw, Folded: q.Run, Quoted: q.Quoted, Wild: q.Pattern != nil || q.Nth > 0, Excluded: excluded,
		Chars: strings.Split(q.Run, ""), Words: []string{}, Pinyin: []string{}, Synonyms: []string{}}
	if q.Field == query.Year {
		r.Years, r.Chars = []int{q.From, q.To}, []string{}
	} else {
		r.Words = append(r.Words, analyser.Words(q.Run, x.s.index.Segmenter())...)
		r.Pinyin = append(r.Pinyin, Pinyin(q.Raw)...)
	}
	t := match.NewTerm(q, x.lexicon)
	if !excluded {
		t.Synonyms = match.SynonymsOf(q, x.lexicon)
	}
	for _, s := range t.Synonyms {
		r.Synonyms = append(r.Synonyms, s.Raw)
	}
	r.InPoem = x.poem != nil && t.Matches(x.poem)
	return r
}

// Pinyin returns how a text is read by searches: the syllables of what was typed as
// pinyin, or the Readings of its characters.
func Pinyin(text string) []string {
	groups, ok := pinyin.Letters(text)
	if !ok {
		return Readings(fold.String(text))
	}
	var read []string
	if cuts := pinyin.Parse(groups); len(cuts) > 0 {
		for _, syllable := range cuts[0] {
			read = append(read, string(syllable))
		}
	}
	return read
}

// Readings returns the readings of every character of a folded text, the commonest
// first and parted by slashes, "" for none.
func Readings(folded string) []string {
	var read []string
	for _, r := range folded {
		var readings []string
		for _, syllable := range pinyin.Readings(r) {
			readings = append(readings, string(syllable))
		}
		read = append(read, strings.Join(readings, "/"))
	}
	return read
}

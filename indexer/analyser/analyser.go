// Package analyser cuts poems into the terms the engine keeps. It is the only
// place where text becomes terms; no engine cuts text of its own.
package analyser

import (
	"strconv"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/indexer/engine"
	"shiyun/indexer/segment"
)

// version names the rules in this package. Raise it when the same poem would
// be cut otherwise.
const version = "1"

// Fingerprint changes whenever a poem could have been cut otherwise: by the
// rules here, the folding or the dictionary, whose own fingerprint segmenter is.
func Fingerprint(segmenter string) string {
	return "analyser-" + version + " fold-" + fold.Fingerprint() + " " + segmenter
}

// Document cuts a poem. Places are the poem's place and those above it.
func Document(p corpus.Poem, places []corpus.PlaceID, seg segment.Segmenter) *engine.Document {
	chars, words := newTermSet(), newTermSet()
	for _, text := range []string{p.Title, p.Preface, p.Body} {
		for _, clause := range fold.Runs(text) {
			addChars(chars, clause.Folded)
			addWords(words, clause.Folded, seg)
		}
	}
	terms := map[engine.Field][]string{
		engine.Char: chars.list, engine.Word: words.list,
		engine.Author: {strconv.FormatInt(int64(p.Author.ID), 10)},
		engine.Form:   {string(p.Form)},
	}
	for _, id := range places {
		terms[engine.Place] = append(terms[engine.Place], strconv.FormatInt(int64(id), 10))
	}
	for _, tag := range p.Tags {
		terms[engine.Tag] = append(terms[engine.Tag], fold.String(tag))
	}
	if p.Date.Year != 0 {
		terms[engine.Year] = []string{strconv.Itoa(p.Date.Year)}
	}
	return &engine.Document{ID: p.ID, Revision: p.Revision, Terms: terms}
}

// addChars adds every character on its own, so that no poem is unreachable
// because of where the segmenter cut.
func addChars(set *termSet, clause string) {
	for i, r := range clause {
		set.add(clause[i : i+utf8.RuneLen(r)])
	}
}

func addWords(set *termSet, clause string, seg segment.Segmenter) {
	for _, word := range Words(clause, seg) {
		set.add(word)
	}
}

// Words are the words of two or more characters in a folded clause, in order,
// sub-words included.
func Words(clause string, seg segment.Segmenter) []string {
	if utf8.RuneCountInString(clause) < 2 {
		return nil
	}
	var words []string
	starts := byteOffsets(clause)
	for _, t := range seg.Segment(clause) {
		if t.End-t.Start >= 2 {
			words = append(words, clause[starts[t.Start]:starts[t.End]])
		}
	}
	return words
}

// byteOffsets gives the byte at which each code point starts, and the length.
func byteOffsets(s string) []int {
	offsets := make([]int, 0, len(s)/3+2)
	for i := range s {
		offsets = append(offsets, i)
	}
	return append(offsets, len(s))
}

type termSet struct {
	seen map[string]bool
	list []string
}

func newTermSet() *termSet { return &termSet{seen: make(map[string]bool, 64)} }

func (s *termSet) add(term string) {
	if !s.seen[term] {
		s.seen[term] = true
		s.list = append(s.list, term)
	}
}

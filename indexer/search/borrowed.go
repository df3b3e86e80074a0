package search

import (
	"context"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/borrowing"
	"shiyun/indexer/texts"
)

// LinesAsked are the lines of a poem that are looked for in the others.
type LinesAsked struct {
	Poem  corpus.PoemID // not looked into; 0 for one that is not in the archive
	Lines []borrowing.Line
}

// mostSame bounds the places that one line is found in.
const mostSame = 12

// Borrowed returns, for each poem asked about, where its lines stand in the
// published poems, word for word or but for one character. It reads the clauses
// of the whole archive once, however many poems are asked about: two looks into
// a table for each, since of a line that differs in one character one half is
// the same.
func (s *Searcher) Borrowed(ctx context.Context, asked []LinesAsked) ([][]borrowing.Found, error) {
	f := newLineFinder(asked)
	err := f.readAll(ctx, s.index.Texts())
	if err != nil {
		return nil, err
	}
	poems, err := s.archive.Poems(ctx, f.poems())
	if err != nil {
		return nil, err
	}
	return f.result(poems), nil
}

// half is a half of a line: its hash, how long the line is, and which half.
type half struct {
	hash   uint64
	length int
	second bool
}

// lineNo is a line of those asked about.
type lineNo struct{ poem, line int }

// sameLine is where a line of those asked about stands.
type sameLine struct {
	lineNo
	in corpus.PoemID
	at int // of the character that differs; -1 for none
	r  rune
}

type lineFinder struct {
	asked  []LinesAsked
	halves map[half][]lineNo
	counts map[lineNo]int
	found  []sameLine
	chars  []rune // of the clause being compared
}

func newLineFinder(asked []LinesAsked) *lineFinder {
	f := &lineFinder{asked: asked, halves: map[half][]lineNo{}, counts: map[lineNo]int{}}
	for p, poem := range asked {
		for n, line := range poem.Lines {
			for _, h := range halvesOf(line.Chars) {
				f.halves[h] = append(f.halves[h], lineNo{p, n})
			}
		}
	}
	return f
}

func halvesOf(chars []rune) [2]half {
	middle := len(chars) / 2
	return [2]half{{borrowing.Hash(chars[:middle]), len(chars), false}, {borrowing.Hash(chars[middle:]), len(chars), true}}
}

// readAll compares every clause of the archive.
func (f *lineFinder) readAll(ctx context.Context, snapshot *texts.Snapshot) error {
	n := 0
	snapshot.Each(func(p *texts.Poem) bool {
		if n++; n%checkEvery == 0 && ctx.Err() != nil {
			return false
		}
		for i, c := range p.Clauses {
			f.compare(p, p.Text[c.At():p.ClauseEnd(i)])
		}
		return true
	})
	return ctx.Err()
}

// compare compares a clause with the lines that share a half with it.
func (f *lineFinder) compare(p *texts.Poem, clause string) {
	if n := utf8.RuneCountInString(clause); n < borrowing.Shortest || n > borrowing.Longest {
		return
	}
	f.chars = f.chars[:0]
	for _, r := range clause {
		f.chars = append(f.chars, r)
	}
	for i, h := range halvesOf(f.chars) {
		for _, no := range f.halves[h] {
			poem := f.asked[no.poem]
			if poem.Poem == p.ID || f.counts[no] == mostSame {
				continue
			}
			at, ok := borrowing.Differing(poem.Lines[no.line].Chars, f.chars)
			if !ok || at < 0 && i > 0 { // the same word for word shares both halves
				continue
			}
			same := sameLine{no, p.ID, at, 0}
			if at >= 0 {
				same.r = f.chars[at]
			}
			f.counts[no]++
			f.found = append(f.found, same)
		}
	}
}

// poems are those that lines were found in.
func (f *lineFinder) poems() (ids []corpus.PoemID) {
	seen := map[corpus.PoemID]bool{}
	for _, same := range f.found {
		if !seen[same.in] {
			seen[same.in], ids = true, append(ids, same.in)
		}
	}
	return ids
}

// result names the poems, and leaves out those that are no longer published.
func (f *lineFinder) result(poems []corpus.Poem) [][]borrowing.Found {
	sources := map[corpus.PoemID]borrowing.Source{}
	for _, p := range poems {
		if p.Status == corpus.StatusPublished {
			sources[p.ID] = borrowing.Source{Author: p.Author.Name, Title: p.Title, Poem: p.ID}
		}
	}
	all := make([][]borrowing.Found, len(f.asked))
	for _, same := range f.found {
		source, ok := sources[same.in]
		if !ok {
			continue
		}
		one := borrowing.Found{Line: f.asked[same.poem].Lines[same.line], Source: source}
		if same.at >= 0 {
			theirs := []rune(one.Line.Text)
			theirs[same.at] = same.r
			one.Theirs = string(theirs)
		}
		all[same.poem] = append(all[same.poem], one)
	}
	return all
}

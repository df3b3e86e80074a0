// Package couplet checks what stands opposite each other: the sides of a 楹联,
// and the couplets of a 律诗 that ought to be parallel (对仗).
package couplet

import (
	_ "embed"
	"sync"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/corpus/prosody/clause"
	"shiyun/corpus/prosody/packed"
)

// pairs.txt.gz is written by cmd/prosodytables. A line begins with a folded
// character; after a digit from 1 to 9 stand those it was set opposite to more
// often than chance, in half steps of e.
//
//go:embed pairs.txt.gz
var content []byte

type pair struct{ a, b rune }

var load = sync.OnceValue(func() map[pair]uint8 {
	table, err := read(content)
	if err != nil {
		panic(err) // the file is compiled in; a test reads it
	}
	return table
})

func read(content []byte) (map[pair]uint8, error) {
	lines, err := packed.Lines(content)
	if err != nil {
		return nil, err
	}
	table := map[pair]uint8{}
	for _, line := range lines {
		a, size := utf8.DecodeRuneInString(line)
		weight := uint8(0)
		for _, b := range line[size:] {
			if '1' <= b && b <= '9' {
				weight = uint8(b - '0')
				continue
			}
			table[pair{a, b}] = weight
		}
	}
	return table, nil
}

// sameChar is what a character opposite itself counts: nothing is less
// parallel.
const sameChar = -4

// Parallel returns how parallel two clauses of one length are: the mean of what
// their pairs count, some 1 for couplets that are meant to be and 0.3 for any
// others.
func Parallel(upper, lower clause.Clause) float64 {
	if len(upper.Chars) != len(lower.Chars) || len(upper.Chars) == 0 {
		return 0
	}
	table, sum := load(), 0
	for i, char := range upper.Chars {
		a, _ := fold.Rune(char.Rune)
		b, _ := fold.Rune(lower.Chars[i].Rune)
		if a == b {
			sum += sameChar
			continue
		}
		sum += int(table[pair{min(a, b), max(a, b)}])
	}
	return float64(sum) / float64(len(upper.Chars))
}

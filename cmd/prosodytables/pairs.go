package main

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"

	"shiyun/corpus/fold"
	"shiyun/corpus/prosody/clause"
)

// pair are two characters that stand opposite each other, the lesser first.
type pair struct{ a, b rune }

// leastPairs is how often two characters must stand opposite each other to be
// listed.
const leastPairs = 6

// makePairs writes which characters stand opposite each other in the middle
// couplets of 律诗 more often than chance: see package couplet for the columns.
func makePairs(in inputs) ([]byte, error) {
	counts, singles, all := map[pair]int{}, map[rune]int{}, 0
	for _, pattern := range []string{"dist/quantangshi/poet.tang.*.json", "dist/quantangshi/poet.song.*.json"} {
		files, err := readEntries(in.poems, pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range slices.Sorted(maps.Keys(files)) {
			for _, e := range files[name] {
				all += countPairs(counts, singles, e.Paragraphs)
			}
		}
	}
	if all < 1000000 {
		return nil, fmt.Errorf("%d pairs in %s", all, in.poems)
	}
	lists := map[rune]map[byte][]rune{}
	for p, n := range counts {
		if n < leastPairs {
			continue
		}
		chance := float64(singles[p.a]) * float64(singles[p.b]) / float64(2*all)
		if weight := min(9, int(math.Round(2*math.Log(float64(n)/chance)))); weight > 0 {
			if lists[p.a] == nil {
				lists[p.a] = map[byte][]rune{}
			}
			lists[p.a][byte('0'+weight)] = append(lists[p.a][byte('0'+weight)], p.b)
		}
	}
	var b bytes.Buffer
	for _, a := range slices.Sorted(maps.Keys(lists)) {
		fmt.Fprintf(&b, "%c", a)
		for _, weight := range slices.Sorted(maps.Keys(lists[a])) {
			chars := lists[a][weight]
			slices.Sort(chars)
			fmt.Fprintf(&b, "%c%s", weight, string(chars))
		}
		b.WriteByte('\n')
	}
	return b.Bytes(), nil
}

// countPairs counts the pairs of the third and fourth and of the fifth and
// sixth of eight clauses of one length, and returns how many there were.
func countPairs(counts map[pair]int, singles map[rune]int, paragraphs []string) (all int) {
	var clauses []clause.Clause
	for _, text := range paragraphs {
		read, _ := clause.Read(text)
		clauses = append(clauses, read...)
	}
	if n := clause.Even(clauses); len(clauses) != 8 || n != 5 && n != 7 {
		return 0
	}
	for _, at := range []int{2, 4} {
		for i, upper := range clauses[at].Chars {
			a, _ := fold.Rune(upper.Rune)
			b, _ := fold.Rune(clauses[at+1].Chars[i].Rune)
			counts[pair{min(a, b), max(a, b)}]++
			singles[a]++
			singles[b]++
			all++
		}
	}
	return all
}

package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"shiyun/corpus/script"
)

// makeSounds writes a line for each rhyme list of the old books (平水韵 with the
// part of 词林正韵) and of the modern ones: see package rhyme for the columns.
func makeSounds(in inputs) ([]byte, error) {
	lists, err := readLists(filepath.Join(in.verse, "pingshui.tsv"))
	if err != nil {
		return nil, err
	}
	second, err := readSecond(in)
	if err != nil {
		return nil, err
	}
	correct(lists)
	var b bytes.Buffer
	modern, err := readModern(in.unihan)
	if err != nil {
		return nil, err
	}
	merged := judge(lists, second, modern)
	for _, l := range lists {
		fmt.Fprintf(&b, "old\t%d\t%d\t%d\t%s\t%s\n", l.group, l.tone, l.part, sorted(l.chars), sorted(l.also))
	}
	fmt.Fprintf(&b, "merged\t0\t0\t0\t%s\t\n", sorted(merged))
	for _, key := range sortedRhymes(modern) {
		fmt.Fprintf(&b, "new\t%d\t%d\t%d\t%s\t\n", key.xinyun, key.tongyun, key.tone, sorted(modern[key]))
	}
	return b.Bytes(), nil
}

func sorted(chars map[rune]bool) string { return string(slices.Sorted(maps.Keys(chars))) }

// list is a rhyme group of 平水韵, or the half of one that 词林正韵 splits.
type list struct {
	group, tone, part int
	chars             map[rune]bool
	// also are the characters whose other script rhymes here.
	also map[rune]bool
}

func readLists(path string) ([]*list, error) {
	var lists []*list
	err := readTSV(path, func(cells []string) error {
		if len(cells) != 5 {
			return fmt.Errorf("%d columns", len(cells))
		}
		l := &list{chars: map[rune]bool{}, also: map[rune]bool{}}
		for i, to := range []*int{&l.group, nil, &l.tone, &l.part} {
			if to == nil {
				continue
			}
			n, err := strconv.Atoi(cells[i])
			if err != nil {
				return err
			}
			*to = max(n, -n) // the laid table has the oblique halves of parts below 0
		}
		for _, r := range cells[4] {
			l.chars[r] = true
		}
		lists = append(lists, l)
		return nil
	})
	return lists, err
}

// readTSV hands each line that is no comment to take, in columns.
func readTSV(path string, take func(cells []string) error) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if err := take(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return nil
}

// corrections are what the laid table has against the book: 疏 of 奏疏 is in
// 去声六御, not in 七遇.
var corrections = []struct {
	char     rune
	from, to int
}{{'疏', 66, 65}}

func correct(lists []*list) {
	for _, c := range corrections {
		for _, l := range lists {
			switch l.group {
			case c.from:
				delete(l.chars, c.char)
			case c.to:
				l.chars[c.char] = true
			}
		}
	}
}

// judge decides between the books. The laid table is generous with rare
// readings: one that neither 廣韻 nor the majority of the copies of 平水韵 has,
// and that is of another tone than the modern readings, is left out. A reading
// that only the form of the other script has goes to the field also: printed
// texts mix 徵 and 征, 乾 and 幹, 蘋 and 苹. It returns the characters that several
// traditional ones with other rhymes became.
func judge(lists []*list, second map[rune]map[int]bool, modern map[modernRhyme]map[rune]bool) (merged map[rune]bool) {
	groups := map[rune]map[int]bool{}
	forms := map[rune][]rune{} // the traditional ones of a simplified character
	for _, l := range lists {
		for r := range l.chars {
			if groups[r] == nil {
				groups[r] = map[int]bool{}
				if s := simplified(r); s != r {
					forms[s] = append(forms[s], r)
				}
			}
			groups[r][l.group] = true
		}
	}
	today := map[rune]map[bool]bool{} // whether a character is level and oblique
	for key, chars := range modern {
		for r := range chars {
			if today[r] == nil {
				today[r] = map[bool]bool{}
			}
			today[r][key.tone > 1] = true
		}
	}
	merged = map[rune]bool{}
	for r, several := range forms {
		for _, form := range several {
			if len(several) > 1 && !maps.Equal(groups[form], groups[several[0]]) {
				merged[r] = true
			}
		}
	}
	for _, l := range lists {
		for r := range maps.Clone(l.chars) {
			if isRare(r, l.group, groups[r], second, forms[r]) && !today[r][l.tone > 1] {
				delete(l.chars, r)
			}
		}
	}
	for _, l := range lists {
		for r := range l.chars {
			for _, other := range append(append([]rune{simplified(r)}, forms[r]...), forms[simplified(r)]...) {
				if other != r && !l.chars[other] {
					l.also[other] = true
				}
			}
		}
	}
	return merged
}

func isRare(r rune, group int, all map[int]bool, second map[rune]map[int]bool, forms []rune) bool {
	known := map[int]bool{}
	for _, form := range append([]rune{r}, forms...) {
		maps.Copy(known, second[form])
	}
	both := false
	for g := range all {
		both = both || known[g]
	}
	return both && !known[group]
}

func simplified(r rune) rune { return []rune(script.Simplified(string(r)))[0] }

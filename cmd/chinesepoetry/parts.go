package main

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// part is one of the collections taken from the package.
type part struct {
	pattern string // of path.Match, below the package directory
	source  string
	form    string // "" to guess each poem's form by its shape
}

// parts are in the order written. ci.song.2019y.json (three late additions)
// belongs to 全宋词; error/, rank/, strains/ and 御定全唐诗 repeat poems that
// are here already.
var parts = []part{
	{"dist/quantangshi/poet.tang.*.json", "全唐诗", ""},
	{"dist/quantangshi/poet.song.*.json", "全宋诗", ""},
	{"dist/songci/ci.song.*.json", "全宋词", "词"},
	{"dist/yuanqu/yuanqu.json", "元曲", "曲"},
}

func wanted(name string) bool {
	return slices.ContainsFunc(parts, func(p part) bool {
		ok, err := path.Match(p.pattern, name)
		return ok && err == nil
	})
}

// files lists a part's files by the number in their names, so that 1000 does
// not come before 2 and the order is the same on every system.
func (p part) files(tree fs.FS) ([]string, error) {
	names, err := fs.Glob(tree, p.pattern)
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(fileNumber(a), fileNumber(b)), strings.Compare(a, b))
	})
	return names, err
}

// fileNumber reads 1000 from "ci.song.1000.json"; 0 where there is none.
func fileNumber(name string) int {
	s := stem(name)
	n, err := strconv.Atoi(strings.TrimSuffix(s[strings.LastIndexByte(s, '.')+1:], "y"))
	if err != nil {
		return 0
	}
	return n
}

func stem(name string) string { return strings.TrimSuffix(path.Base(name), ".json") }

// Package chinesepoetry reads the npm package chinese-poetry 2.0.1 (MIT), as
// npm packs or unpacks it: 全唐诗 57,603 poems with text, 全宋诗 254,225, 全宋词
// 21,053 and 元曲 10,914, 343,795 in all. The other parts repeat these or are
// prose.
package chinesepoetry

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Part is one of the collections taken from the package.
type Part struct {
	Source  string
	Form    string // "" where its poems have several
	pattern string // of path.Match, below the package directory
}

// Poem is a poem as the package holds it.
type Poem struct {
	Ref        string   `json:"-"`
	Title      string   `json:"title"`
	Rhythmic   string   `json:"rhythmic"` // 词牌
	Author     string   `json:"author"`
	Paragraphs []string `json:"paragraphs"`
}

// Body returns the text, a paragraph a line; some entries have none.
func (p Poem) Body() string { return strings.TrimSpace(strings.Join(p.Paragraphs, "\n")) }

// Name returns the title, of a song without one its tune.
func (p Poem) Name() string { return cmp.Or(strings.TrimSpace(p.Title), p.Rhythmic) }

// parts are in the order written. ci.song.2019y.json (three late additions)
// belongs to 全宋词; error/, rank/, strains/ and 御定全唐诗 repeat poems that
// are here already.
var parts = []Part{
	{"全唐诗", "", "dist/quantangshi/poet.tang.*.json"},
	{"全宋诗", "", "dist/quantangshi/poet.song.*.json"},
	{"全宋词", "词", "dist/songci/ci.song.*.json"},
	{"元曲", "曲", "dist/yuanqu/yuanqu.json"},
}

// Parts returns the collections in the order in which they are read.
func Parts() []Part { return slices.Clone(parts) }

// Each calls fn with every entry of a part, in the order of its files, until fn
// returns an error.
func (p Part) Each(tree fs.FS, fn func(Poem) error) error {
	names, err := p.files(tree)
	if err != nil {
		return err
	}
	for _, name := range names {
		content, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		var entries []Poem
		if err := json.Unmarshal(content, &entries); err != nil {
			return fmt.Errorf("parse %s: %w", name, err)
		}
		for i, entry := range entries {
			entry.Ref = fmt.Sprintf("cp-%s-%d", stem(name), i)
			if err := fn(entry); err != nil {
				return err
			}
		}
	}
	return nil
}

func wanted(name string) bool {
	return slices.ContainsFunc(parts, func(p Part) bool {
		ok, err := path.Match(p.pattern, name)
		return ok && err == nil
	})
}

// files lists a part's files by the number in their names, so that 1000 does
// not come before 2 and the order is the same on every system.
func (p Part) files(tree fs.FS) ([]string, error) {
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

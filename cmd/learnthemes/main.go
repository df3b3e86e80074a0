// Command learnthemes learns from poems whose titles say what they are about
// which words speak for a theme that the lexicon lacks, and how surely:
//
//	learnthemes --poems poems.jsonl --without held-out.jsonl > indexer/themes/learnt.txt
//
// A title of at most nine characters that has one of a theme's words for titles
// names its poem's theme. What a word is worth is the logarithm of how much more
// often it stands in the bodies of such poems than in others.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"shiyun/corpus/fold"
	"shiyun/corpus/verse"
	"shiyun/indexer/themes"
)

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "learnthemes:", err)
		os.Exit(1)
	}
}

func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("learnthemes", flag.ContinueOnError)
	flags.SetOutput(stderr)
	path := flags.String("poems", "", "learn from this file of JSON lines")
	without := flags.String("without", "", "leave out the poems of this file, for measuring with")
	if err := flags.Parse(args); err != nil {
		return err
	}
	held := map[string]bool{}
	if *without != "" {
		if err := eachPoem(*without, func(p poem) { held[p.Ref] = true }); err != nil {
			return err
		}
	}
	l := newLearner(themes.Written())
	if err := eachPoem(*path, func(p poem) {
		if !held[p.Ref] {
			l.read(p)
		}
	}); err != nil {
		return err
	}
	w := bufio.NewWriter(stdout)
	l.write(w)
	return w.Flush()
}

type poem struct{ Ref, Title, Body string }

func eachPoem(path string, fn func(poem)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := json.NewDecoder(file)
	for {
		var p poem
		err := lines.Decode(&p)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		fn(p)
	}
}

// longestTopic is the longest title, in characters, that names what its poem is
// about. Longer ones tell how it came to be written.
const longestTopic = 9

// learner counts in how many poems a word stands, and in how many of each theme.
type learner struct {
	lexicon *themes.Lexicon
	poems   int
	about   map[*themes.Theme]int
	all     map[string]int
	of      map[*themes.Theme]map[string]int
}

func newLearner(lexicon *themes.Lexicon) *learner {
	l := &learner{lexicon: lexicon, about: map[*themes.Theme]int{}, all: map[string]int{}, of: map[*themes.Theme]map[string]int{}}
	for _, t := range lexicon.All() {
		l.of[t] = map[string]int{}
	}
	return l
}

func (l *learner) read(p poem) {
	title, _, _ := strings.Cut(p.Title, "  ")
	var about []*themes.Theme
	if run := fold.String(title); utf8.RuneCountInString(run) <= longestTopic {
		for _, t := range l.lexicon.All() {
			if names(t, run) {
				about = append(about, t)
			}
		}
	}
	l.poems++
	for _, t := range about {
		l.about[t]++
	}
	for word := range wordsOf(p.Body) {
		l.all[word]++
		for _, t := range about {
			l.of[t][word]++
		}
	}
}

// names reports whether a title has a word that names the theme there, and none
// that means something else.
func names(t *themes.Theme, title string) bool {
	named := false
	for _, w := range t.Words {
		if !strings.Contains(title, w.Text) {
			continue
		}
		if w.Strength == themes.Excluded && !w.InTitle {
			return false
		}
		named = named || w.InTitle || w.Strength == themes.Strong
	}
	return named
}

// wordsOf are the different runs of one to three characters in the clauses of a
// body.
func wordsOf(body string) map[string]bool {
	words := map[string]bool{}
	for _, line := range verse.Lines(body) {
		for _, clause := range fold.Runs(line.Text) {
			chars := []rune(clause.Folded)
			for i := range chars {
				for n := 1; n <= 3 && i+n <= len(chars); n++ {
					words[string(chars[i:i+n])] = true
				}
			}
		}
	}
	return words
}

const (
	fewestPoems = 40 // that a theme is learnt from
	fewestWith  = 8  // poems of a theme that have a word it lacks
	fewestIn    = 10 // poems of all that have a word
	leastLift   = 1.1
	mostNew     = 40 // words that a theme is given
)

type learnt struct {
	word   string
	weight float64 // how much more often, as a logarithm
	surety float64 // how little chance would do
}

func (l *learner) write(w io.Writer) {
	for _, t := range l.lexicon.All() {
		words := l.lacking(t)
		if t.Named || l.about[t] < fewestPoems || len(words) == 0 {
			continue
		}
		fmt.Fprintf(w, "[%s]", t.Name)
		for _, one := range words {
			fmt.Fprintf(w, " %s %.1f", one.word, one.weight)
		}
		fmt.Fprintln(w)
	}
}

// lacking are the surest of the words that a theme lacks, none within another.
func (l *learner) lacking(t *themes.Theme) (list []learnt) {
	known := map[string]bool{}
	for _, word := range t.Words {
		known[word.Text] = true
	}
	var fresh []learnt
	for word, with := range l.of[t] {
		if one, ok := l.weigh(t, word); ok && with >= fewestWith && !known[word] && one.weight >= leastLift {
			fresh = append(fresh, one)
		}
	}
	slices.SortFunc(fresh, func(a, b learnt) int {
		return cmp.Or(cmp.Compare(b.surety, a.surety), cmp.Compare(a.word, b.word))
	})
	for _, one := range fresh {
		within := func(other learnt) bool {
			return strings.Contains(one.word, other.word) || strings.Contains(other.word, one.word)
		}
		if len(list) < mostNew && !slices.ContainsFunc(list, within) {
			list = append(list, one)
		}
	}
	return list
}

// weigh returns what a word is worth; false where too few poems have it.
func (l *learner) weigh(t *themes.Theme, word string) (learnt, bool) {
	with, all := float64(l.of[t][word]), float64(l.all[word])
	if l.all[word] < fewestIn {
		return learnt{}, false
	}
	about, poems := float64(l.about[t]), float64(l.poems)
	expected := about * (all - with + 1) / (poems - about)
	lift := math.Log((with + 0.5) / (expected + 0.5))
	return learnt{word, lift, (with - expected) / math.Sqrt(expected+1)}, true
}

package themes

import (
	"fmt"
	"slices"
	"strings"

	"shiyun/corpus/fold"
)

// The lines of a theme after its head.
const (
	strongWords = "强"
	plainWords  = "中"
	weakWords   = "弱"
	titleWords  = "题"
	otherWords  = "非"
	mustBeNamed = "明"
)

// parse reads a file of the lexicon. A theme begins with its name in brackets
// and the others it is asked by; then comes a line for each kind of word, the
// kind first, everything parted by spaces. Lines that begin with # are notes.
//
//	[菊花] 菊 秋菊
//	强 菊 东篱      show the theme
//	中 寒英 渊明    speak for it
//	弱 霜 秋        speak for it beside another word
//	题 菊           stand for it in a title, whatever they are elsewhere
//	非 菊豆         contain a word of the theme and mean something else
//
// A line of 明 alone has a theme show only where a poem names it: weak words, as
// many as there are, then show nothing.
func parse(text string) ([]*Theme, error) {
	var themes []*Theme
	for n, line := range strings.Split(text, "\n") {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "["):
			name, names, ok := strings.Cut(line[1:], "]")
			if !ok || strings.TrimSpace(name) == "" {
				return nil, fmt.Errorf("line %d: a theme without a name", n+1)
			}
			t := &Theme{Name: name}
			for _, one := range append([]string{name}, strings.Fields(names)...) {
				t.Names = append(t.Names, fold.String(one))
			}
			themes = append(themes, t)
		case len(themes) == 0:
			return nil, fmt.Errorf("line %d: words before the first theme", n+1)
		case fields[0] == mustBeNamed && len(fields) == 1:
			themes[len(themes)-1].Named = true
		default:
			if err := themes[len(themes)-1].addWords(fields[0], fields[1:]); err != nil {
				return nil, fmt.Errorf("line %d: %w", n+1, err)
			}
		}
	}
	for _, t := range themes {
		slices.SortStableFunc(t.Words, func(a, b Word) int { return len(a.Text) - len(b.Text) })
		t.findWithin()
	}
	return themes, nil
}

func (t *Theme) addWords(kind string, words []string) error {
	strengths := map[string]Strength{strongWords: Strong, plainWords: Plain, weakWords: Weak, titleWords: Weak, otherWords: Excluded}
	strength, ok := strengths[kind]
	if !ok {
		return fmt.Errorf("%q is no kind of word", kind)
	}
	for _, word := range words {
		folded := fold.String(word)
		if folded == "" {
			return fmt.Errorf("%q is no word", word)
		}
		at := t.indexOfText(folded)
		if at < 0 {
			at = len(t.Words)
			// A word that is named for titles alone is worth nothing elsewhere.
			t.Words = append(t.Words, Word{Text: folded, Strength: strength})
			if kind == titleWords {
				t.Words[at].Strength = Excluded
			}
		}
		// What is repeated in a later, weaker line keeps its strength.
		t.Words[at].InTitle = t.Words[at].InTitle || kind == titleWords
	}
	return nil
}

func (t *Theme) indexOfText(folded string) int {
	for i, w := range t.Words {
		if w.Text == folded {
			return i
		}
	}
	return -1
}

// findWithin lists for every word the longer ones that contain it. Of words one
// within another within a third only the next longer are listed: what is taken
// away for them is then taken away once. What was learnt takes nothing away: 月出
// has the moon in it.
func (t *Theme) findWithin() {
	for i := range t.Words {
		w := &t.Words[i]
		w.Within = nil // of a shared list, where the theme is another's copy
		for j, longer := range t.Words {
			if longer.Learnt == 0 && len(longer.Text) > len(w.Text) && strings.Contains(longer.Text, w.Text) && !t.between(w.Text, longer.Text) {
				w.Within = append(w.Within, j)
			}
		}
	}
}

// between reports whether a third word of the theme contains the one and stands
// in the other.
func (t *Theme) between(short, long string) bool {
	for _, w := range t.Words {
		if w.Learnt == 0 && len(w.Text) > len(short) && len(w.Text) < len(long) && strings.Contains(long, w.Text) && strings.Contains(w.Text, short) {
			return true
		}
	}
	return false
}

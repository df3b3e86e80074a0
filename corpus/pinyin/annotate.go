package pinyin

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"

	"shiyun/corpus/fold"
)

// Sound is how one character of a text is read. Text carries its tone mark
// and is "" for what has no reading, such as punctuation.
type Sound struct {
	Text string
	// Sure is false where the character has other readings that the words
	// around it do not rule out: Text is the commonest in verse then.
	Sure bool
}

// Marked are the readings of a character with their tone marks, the commonest
// first; none for what has no reading. A character the dictionary lacks has
// those of the one it folds to.
func Marked(r rune) []string {
	marked, ok := pinyin.PinyinDict[int(r)]
	if !ok {
		f, known := fold.Rune(r)
		if !known {
			return nil
		}
		marked = pinyin.PinyinDict[int(f)]
	}
	if marked == "" {
		return nil
	}
	readings := strings.Split(marked, ",")
	if usual := loadContext().usual[folded(r)]; slices.Contains(readings, usual) {
		readings = slices.DeleteFunc(readings, func(s string) bool { return s == usual })
		readings = append([]string{usual}, readings...)
	}
	return readings
}

// Read reads a text: one Sound for every code point. Of a character with
// several readings it takes the one a word of phrases.txt around it asks for,
// otherwise the commonest.
func Read(text string) []Sound {
	runes := []rune(text)
	folds := make([]rune, len(runes))
	for i, r := range runes {
		folds[i] = folded(r)
	}
	sounds := make([]Sound, len(runes))
	for i, r := range runes {
		readings := Marked(r)
		if len(readings) == 0 {
			continue
		}
		sounds[i] = Sound{readings[0], len(readings) == 1}
		if asked := asked(folds, i); slices.Contains(readings, asked) {
			sounds[i] = Sound{asked, true}
		}
	}
	return sounds
}

// asked is the reading the longest word around the character asks for, ""
// where none does.
func asked(text []rune, at int) string {
	reading, longest := "", 0
	for _, p := range loadContext().phrases[text[at]] {
		if from := at - p.at; from >= 0 && len(p.word) > longest && from+len(p.word) <= len(text) &&
			slices.Equal(text[from:from+len(p.word)], p.word) {
			reading, longest = p.reading, len(p.word)
		}
	}
	return reading
}

// phrase is a word in which the character at a place has a reading.
type phrase struct {
	word    []rune
	at      int
	reading string
}

// context is phrases.txt: a line for each character with the reading it has in
// verse where no word asks for another, then each other reading with the
// words that ask for it.
type context struct {
	usual   map[rune]string
	phrases map[rune][]phrase
}

//go:embed phrases.txt
var phrasesText string

var loadContext = sync.OnceValue(func() context {
	c := context{map[rune]string{}, map[rune][]phrase{}}
	for line := range strings.Lines(phrasesText) {
		parts := strings.Split(line, "|")
		head := strings.Fields(parts[0])
		character := folded([]rune(head[0])[0])
		c.usual[character] = head[1]
		for _, part := range parts[1:] {
			words := strings.Fields(part)
			for _, word := range words[1:] {
				c.add(character, word, words[0])
			}
		}
	}
	return c
})

func (c context) add(character rune, word, reading string) {
	runes := []rune(word)
	for i, r := range runes {
		runes[i] = folded(r)
	}
	for i, r := range runes {
		if r == character {
			c.phrases[character] = append(c.phrases[character], phrase{runes, i, reading})
		}
	}
}

// folded is the character r folds to, r itself where folding drops it.
func folded(r rune) rune {
	if f, ok := fold.Rune(r); ok {
		return f
	}
	return r
}

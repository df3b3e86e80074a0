package pinyin

import "strings"

// PhraseOf is a word of phrases.txt and the reading it asks for.
type PhraseOf struct {
	Character     rune
	Word, Reading string
}

// Phrases are those of phrases.txt, with the usual readings as words of one
// character.
func Phrases() []PhraseOf {
	var all []PhraseOf
	for line := range strings.Lines(phrasesText) {
		parts := strings.Split(line, "|")
		head := strings.Fields(parts[0])
		character := []rune(head[0])[0]
		all = append(all, PhraseOf{character, head[0], head[1]})
		for _, part := range parts[1:] {
			words := strings.Fields(part)
			for _, word := range words[1:] {
				all = append(all, PhraseOf{character, word, words[0]})
			}
		}
	}
	return all
}

package segment

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"
)

// Word is an entry of the user dictionary. Text must be in the script that the
// texts to segment are in: this package converts nothing.
type Word struct {
	Text string
	Freq int // 1 to MaxFreq; 0 means DefaultFreq
}

const (
	// DefaultFreq makes a word of the user dictionary win over every way of
	// cutting it into shorter words: two words of the greatest frequency
	// together weigh MaxFreq²/60 101 983 (the sum of the main dictionary),
	// which is less than 17 000. A lower frequency may lose and then the word
	// is never found.
	DefaultFreq = 20_000

	// MaxFreq is a little more than the main dictionary's commonest word has;
	// a greater one would tear apart the words around it.
	MaxFreq = 1_000_000

	// MaxWordRunes is the greatest length of a word in code points.
	MaxWordRunes = 64
)

// Why a word is refused; see Word.Check.
var (
	ErrWordEncoding  = errors.New("not valid UTF-8")
	ErrWordLength    = fmt.Errorf("a word has 2 to %d characters", MaxWordRunes)
	ErrWordCharacter = errors.New("spaces, control characters, ， and 。 always end a word")
	ErrWordNoHan     = errors.New("a word without Han characters is a token already")
	ErrWordFreq      = fmt.Errorf("the frequency must be from 1 to %d", MaxFreq)
)

// Check returns nil if the segmenter can ever find w, else one of the ErrWord
// errors. A caller that converts the words after parsing checks them again.
func (w Word) Check() error {
	if !utf8.ValidString(w.Text) {
		return ErrWordEncoding
	}
	runes := []rune(w.Text)
	switch {
	case len(runes) < 2 || len(runes) > MaxWordRunes:
		return ErrWordLength
	case slices.ContainsFunc(runes, endsWord):
		return ErrWordCharacter
	case !containsHan(runes):
		return ErrWordNoHan
	case w.Freq < 0 || w.Freq > MaxFreq:
		return ErrWordFreq
	}
	return nil
}

// endsWord also refuses invisible format characters (zero-width space, byte
// order mark): no one sees why such a word is never found.
func endsWord(r rune) bool {
	return isSeparator(cleanRune(r)) || unicode.Is(unicode.Cf, r)
}

func (w Word) freq() int {
	if w.Freq == 0 {
		return DefaultFreq
	}
	return w.Freq
}

// userDict writes words as cppjieba reads them, one "word frequency tag" a
// line: with two columns it would take the frequency for a tag. The order and
// the doubles of words do not matter; of doubles the greatest frequency counts.
func userDict(words []Word) ([]byte, error) {
	freqs := make(map[string]int, len(words))
	for _, w := range words {
		if err := w.Check(); err != nil {
			return nil, fmt.Errorf("user dictionary word %q: %w", w.Text, err)
		}
		freqs[w.Text] = max(freqs[w.Text], w.freq())
	}
	var b bytes.Buffer
	for _, text := range slices.Sorted(maps.Keys(freqs)) {
		fmt.Fprintf(&b, "%s %d x\n", text, freqs[text])
	}
	return b.Bytes(), nil
}

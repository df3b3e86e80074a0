package texts

import (
	"sync"

	"shiyun/corpus/pinyin"
)

// Sound numbers the syllables that are taken for each other here, from 1.
type Sound uint16

// SoundOf is the sound of a syllable, 0 for one that no character has.
func SoundOf(s pinyin.Syllable) Sound { return sounds().of[s] }

// Heard is what a character may be of which only the sound is known.
type Heard struct {
	Letters Letters // one of which some reading of it begins with
	Sounds  []Sound // one of which it has; any for none
}

type soundTable struct {
	of    map[pinyin.Syllable]Sound
	last  Sound // the highest
	chars [1 << 16][]Sound
}

var sounds = sync.OnceValue(func() *soundTable {
	t := &soundTable{of: map[pinyin.Syllable]Sound{}}
	for r := range rune(len(t.chars)) {
		for _, s := range pinyin.Readings(r) {
			if t.of[s] == 0 {
				t.last++
				t.of[s] = t.last
				for _, same := range pinyin.Alike(s) {
					t.of[same] = t.last
				}
			}
		}
		t.chars[r] = t.read(r)
	}
	return t
})

func (t *soundTable) read(r rune) []Sound {
	var read []Sound
	for _, s := range pinyin.Readings(r) {
		read = append(read, t.of[s])
	}
	return read
}

func (t *soundTable) each(r rune) []Sound {
	if r < rune(len(t.chars)) {
		return t.chars[r]
	}
	return t.read(r)
}

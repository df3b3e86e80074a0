package texts

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/fold"
	"shiyun/corpus/pinyin"
)

// MostLetters is the length of the longest run of letters that a name is looked
// for by.
const MostLetters = 30

// mostKeys bounds the ways in which a name of several readings may sound.
const mostKeys = 4

// nameSounds are names of two characters or more by how they sound. What Wuhan
// speech merges is one; in letters, where it is no other syllable.
type nameSounds struct {
	spoken, spelt map[string][]string
	// lengths has, by the first syllable, a bit for every number of characters
	// that a name which begins so has: most runs begin no name.
	lengths map[pinyin.Syllable]uint32
}

func (v *Vocabulary) newNameSounds() func() *nameSounds {
	return sync.OnceValue(func() *nameSounds {
		s := &nameSounds{map[string][]string{}, map[string][]string{}, map[pinyin.Syllable]uint32{}}
		for name := range v.Authors {
			s.add(name)
		}
		for name := range v.Places {
			s.add(name)
		}
		for name := range v.Tunes {
			s.add(name)
		}
		for name := range v.Collections {
			s.add(name)
		}
		for name := range corpus.FormNames() {
			s.add(fold.String(name))
		}
		return s
	})
}

func (s *nameSounds) add(name string) {
	n := utf8.RuneCountInString(name)
	if n < 2 || n > longestName {
		return
	}
	for _, way := range waysToSay(name) {
		s.lengths[alike(way[0])] |= 1 << n
		spoken, spelt := soundKey(way), spellingKey(lettersOf(way))
		if !slices.Contains(s.spoken[spoken], name) {
			s.spoken[spoken] = append(s.spoken[spoken], name)
		}
		if !slices.Contains(s.spelt[spelt], name) {
			s.spelt[spelt] = append(s.spelt[spelt], name)
		}
	}
}

// SoundingLike returns the names that sound like a run of characters, or are
// spelt by one of letters. Those with most of the characters as they are come
// alone.
func (v *Vocabulary) SoundingLike(run string) []string {
	s := v.sounds()
	if run[0] < utf8.RuneSelf {
		return s.spelt[spellingKey(run)]
	}
	if !s.mayBegin(run) {
		return nil
	}
	var names []string
	best := 0
	for _, way := range waysToSay(run) {
		for _, name := range s.spoken[soundKey(way)] {
			shared := countShared(run, name)
			if shared > best {
				best, names = shared, nil
			}
			if shared == best && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

func (s *nameSounds) mayBegin(run string) bool {
	n := utf8.RuneCountInString(run)
	first, _ := utf8.DecodeRuneInString(run)
	return n <= longestName && slices.ContainsFunc(pinyin.Readings(first), func(r pinyin.Syllable) bool { return s.lengths[alike(r)]&(1<<n) != 0 })
}

func countShared(run, name string) (n int) {
	for _, r := range name {
		if strings.ContainsRune(run, r) {
			n++
		}
	}
	return n
}

// waysToSay are the readings of a run of characters, nil where one has none.
func waysToSay(name string) [][]pinyin.Syllable {
	ways := [][]pinyin.Syllable{nil}
	for _, r := range name {
		readings := pinyin.Readings(r)
		var next [][]pinyin.Syllable
		for _, way := range ways {
			for _, reading := range readings {
				if len(next) < mostKeys {
					next = append(next, append(way[:len(way):len(way)], reading))
				}
			}
		}
		if ways = next; len(ways) == 0 {
			return nil
		}
	}
	return ways
}

func alike(s pinyin.Syllable) pinyin.Syllable {
	if same := pinyin.Alike(s); len(same) > 0 {
		return same[0]
	}
	return s
}

func soundKey(syllables []pinyin.Syllable) string {
	var b strings.Builder
	for _, s := range syllables {
		b.WriteString(string(alike(s)))
		b.WriteByte(' ')
	}
	return b.String()
}

func lettersOf(syllables []pinyin.Syllable) string {
	var b strings.Builder
	for _, s := range syllables {
		b.WriteString(string(s))
	}
	return b.String()
}

var mergedLetters = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s", "ing", "in", "eng", "en", "ü", "v")

func spellingKey(letters string) string { return mergedLetters.Replace(letters) }

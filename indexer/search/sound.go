package search

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"shiyun/corpus"
	"shiyun/corpus/pinyin"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// soundFinder finds runs that sound as asked. Every way is a run of places,
// and every place the characters that have the sound.
type soundFinder struct {
	ways [][]*charset
	// heard is what each way sounds like, for what is looked up by sound.
	heard [][]texts.Heard
	begin []*soundNode
}

// soundNode is a place of the ways that begin with the same sounds: letters
// that can be cut in thirty ways are only four sounds to begin with.
type soundNode struct {
	set  *charset
	next []*soundNode
	end  bool // a way ends here
}

// wayTree folds the ways into one tree.
func wayTree(ways [][]*charset) []*soundNode {
	root := &soundNode{}
	for _, way := range ways {
		at := root
		for _, set := range way {
			i := slices.IndexFunc(at.next, func(n *soundNode) bool { return n.set == set })
			if i < 0 {
				i = len(at.next)
				at.next = append(at.next, &soundNode{set: set})
			}
			at = at.next[i]
		}
		at.end = true
	}
	return root.next
}

// match is where what begins the text as the nodes say ends, -1 for nothing.
func match(text string, nodes []*soundNode) int {
	r, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return -1
	}
	for _, n := range nodes {
		if !n.set.has(r) {
			continue
		}
		if n.end {
			return size
		}
		if end := match(text[size:], n.next); end >= 0 {
			return size + end
		}
	}
	return -1
}

// alike says which syllables count as the same sound.
type alike func(pinyin.Syllable) []pinyin.Syllable

func exactly(s pinyin.Syllable) []pinyin.Syllable { return []pinyin.Syllable{s} }

// soundOf finds what sounds like a run of characters.
func soundOf(run string, same alike, s *texts.Snapshot) *soundFinder {
	var places []*charset
	var heard []texts.Heard
	for _, r := range run {
		chars, h := []rune{r}, texts.Heard{Letters: texts.EveryLetter(r)}
		for _, reading := range pinyin.Readings(r) {
			chars = append(chars, charsOf(reading, same, s)...)
			h.Letters |= lettersOf(reading, same)
			h.Sounds = append(h.Sounds, texts.SoundOf(reading))
		}
		places, heard = append(places, newCharset(chars...)), append(heard, h)
	}
	ways := [][]*charset{places}
	return &soundFinder{ways, [][]texts.Heard{heard}, wayTree(ways)}
}

// soundSpelled finds what is read as the syllables, cut in any of the ways.
func soundSpelled(ways [][]pinyin.Syllable, same alike, s *texts.Snapshot) *soundFinder {
	f := &soundFinder{}
	sets := map[pinyin.Syllable]*charset{}
	for _, way := range ways {
		var places []*charset
		var heard []texts.Heard
		for _, syllable := range way {
			heard = append(heard, texts.Heard{Letters: lettersOf(syllable, same), Sounds: []texts.Sound{texts.SoundOf(syllable)}})
			if sets[syllable] == nil {
				sets[syllable] = newCharset(charsOf(syllable, same, s)...)
			}
			places = append(places, sets[syllable])
		}
		f.ways = append(f.ways, places)
		f.heard = append(f.heard, heard)
	}
	f.begin = wayTree(f.ways)
	return f
}

// The least syllables whose sounds are looked for, and whose initials by
// commonest readings are tried first: fewer stand in too many poems.
const (
	enoughSounds   = 2
	enoughInitials = 4
)

// narrow tells whether every way has so many syllables.
func (f *soundFinder) narrow(least int) bool {
	return len(f.heard) > 0 && !slices.ContainsFunc(f.heard, func(way []texts.Heard) bool { return len(way) < least })
}

// usual finds what has the sounds by commonest readings.
func (f *soundFinder) usual(s *texts.Snapshot) []corpus.PoemID { return s.WithInitials(f.heard) }

// every finds at least all poems in which f finds something: to the engine every
// sound is dozens of characters to look up.
func (f *soundFinder) every(s *texts.Snapshot) []corpus.PoemID { return s.WithSounds(f.heard) }

func lettersOf(syllable pinyin.Syllable, same alike) texts.Letters {
	letters := texts.Letters(0)
	for _, sound := range same(syllable) {
		letters |= texts.LetterSet(sound.Letter())
	}
	return letters
}

// charsOf are the characters with the sound that the archive has ever held:
// asking the engine for the thousands it has not would take longer than the
// search.
func charsOf(syllable pinyin.Syllable, same alike, s *texts.Snapshot) []rune {
	var chars []rune
	for _, sound := range same(syllable) {
		for _, r := range pinyin.Runes(sound) {
			if s.Knows(r) {
				chars = append(chars, r)
			}
		}
	}
	return chars
}

// tellingPlaces is how many places of a run narrow the search. A sound like
// "yi" is two hundred characters, each a look-up, and stands in most poems;
// the places with the fewest characters narrow enough for the text to decide.
const tellingPlaces = 3

func (f *soundFinder) propose() engine.Expr {
	var ways []engine.Expr
	for _, way := range f.ways {
		rarest := slices.SortedStableFunc(slices.Values(way), func(a, b *charset) int { return cmp.Compare(len(a.list), len(b.list)) })
		var places []engine.Expr
		for _, set := range rarest[:min(len(rarest), tellingPlaces)] {
			places = append(places, set.propose())
		}
		ways = append(ways, engine.And(places...))
	}
	return engine.Or(ways...)
}

func (f *soundFinder) find(p *texts.Poem, field query.Field) (span, bool) {
	for _, section := range sections(p, field) {
		for at := range section.text {
			if n := match(section.text[at:], f.begin); n >= 0 {
				start := section.at + at
				return span{start: start, end: start + n, tier: MatchSound}, true
			}
		}
	}
	return span{}, false
}

// names tells whether a whole name sounds as asked.
func (f *soundFinder) names(name string) bool {
	for _, way := range f.ways {
		if len(way) > 0 && utf8.RuneCountInString(name) == len(way) && beginsWith(name, way) {
			return true
		}
	}
	return false
}

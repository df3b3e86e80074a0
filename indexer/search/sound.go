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
	// initials are those of each way, for what was spelled.
	initials [][]texts.Letters
}

// alike says which syllables count as the same sound.
type alike func(pinyin.Syllable) []pinyin.Syllable

func exactly(s pinyin.Syllable) []pinyin.Syllable { return []pinyin.Syllable{s} }

// soundOf finds what sounds like a run of characters.
func soundOf(run string, same alike, s *texts.Snapshot) *soundFinder {
	var places []*charset
	for _, r := range run {
		sounds := []rune{r}
		for _, reading := range pinyin.Readings(r) {
			sounds = append(sounds, charsOf(reading, same, s)...)
		}
		places = append(places, newCharset(sounds...))
	}
	return &soundFinder{ways: [][]*charset{places}}
}

// soundSpelled finds what is read as the syllables, cut in any of the ways.
func soundSpelled(ways [][]pinyin.Syllable, same alike, s *texts.Snapshot) *soundFinder {
	f := &soundFinder{}
	sets := map[pinyin.Syllable]*charset{}
	for _, way := range ways {
		var places []*charset
		var initials []texts.Letters
		for _, syllable := range way {
			letters := texts.Letters(0)
			for _, sound := range same(syllable) {
				letters |= texts.LetterSet(sound.Letter())
			}
			initials = append(initials, letters)
			if sets[syllable] == nil {
				sets[syllable] = newCharset(charsOf(syllable, same, s)...)
			}
			places = append(places, sets[syllable])
		}
		f.ways = append(f.ways, places)
		f.initials = append(f.initials, initials)
	}
	return f
}

// enoughSyllables is how many syllables make their initials narrow: fewer
// stand in most poems.
const enoughSyllables = 4

// scan finds the poems that have the initials of what was spelled: far fewer
// than the engine would propose for its syllables, each of them dozens of
// characters, but by commonest readings only. It returns nil for too few
// syllables.
func (f *soundFinder) scan(s *texts.Snapshot) func() []corpus.PoemID {
	for _, initials := range f.initials {
		if len(initials) < enoughSyllables {
			return nil
		}
	}
	return func() []corpus.PoemID { return withAny(s, f.initials) }
}

// withAny finds what has the initials of any of the ways; different ways mostly
// have the same.
func withAny(s *texts.Snapshot, ways [][]texts.Letters) []corpus.PoemID {
	var found []corpus.PoemID
	for i, sets := range ways {
		if !slices.ContainsFunc(ways[:i], func(before []texts.Letters) bool { return slices.Equal(before, sets) }) {
			found = append(found, s.WithInitials(sets)...)
		}
	}
	if len(ways) > 1 {
		slices.Sort(found)
		found = slices.Compact(found)
	}
	return found
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
		for _, way := range f.ways {
			if start, end, ok := findSets(section.text, way); ok {
				return span{start: section.at + start, end: section.at + end, tier: MatchSound}, true
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

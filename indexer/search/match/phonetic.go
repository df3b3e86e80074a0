package match

import (
	"cmp"
	"slices"

	"shiyun/corpus"
	"shiyun/indexer/engine"
	"shiyun/indexer/query"
	"shiyun/indexer/texts"
)

// Phonetic finds runs that sound as asked: as any of several variants, each a
// run of syllables. It does not change once made; all readers of a search
// share it.
type Phonetic struct {
	variants [][]Syllable
	tree     SoundTree
	tier     Tier // of what it finds
	// wide is set where the variants are too many, or their sets too large, to
	// ask the engine: the texts' own sounds narrow better.
	wide bool
}

func newPhonetic(variants [][]Syllable) *Phonetic {
	sets := make([][]*RuneSet, len(variants))
	for i, variant := range variants {
		for _, syllable := range variant {
			sets[i] = append(sets[i], syllable.Set)
		}
	}
	return &Phonetic{variants: variants, tree: NewSoundTree(sets), tier: Sound}
}

// Tier returns that of what it finds.
func (f *Phonetic) Tier() Tier { return f.tier }

// Wide reports whether the engine cannot narrow what is looked for.
func (f *Phonetic) Wide() bool { return f.wide }

// CountSyllables returns how many the shortest variant has, 0 where there is
// none.
func (f *Phonetic) CountSyllables() int {
	if len(f.variants) == 0 {
		return 0
	}
	return len(slices.MinFunc(f.variants, func(a, b []Syllable) int { return len(a) - len(b) }))
}

// heard returns the sounds of each variant, to look texts up by.
func (f *Phonetic) heard() [][]texts.Heard {
	heard := make([][]texts.Heard, len(f.variants))
	for i, variant := range f.variants {
		heard[i] = make([]texts.Heard, len(variant))
		for j, syllable := range variant {
			heard[i][j] = syllable.Heard
		}
	}
	return heard
}

// ScanUsual returns the poems that have the sounds by commonest readings.
func (f *Phonetic) ScanUsual(s *texts.Snapshot) []corpus.PoemID { return s.WithInitials(f.heard()) }

// ScanEvery returns at least all poems in which Find finds something: to the
// engine every sound is dozens of characters to look up.
func (f *Phonetic) ScanEvery(s *texts.Snapshot) []corpus.PoemID { return s.WithSounds(f.heard()) }

// narrowingSyllables is how many syllables of a variant narrow the search. A
// sound like "yi" is two hundred characters, each a look-up, and stands in
// most poems; the syllables with the fewest characters narrow enough for the
// text to decide.
const narrowingSyllables = 3

// Propose implements Finder.
func (f *Phonetic) Propose() engine.Expr {
	if f.wide {
		return engine.All()
	}
	var variants []engine.Expr
	for _, variant := range f.variants {
		rarest := slices.SortedStableFunc(slices.Values(variant), func(a, b Syllable) int { return cmp.Compare(len(a.Set.runes), len(b.Set.runes)) })
		var syllables []engine.Expr
		for _, syllable := range rarest[:min(len(rarest), narrowingSyllables)] {
			syllables = append(syllables, syllable.Set.propose())
		}
		variants = append(variants, engine.And(syllables...))
	}
	return engine.Or(variants...)
}

// Find implements Finder.
func (f *Phonetic) Find(p *texts.Poem, field query.Field) (Span, bool) {
	for _, section := range sections(p, field) {
		for at := range section.text {
			if n := matchBeginning(section.text[at:], f.tree); n >= 0 {
				start := section.at + at
				return Span{Start: start, End: start + n, Tier: f.tier}, true
			}
		}
	}
	return Span{}, false
}

// MatchesName reports whether a whole name sounds as asked.
func (f *Phonetic) MatchesName(name string) bool { return name != "" && matchWhole(name, f.tree) }

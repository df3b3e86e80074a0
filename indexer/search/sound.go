package search

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"shiyun/corpus"
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
	tier  Match // of what it finds
	// unproposed is set where the ways are too many, or too wide, to ask the
	// engine: the texts' own sounds narrow better.
	unproposed bool
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

// newSoundFinder finds what sounds like any of the ways to hear a run.
func newSoundFinder(ways [][]piece) *soundFinder {
	f := &soundFinder{tier: MatchSound}
	for _, way := range ways {
		sets, heard := make([]*charset, len(way)), make([]texts.Heard, len(way))
		for i, p := range way {
			sets[i], heard[i] = p.set, p.heard
		}
		f.ways, f.heard = append(f.ways, sets), append(f.heard, heard)
	}
	f.begin = wayTree(f.ways)
	return f
}

// The least syllables whose sounds are looked for: alone, and beside other
// words, all of which the engine knows; and whose initials by commonest readings
// are tried first. Fewer stand in too many poems.
const (
	enoughSounds   = 2
	enoughBeside   = 4
	enoughInitials = 4
)

// syllables are those of the shortest way, 0 where there is none.
func (f *soundFinder) syllables() int {
	if len(f.heard) == 0 {
		return 0
	}
	return len(slices.MinFunc(f.heard, func(a, b []texts.Heard) int { return len(a) - len(b) }))
}

// telling is the term of a plan by whose sounds its texts are looked for: of
// those that every match must have, the one of most syllables. nil for none.
func (p *plan) telling(root *query.Node) (best *term) {
	most := enoughBeside - 1
	if root.Op == query.Leaf {
		most = enoughSounds - 1
	}
	for _, t := range p.terms {
		f, sounds := t.finder.(*soundFinder)
		if sounds && textField(t.Field) && f.syllables() > most && requires(root, t.Term) {
			best, most = t, f.syllables()
		}
	}
	return best
}

// requires tells whether nothing matches a query that has not this term.
func requires(root *query.Node, t query.Term) bool {
	leaf := &query.Node{Term: t}
	return root.Same(leaf) || root.Op == query.And && slices.ContainsFunc(root.Kids, leaf.Same)
}

// usual finds what has the sounds by commonest readings.
func (f *soundFinder) usual(s *texts.Snapshot) []corpus.PoemID { return s.WithInitials(f.heard) }

// every finds at least all poems in which f finds something: to the engine every
// sound is dozens of characters to look up.
func (f *soundFinder) every(s *texts.Snapshot) []corpus.PoemID { return s.WithSounds(f.heard) }

// tellingPlaces is how many places of a run narrow the search. A sound like
// "yi" is two hundred characters, each a look-up, and stands in most poems;
// the places with the fewest characters narrow enough for the text to decide.
const tellingPlaces = 3

func (f *soundFinder) propose() engine.Expr {
	if f.unproposed {
		return engine.All()
	}
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
				return span{start: start, end: start + n, tier: f.tier}, true
			}
		}
	}
	return span{}, false
}

// names tells whether a whole name sounds as asked.
func (f *soundFinder) names(name string) bool { return name != "" && whole(name, f.begin) }

// whole tells whether the text is one of the ways from its beginning to its end.
func whole(text string, nodes []*soundNode) bool {
	r, size := utf8.DecodeRuneInString(text)
	for _, n := range nodes {
		if n.set.has(r) && (size == len(text) && n.end || size < len(text) && whole(text[size:], n.next)) {
			return true
		}
	}
	return false
}

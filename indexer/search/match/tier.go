package match

// Tier is how a poem answers a query. Tiers are never mixed; a hit of a
// stricter tier always comes first.
type Tier string

// The tiers, strictest first. Whatever a relaxation finds by leaving out,
// adding, exchanging or reordering characters is Near; see the column tier of
// the table of package relax.
const (
	Exact   Tier = "exact"   // the very characters
	Folded  Tier = "folded"  // after folding: 简繁, variants, width
	Synonym Tier = "synonym" // a word that stands for it
	Asked   Tier = "asked"   // what the query was understood to ask for
	Theme   Tier = "theme"   // what the poem is about, told by its words
	Sound   Tier = "sound"   // the same reading
	Near    Tier = "near"    // most of it
)

// Rank orders the tiers: the stricter, the higher, 0 for Near.
func (t Tier) Rank() int {
	switch t {
	case Exact:
		return 6
	case Folded:
		return 5
	case Synonym:
		return 4
	case Asked:
		return 3
	case Theme:
		return 2
	case Sound:
		return 1
	}
	return 0
}

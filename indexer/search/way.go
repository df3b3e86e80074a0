package search

// Way is how a query was taken.
type Way string

// The ways, strictest first.
const (
	WayLiteral   Way = "literal"   // at its word
	WayPinyin    Way = "pinyin"    // its letters as pinyin
	WayInitials  Way = "initials"  // its letters as the first letters of syllables
	WayPasted    Way = "pasted"    // as a pasted text, by its most telling clauses
	WayHalves    Way = "halves"    // as two clauses written together
	WayMistakes  Way = "mistakes"  // with characters wrong, missing or swapped
	WaySound     Way = "sound"     // by sound
	WayMerged    Way = "merged"    // by the sounds merged in Wuhan speech
	WayScrambled Way = "scrambled" // its characters in another order
	WayShared    Way = "shared"    // the longest run of it that a poem has
	WayFramed    Way = "framed"    // by its two ends
	WayApart     Way = "apart"     // its words apart from each other
)

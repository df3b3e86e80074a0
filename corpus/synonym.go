package corpus

// SynonymID numbers a group of synonyms.
type SynonymID int64

// Synonyms are words that stand for each other in searches: whoever types one
// finds the poems that hold any of them.
type Synonyms struct {
	ID    SynonymID `json:"id"`
	Words []string  `json:"words"` // two or more, as the curator wrote them
}

// Limits on synonyms: every word of a group is looked for in every search for
// one of them, and all groups are kept in memory.
const (
	MaxSynonyms      = 12    // words in a group
	MaxSynonymGroups = 2_000 // groups
	MaxSynonym       = 20    // code points in a word
)

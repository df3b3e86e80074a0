package corpus

import "time"

// Missed is a search that found nothing, or nothing literally, as the server
// reports it: without a word about who asked.
type Missed struct {
	Query string // as typed
	Hits  int    // how many poems came near; 0 for none
	Day   time.Time
}

// Miss is every such search for one thing, however it was spelled.
type Miss struct {
	Query    string    `json:"query"` // folded; what it is grouped by
	Shown    string    `json:"shown"` // as it was typed last
	Hits     int       `json:"hits"`  // at the last time; 0 for none
	Times    int       `json:"times"`
	FirstDay time.Time `json:"first_day"` // midnight UTC of the residents' day
	LastDay  time.Time `json:"last_day"`
	Settled  Settled   `json:"settled,omitempty"`
}

// Settled says what a curator did about a miss.
type Settled string

// The ways to settle a miss; "" is a miss nobody has dealt with.
const (
	SettledTheme      Settled = "theme"      // the word shows a theme now
	SettledSynonym    Settled = "synonym"    // the word has synonyms now
	SettledAlias      Settled = "alias"      // it is another name of an author now
	SettledDictionary Settled = "dictionary" // it is in the dictionary now
	SettledGap        Settled = "gap"        // a poem the archive lacks
	SettledIgnored    Settled = "ignored"    // nothing to be done
)

// Known tells whether s is one of the ways above.
func (s Settled) Known() bool {
	switch s {
	case SettledSynonym, SettledTheme, SettledAlias, SettledDictionary, SettledGap, SettledIgnored:
		return true
	}
	return false
}

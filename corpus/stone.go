package corpus

import (
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// StoneID numbers a stone: permanent, never reused.
type StoneID int64

// Stone is a text that stands outdoors: carved into a stone, written on a
// board of a pavilion. Its address is its code.
type Stone struct {
	ID       StoneID
	Code     string // as ParseStoneCode gives it
	Name     string
	Place    PlaceRef
	At       *Spot  // of its own; nil where its place says enough
	Text     string // exactly what is carved, a column or row a line
	Writing  Writing
	Poem     PoemID // that it was carved from; 0 for none
	Revision int    // of the poem, when it was carved
	Note     string
	State    StoneState
	Former   []string // codes it had before, each of which still leads to it

	CreatedAt time.Time
	UpdatedAt time.Time
}

// Writing is how the characters run.
type Writing string

// The ways of writing.
const (
	WritingColumns Writing = "columns" // downwards, columns from right to left
	WritingRows    Writing = "rows"    // rows from left to right
	WritingBoard   Writing = "board"   // rows from right to left, as on old boards
)

// Writings lists every way of writing, the commonest first.
func Writings() []Writing { return []Writing{WritingColumns, WritingRows, WritingBoard} }

// StoneState tells what has become of a stone.
type StoneState string

// The states. None of them takes the address away.
const (
	StoneStanding  StoneState = "standing"
	StoneRemoved   StoneState = "removed"   // stands there no longer; its page remains
	StoneWithdrawn StoneState = "withdrawn" // its page says so and nothing more
)

// StoneStates lists every state.
func StoneStates() []StoneState {
	return []StoneState{StoneStanding, StoneRemoved, StoneWithdrawn}
}

// Limits on what is said of a stone, in code points.
const (
	MaxStoneCode = 12
	MaxStoneName = 40
	MaxCarved    = 2_000
)

// ParseStoneCode reads a code as people type it, in capitals or full-width
// characters too: letters and digits, at most MaxStoneCode. The second result
// is false for what cannot be one.
func ParseStoneCode(s string) (string, bool) {
	if len(s) > 4*MaxStoneCode {
		return "", false
	}
	code := strings.ToLower(norm.NFKC.String(strings.TrimSpace(s)))
	if code == "" || len(code) > MaxStoneCode {
		return "", false
	}
	for _, r := range code {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return "", false
		}
	}
	return code, true
}

// Package segment cuts Chinese text into tokens for the index and for queries.
//
// The dictionary segmenter is gojieba in search mode: a word and the shorter
// dictionary words inside it (明月光 gives 明月, 月光 and 明月光). Its hidden
// Markov model stays off: it invents words from their surroundings, so the same
// characters would be cut one way in a poem and another way in a query, and the
// query would find nothing.
//
// The fallback segmenter needs no dictionary and gives one token for each Han
// character. Loader chooses between the two.
package segment

// Token is a half-open range of a text, counted in code points: token t of
// text s is string([]rune(s)[t.Start:t.End]). An invalid byte counts as one
// code point, as it does in a conversion to []rune.
type Token struct{ Start, End int }

// Segmenter cuts text into tokens. Implementations are safe for concurrent use.
type Segmenter interface {
	// Segment returns the tokens of text ordered by Start, then by End, without
	// duplicates. Tokens may overlap. Every Han character, letter and number is
	// covered by at least one token, and every token holds at least one of
	// them. Any input is accepted: NUL, other control characters and invalid
	// UTF-8 separate words.
	Segment(text string) []Token

	// Fingerprint names everything that decides where tokens begin and end.
	// Tokens cut under different fingerprints must not meet in one index.
	Fingerprint() string
}

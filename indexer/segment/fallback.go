package segment

// NewFallback returns a segmenter without a dictionary: each Han character is a
// token, and so is each run of other letters and numbers. It serves while the
// dictionary loads and when it cannot be loaded.
func NewFallback() Segmenter { return fallback{} }

type fallback struct{}

func (fallback) Segment(text string) []Token { return segmentRunes([]rune(text)) }

func (fallback) Fingerprint() string { return fallbackFingerprint() }

func segmentRunes(runes []rune) []Token {
	tokens := make([]Token, 0, len(runes))
	tokens = appendRuns(tokens, runes)
	tokens = appendHan(tokens, runes, 0, len(runes))
	return arrange(tokens)
}

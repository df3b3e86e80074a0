package segment

import (
	"cmp"
	"slices"
)

func compareTokens(a, b Token) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}

// arrange sorts tokens and removes duplicates; gojieba puts the shorter words
// before the word they are part of.
func arrange(tokens []Token) []Token {
	slices.SortFunc(tokens, compareTokens)
	return slices.Compact(tokens)
}

// fillGaps adds the Han characters that no token covers, so that no character
// of a poem is lost whatever the library leaves out. tokens must be arranged.
func fillGaps(tokens []Token, runes []rune) []Token {
	arranged := len(tokens)
	covered := 0
	for _, t := range tokens[:arranged] {
		tokens = appendHan(tokens, runes, covered, t.Start)
		covered = max(covered, t.End)
	}
	tokens = appendHan(tokens, runes, covered, len(runes))
	if len(tokens) > arranged {
		return arrange(tokens)
	}
	return tokens
}

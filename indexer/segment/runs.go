package segment

// maxRunRunes bounds one token of letters and numbers: index terms without a
// bound would let one hostile line of a million letters become one term.
const maxRunRunes = 128

// appendRuns appends the runs of letters and numbers that are not Han: 1949,
// moon, ひらがな. The dictionary knows no such words, and without its Markov
// model gojieba cuts them into single characters.
func appendRuns(tokens []Token, runes []rune) []Token {
	for i := 0; i < len(runes); {
		if classOf(runes[i]) != letter {
			i++
			continue
		}
		end := runEnd(runes, i)
		tokens = append(tokens, Token{i, end})
		i = end
	}
	return tokens
}

// runEnd returns the end of the run beginning at start, which is a letter.
func runEnd(runes []rune, start int) int {
	end := start + 1
	for end < len(runes) && end-start < maxRunRunes && inRun(runes[end]) {
		end++
	}
	return end
}

func inRun(r rune) bool {
	c := classOf(r)
	return c == letter || c == mark
}

// splitsRun reports whether position i falls inside a run. A dictionary word
// that begins or ends there (1月 in 11月) is not a word of the text.
func splitsRun(runes []rune, i int) bool {
	return i > 0 && i < len(runes) && inRun(runes[i-1]) && inRun(runes[i])
}

// appendHan appends one token for each Han character of runes[from:to].
func appendHan(tokens []Token, runes []rune, from, to int) []Token {
	for i := from; i < to; i++ {
		if classOf(runes[i]) == han {
			tokens = append(tokens, Token{i, i + 1})
		}
	}
	return tokens
}

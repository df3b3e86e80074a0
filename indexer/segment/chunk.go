package segment

// maxChunkRunes bounds the text of one call into the library, which takes about
// 350 bytes of C++ heap for each rune: a million at once would cost 350 MB, and
// that heap is not given back at once.
const maxChunkRunes = 2048

// chunkEnd returns where the chunk beginning at start ends: after the last
// separator that fits, so that no word is cut apart. Only a text with none for
// maxChunkRunes on end is cut elsewhere, at punctuation if it has any.
func chunkEnd(runes []rune, start int) int {
	limit := start + maxChunkRunes
	if limit >= len(runes) {
		return len(runes)
	}
	if end := lastAfter(runes, start, limit, isSeparator); end > start {
		return end
	}
	if end := lastAfter(runes, start, limit, isOther); end > start {
		return end
	}
	return limit
}

// lastAfter returns the position after the last rune of runes[start:limit] that
// satisfies is, or start if none does.
func lastAfter(runes []rune, start, limit int, is func(rune) bool) int {
	for end := limit; end > start; end-- {
		if is(runes[end-1]) {
			return end
		}
	}
	return start
}

// isSeparator reports the characters at which cppjieba itself starts anew
// (SegmentBase.hpp; clean leaves no tab): cutting after one changes no token.
func isSeparator(r rune) bool {
	return r == '\n' || r == ' ' || r == '，' || r == '。'
}

func isOther(r rune) bool { return classOf(r) == other }

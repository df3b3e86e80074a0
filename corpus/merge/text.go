package merge

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"strings"

	"shiyun/corpus"
	"shiyun/corpus/fold"
)

// TextKey is a hash of what makes two rows without a number the same poem:
// title, author and body. Equal keys are only a hint; SameText decides.
func TextKey(title, author, body string) int64 {
	h := sha256.New()
	for _, part := range []string{title, author, strings.TrimSpace(body)} {
		io.WriteString(h, part) // a hash never fails to take bytes
		h.Write([]byte{0})
	}
	return int64(binary.BigEndian.Uint64(h.Sum(nil)))
}

func textKey(p corpus.Poem) int64 { return TextKey(p.Title, p.Author.Name, p.Body) }

// SameText reports whether two poems have the same title, author and body.
// White space around the body does not count.
func SameText(a, b corpus.Poem) bool {
	return a.Title == b.Title && a.Author.Name == b.Author.Name && strings.TrimSpace(a.Body) == strings.TrimSpace(b.Body)
}

// sameWork reports whether a person would call two states one poem: the same
// title and author where there are any, or half the text in common.
func sameWork(a, b corpus.Poem) bool {
	if a.Title == b.Title && a.Author.Name == b.Author.Name && a.Title != untitled && a.Author.Name != corpus.Anonymous {
		return true
	}
	return a.Body == b.Body || sharesHalf(a.Body, b.Body)
}

// sharesHalf reports whether half the pairs of neighbouring characters of the
// longer text are in the other, after folding.
func sharesHalf(a, b string) bool {
	pairs := map[[2]rune]int{}
	countA := eachPair(a, func(p [2]rune) { pairs[p]++ })
	shared := 0
	countB := eachPair(b, func(p [2]rune) {
		if pairs[p] > 0 {
			pairs[p]--
			shared++
		}
	})
	return shared > 0 && 2*shared >= max(countA, countB)
}

func eachPair(text string, fn func([2]rune)) (n int) {
	var last rune
	for _, r := range text {
		f, ok := fold.Rune(r)
		if !ok {
			continue
		}
		if last != 0 {
			fn([2]rune{last, f})
			n++
		}
		last = f
	}
	return n
}

// Package chance picks what looks like chance and is the same at each visit.
package chance

import (
	"hash/fnv"
	"strings"
)

// Pick returns a number that looks like chance and is the same for the same words.
func Pick(words ...string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(strings.Join(words, "\n"))) // a hash never fails to take bytes
	return h.Sum64() >> 1
}

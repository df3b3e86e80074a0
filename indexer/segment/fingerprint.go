package segment

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"unicode"
)

const (
	// libraryVersion must be the version of gojieba in go.mod.
	libraryVersion = "1.4.7"

	// rulesVersion counts the changes of this package's own rules: runs,
	// cleaning, chunks, what is dropped. Raise it with each such change, or
	// old indexes keep tokens that new queries no longer produce.
	rulesVersion = 1
)

// The version of the Unicode tables is part of both fingerprints: a newer Go
// may call a letter what an older one dropped.

func jiebaFingerprint(userDict []byte) string {
	return fmt.Sprintf("gojieba %s search hmm=off rules=%d unicode=%s dict=%s user=%s",
		libraryVersion, rulesVersion, unicode.Version, digest(manifest), digest(userDict))
}

func fallbackFingerprint() string {
	return fmt.Sprintf("characters rules=%d unicode=%s", rulesVersion, unicode.Version)
}

// digest returns the first 64 bits of the SHA-256 of b, in hex: short enough
// for a directory name, and chance collisions stay out of reach.
func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:8])
}

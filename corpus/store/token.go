package store

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// newToken makes a token of 256 bits for somebody's eyes alone, and what the
// archive keeps of it.
func newToken() (token, kept string) {
	secret := make([]byte, 32)
	rand.Read(secret) // ends the program rather than return an error
	token = base64.RawURLEncoding.EncodeToString(secret)
	return token, tokenHash(token)
}

// tokenHash needs no salt and no slow hash: a token cannot be guessed.
func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

package seal

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
)

// NewToken returns a new token of 256 bits, which is shown once and kept
// nowhere, and the hash that the archive keeps of it.
func NewToken() (token, kept string) {
	secret := make([]byte, 32)
	rand.Read(secret) // ends the program rather than return an error
	token = base64.RawURLEncoding.EncodeToString(secret)
	return token, HashToken(token)
}

// HashToken returns what is kept of a token. It needs no salt and no slow hash:
// a token cannot be guessed.
func HashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

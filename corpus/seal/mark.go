package seal

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// Mark returns what a short secret may be found by again: the same for the same
// text, and of no use to who does not have the key, however short the text is.
func (k *Key) Mark(text string) string { return hex.EncodeToString(mac(k.mark, text)) }

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text)) // a hash never fails to take bytes
	return h.Sum(nil)
}

package curation

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// codeDigits is the length of a receipt's number: digits, for they are read out
// and typed by the old, and forty bits, which no one guesses at the pace that
// the site allows.
const codeDigits = 12

// ReceiptCode returns the number that finds the receipt of a token too. It does
// not give the token away.
func ReceiptCode(token string) string {
	sum := sha256.Sum256([]byte("code\x00" + token))
	return fmt.Sprintf("%0*d", codeDigits, binary.BigEndian.Uint64(sum[:8])%1e12)
}

// IsReceiptCode reports whether a text may be such a number.
func IsReceiptCode(text string) bool {
	if len(text) != codeDigits {
		return false
	}
	for _, b := range []byte(text) {
		if b < '0' || b > '9' {
			return false
		}
	}
	return true
}

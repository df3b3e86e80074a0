package backup

import (
	"crypto/sha256"
	"encoding/hex"

	"shiyun/corpus/store/poems"
)

type mediaFile = poems.MediaFile

// keyName is what a key is known by: the first 8 digits of its SHA-256.
func keyName(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:4])
}

// keyFile is where a key is within the folder of keys.
func keyFile(name, suffix string) string { return "secret-" + name + ".key" + suffix }

package backup

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"shiyun/corpus/store/poems"
)

type mediaFile = poems.MediaFile

// keyName is what a key is known by: the first 8 digits of its SHA-256.
func keyName(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:4])
}

func keyPath(dir, name string) string { return filepath.Join(dir, "secret-"+name+".key") }

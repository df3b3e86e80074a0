// Package seal keeps short secrets unreadable to whoever has the archive file
// alone: a backup, a copy sent by mistake. Whoever has the whole data
// directory has the key too.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// FileName is the key inside the data directory: 32 random bytes.
const FileName = "secret.key"

const (
	keySize = 32
	version = "1:" // of what Seal writes, so that another cipher can follow
)

// Key seals and opens texts. It may be used from any goroutine.
type Key struct {
	aead cipher.AEAD
	mark []byte // of Mark, made from the key: one key is not used for two things
}

// ErrNotWhole is that of a key file of another length.
var ErrNotWhole = errors.New("key is not whole")

// Exists reports whether a data directory has a key.
func Exists(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, FileName))
	return !errors.Is(err, fs.ErrNotExist)
}

// Load reads the key of a data directory, making it where there is none. A
// key that is not whole is ErrNotWhole and never replaced: everything sealed
// with it would be lost for good.
func Load(dir string) (*Key, error) {
	path := filepath.Join(dir, FileName)
	content, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = create(path); err == nil {
			content, err = os.ReadFile(path)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("load key: %w", err)
	}
	if len(content) != keySize {
		return nil, fmt.Errorf("load key: %w: %s has %d bytes, want %d", ErrNotWhole, path, len(content), keySize)
	}
	block, err := aes.NewCipher(content)
	if err != nil {
		return nil, fmt.Errorf("load key: %w", err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, fmt.Errorf("load key: %w", err)
	}
	return &Key{aead, mac(content, "mark")}, nil
}

// create writes a new key beside its place and links it there: of two
// programs that start together one wins and both read the same key, and a
// power cut leaves a whole key or none.
func create(path string) error {
	removeUnfinished(filepath.Dir(path))
	key := make([]byte, keySize)
	rand.Read(key)                                           // ends the program rather than return an error
	file, err := os.CreateTemp(filepath.Dir(path), ".key-*") // made 0600
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(key)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err := os.Link(file.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// unfinishedAge is longer than making a key takes.
const unfinishedAge = time.Minute

// removeUnfinished takes away what a program left that was killed while it
// made a key.
func removeUnfinished(dir string) {
	left, err := filepath.Glob(filepath.Join(dir, ".key-*"))
	if err != nil {
		return // a directory whose name is a pattern; what is left does no harm
	}
	for _, file := range left {
		if info, err := os.Lstat(file); err == nil && time.Since(info.ModTime()) > unfinishedAge {
			_ = os.Remove(file)
		}
	}
}

func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Seal returns text so that only Open with the same key reads it. Sealing the
// same text twice gives two different results.
func (k *Key) Seal(text string) string {
	nonce := make([]byte, k.aead.NonceSize())
	rand.Read(nonce) // ends the program rather than return an error
	sealed := k.aead.Seal(nonce, nonce, []byte(text), []byte(version))
	return version + base64.RawURLEncoding.EncodeToString(sealed)
}

// errForeign says no more than that: which byte was wrong helps a forger.
var errForeign = errors.New("not sealed with this key, or damaged")

// Open returns what was sealed. What is damaged, or sealed with another key,
// is an error.
func (k *Key) Open(sealed string) (string, error) {
	encoded, ok := strings.CutPrefix(sealed, version)
	if !ok {
		return "", errForeign
	}
	content, err := base64.RawURLEncoding.Strict().DecodeString(encoded)
	if err != nil || len(content) < k.aead.NonceSize() {
		return "", errForeign
	}
	nonce, content := content[:k.aead.NonceSize()], content[k.aead.NonceSize():]
	text, err := k.aead.Open(nil, nonce, content, []byte(version))
	if err != nil {
		return "", errForeign
	}
	return string(text), nil
}

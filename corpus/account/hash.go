package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/sync/semaphore"

	"shiyun/corpus"
)

// cost is what a hash takes: OWASP's second choice of argon2id parameters,
// some 50 ms of one core and 19 MiB.
type cost struct {
	memory  uint32 // KiB
	time    uint32
	threads uint8
}

var usual = cost{memory: 19 << 10, time: 2, threads: 1}

// most bounds what a stored hash may ask for: a changed archive must not make
// sign-in take all the memory there is.
var most = cost{memory: 128 << 10, time: 10, threads: 8}

const (
	saltSize = 16
	hashSize = 32
)

// hashing bounds the hashes made at a time: twenty of them at once are half a
// gigabyte.
var hashing = semaphore.NewWeighted(2)

// nobody is what a password is held against where there is no hash, so that
// an unknown name takes as long as a wrong password. No password has it.
var nobody = usual.format(make([]byte, saltSize), make([]byte, hashSize))

// Hash returns the password as a PHC string of argon2id.
func Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	rand.Read(salt) // ends the program rather than return an error
	key, err := usual.key(ctx, password, salt, hashSize)
	if err != nil {
		return "", err
	}
	return usual.format(salt, key), nil
}

// Verify tells whether the password is the one of the hash, "" for an account
// that has none. It returns an Unavailable error where ctx ends before its
// turn comes.
func Verify(ctx context.Context, hash, password string) (bool, error) {
	known := hash != ""
	if !known {
		hash = nobody
	}
	c, salt, want, err := parse(hash)
	if err != nil {
		return false, err
	}
	if len(password) > MaxPassword*4 { // bytes; none that long was ever set
		known, password = false, ""
	}
	got, err := c.key(ctx, password, salt, uint32(len(want)))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1 && known, nil
}

func (c cost) key(ctx context.Context, password string, salt []byte, size uint32) ([]byte, error) {
	if err := hashing.Acquire(ctx, 1); err != nil {
		return nil, &corpus.Error{Code: corpus.Unavailable, Message: corpus.NewMessage("archive.sign_in_busy"), Err: err}
	}
	defer hashing.Release(1)
	return argon2.IDKey([]byte(password), salt, c.time, c.memory, c.threads, size), nil
}

func (c cost) format(salt, key []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.memory, c.time, c.threads, b64(salt), b64(key))
}

// parse reads a PHC string.
func parse(hash string) (c cost, salt, key []byte, err error) {
	fail := func(err error) (cost, []byte, []byte, error) {
		return cost{}, nil, nil, fmt.Errorf("read password hash: %w", err)
	}
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return fail(fmt.Errorf("not argon2id, version %d", argon2.Version))
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &c.memory, &c.time, &c.threads); err != nil {
		return fail(err)
	}
	if c.time < 1 || c.threads < 1 || c.memory > most.memory || c.time > most.time || c.threads > most.threads {
		return fail(fmt.Errorf("parameters %s out of bounds", parts[3]))
	}
	if salt, err = base64.RawStdEncoding.Strict().DecodeString(parts[4]); err != nil {
		return fail(err)
	}
	if key, err = base64.RawStdEncoding.Strict().DecodeString(parts[5]); err != nil {
		return fail(err)
	}
	if len(salt) < 8 || len(key) < 16 || len(key) > 64 {
		return fail(fmt.Errorf("salt of %d and key of %d bytes", len(salt), len(key)))
	}
	return c, salt, key, nil
}

package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"strings"

	"filippo.io/age"

	"shiyun/corpus"
)

// ageSuffix is at the end of the names of encrypted files.
const ageSuffix = ".age"

// encryption copies files, encrypted for its recipients where it has any.
type encryption []age.Recipient

// newEncryption reads public keys of age. It returns Invalid for what is none.
func newEncryption(keys []string) (encryption, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	recipients, err := age.ParseRecipients(strings.NewReader(strings.Join(keys, "\n")))
	if err != nil || len(recipients) < len(keys) {
		return nil, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("backup.recipient_unclear", strings.Join(keys, " ")), Err: err}
	}
	return recipients, nil
}

// archive hashes a file that lies in place, and puts its encrypted copy in its
// stead.
func (e encryption) archive(ctx context.Context, path string) (File, error) {
	if len(e) == 0 {
		return hashFile(ctx, path)
	}
	f, err := e.copyFile(ctx, path, path+ageSuffix)
	if err != nil {
		return f, err
	}
	return f, os.Remove(path)
}

// copyFile copies a file to a new one, synced, and returns what it held.
func (e encryption) copyFile(ctx context.Context, from, to string) (f File, err error) {
	in, err := os.Open(from)
	if err != nil {
		return f, err
	}
	defer in.Close()
	return e.write(contextReader{ctx, in}, to)
}

func (e encryption) write(in io.Reader, to string) (f File, err error) {
	if len(e) == 0 {
		return writeNew(in, to)
	}
	plain := newCounter()
	reader, writer := io.Pipe()
	go func() { writer.CloseWithError(e.encrypt(writer, io.TeeReader(in, plain))) }()
	sealed, err := writeNew(reader, to)
	_ = reader.Close() // the other side ends, if writing has failed
	f = File{Size: plain.n, SHA256: plain.sum(), Sealed: Stored{sealed.Size, sealed.SHA256}}
	return f, err
}

func (e encryption) encrypt(out io.Writer, in io.Reader) error {
	sealing, err := age.Encrypt(out, e...)
	if err != nil {
		return fmt.Errorf("encrypt: %w", err)
	}
	if _, err := io.Copy(sealing, in); err != nil {
		return err
	}
	return sealing.Close()
}

// counter hashes and counts what is written to it.
type counter struct {
	hash.Hash
	n int64
}

func newCounter() *counter { return &counter{Hash: sha256.New()} }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return c.Hash.Write(p)
}

func (c *counter) sum() string { return hex.EncodeToString(c.Sum(nil)) }

// decryption opens what was encrypted.
type decryption []age.Identity

// newDecryption reads a file of identities of age; "" for none.
func newDecryption(file string) (decryption, error) {
	if file == "" {
		return nil, nil
	}
	in, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read identity: %w", err)
	}
	defer in.Close()
	identities, err := age.ParseIdentities(in)
	if err != nil {
		return nil, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("backup.identity_unclear", file), Err: err}
	}
	return identities, nil
}

// open returns the content of a file of a backup.
func (d decryption) open(m Manifest, in io.Reader) (io.Reader, error) {
	if m.suffix() == "" {
		return in, nil
	}
	if len(d) == 0 {
		return nil, corpus.NewError(corpus.Conflict, "backup.no_identity", m.Name)
	}
	out, err := age.Decrypt(in, d...)
	var foreign *age.NoIdentityMatchError
	if errors.As(err, &foreign) {
		return nil, corpus.NewError(corpus.Conflict, "backup.other_identity", m.Name)
	}
	return out, err
}

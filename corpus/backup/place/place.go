// Package place keeps backups somewhere: in a folder, on a machine reached by
// SFTP, or in a bucket of S3. It knows files by name and nothing of what is in
// them. The suite in its tests is run against each.
package place

import (
	"context"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"shiyun/corpus"
)

// Place is a tree of files. Names are paths with slashes within it.
// Implementations are safe for use by one goroutine at a time.
type Place interface {
	// List returns what lies directly in a folder, "" for the topmost, in no
	// order; nothing for a folder that is not there.
	List(ctx context.Context, folder string) ([]Info, error)
	// Size returns the length of a file; an error that is fs.ErrNotExist
	// where there is none.
	Size(ctx context.Context, name string) (int64, error)
	// Get opens a file to be read once; fs.ErrNotExist where there is none.
	Get(ctx context.Context, name string) (io.ReadCloser, error)
	// Put writes a file of so many bytes, in place of one that is there. It is
	// kept whole or, where reading or writing fails, not at all.
	Put(ctx context.Context, name string, size int64, content io.Reader) error
	// Remove takes a file away, and folders that are empty then. One that is
	// not there is no error.
	Remove(ctx context.Context, name string) error
	// String is the address as it was given; it has no secrets.
	String() string
	Close() error
}

// Info is an entry of a folder.
type Info struct {
	Name   string // within the folder
	Folder bool
}

// Options are how places are reached.
type Options struct {
	SSHKey     string // file with the private key for SFTP; ~/.ssh/id_ed25519 for ""
	KnownHosts string // file with the hosts that are known; ~/.ssh/known_hosts for ""
}

// Open reaches the place at an address: a directory, sftp://user@host/path, or
// s3://bucket/prefix?endpoint=https://host&region=name. It returns Invalid for
// an address that is none of these.
func Open(ctx context.Context, address string, o Options) (Place, error) {
	if !strings.Contains(address, "://") {
		if !filepath.IsAbs(address) {
			return nil, corpus.NewError(corpus.Invalid, "backup.place_unclear", address)
		}
		return NewFolder(address), nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, corpus.NewError(corpus.Invalid, "backup.place_unclear", address)
	}
	if _, secret := u.User.Password(); secret {
		return nil, corpus.NewError(corpus.Invalid, "backup.place_password", u.Redacted())
	}
	switch u.Scheme {
	case "sftp":
		return openSFTP(ctx, address, u, o)
	case "s3":
		return openS3(address, u)
	}
	return nil, corpus.NewError(corpus.Invalid, "backup.place_unclear", address)
}

// Package backup writes copies of a whole archive, checks them and brings them
// back.
//
// A folder of backups holds
//
//	20261130T021500Z/manifest.json   what the backup is of: counts, hashes, files
//	20261130T021500Z/archive.db      the archive at one moment
//	objects/3f/3f09…                 files of media, uploads and the dictionary,
//	                                 by their SHA-256, shared by all backups
//	keys/secret-1a2b3c4d.key         the key that contacts are sealed with
//
// A backup is written under another name, synced and renamed when it is whole:
// whatever breaks off, what has a name is complete. The archive is copied in
// one read transaction, so that it is of one moment while writing goes on.
// The key is apart: whoever gets a backup without keys reads no telephone
// number, and whoever loses the key reads none either.
//
// Where recipients of age are named, everything but the manifest is encrypted
// for them and has .age at the end of its name. The manifest has counts and
// hashes and no word of a poem, so that backups are listed, compared and
// removed without the identity that opens them; the server needs none.
//
// Mirror copies finished backups to a second place, in the same order of
// files: what they refer to first, the manifest last. The key goes along only
// where it is encrypted too.
package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"shiyun/corpus"
	"shiyun/corpus/backup/place"
	"shiyun/corpus/store"
)

const (
	manifestName = "manifest.json"
	archiveName  = "archive.db"
	objectsName  = "objects"
	keysName     = "keys"
	newPrefix    = ".new-"
	format       = 1

	// nameLayout is how backups are named, by the moment of their beginning in
	// UTC: sorted by name they are sorted by time.
	nameLayout = "20060102T150405Z"
)

// File is a file of the data directory besides the archive.
type File struct {
	Path   string `json:"path"` // within the data directory, with slashes
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
	Sealed Stored `json:"encrypted,omitzero"` // what lies there, where it is encrypted
}

// Stored is a file as it lies in a backup.
type Stored struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// stored returns what lies there, encrypted or not.
func (f File) stored() Stored {
	if f.Sealed != (Stored{}) {
		return f.Sealed
	}
	return Stored{f.Size, f.SHA256}
}

// Manifest is what a backup is of.
type Manifest struct {
	Format    int       `json:"format"`
	Name      string    `json:"name"`
	CreatedAt time.Time `json:"created_at"`
	Program   string    `json:"program"`
	Archive   File      `json:"archive"`
	store.Inspection
	Files []File `json:"files"`
	Key   string `json:"key,omitempty"` // first 8 digits of its SHA-256
	// Recipients of age that open it; none where it is not encrypted.
	Recipients []string `json:"recipients,omitempty"`
	SHA256     string   `json:"sha256"` // of the manifest with "" here
}

func (m Manifest) digest() (string, error) {
	m.SHA256 = ""
	content, err := json.Marshal(m)
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]), err
}

// Size is how many bytes the backup takes in itself, without shared files.
func (m Manifest) Size() int64 { return m.Archive.Size }

// suffix is what names of files end with.
func (m Manifest) suffix() string {
	if len(m.Recipients) > 0 {
		return ageSuffix
	}
	return ""
}

// archiveFile is the archive of a backup within the folder of backups.
func (m Manifest) archiveFile() string { return m.Name + "/" + archiveName + m.suffix() }

// objectFile is a file of a backup within the folder of backups.
func (m Manifest) objectFile(f File) string { return objectName(f.SHA256, m.sharedSuffix()) }

// sharedSuffix is what names of files end with that backups share: those
// encrypted for others are other files.
func (m Manifest) sharedSuffix() string {
	if len(m.Recipients) == 0 {
		return ""
	}
	sum := sha256.Sum256([]byte(strings.Join(m.Recipients, "\n")))
	return "-" + hex.EncodeToString(sum[:4]) + ageSuffix
}

func objectName(hash, suffix string) string {
	return objectsName + "/" + hash[:2] + "/" + hash + suffix
}

// mostManifest bounds what is read as one: 200 bytes for each of some hundred
// thousand files.
const mostManifest = 64 << 20

// readManifest reads the manifest of a backup. It returns Invalid for one that
// is not what was written.
func readManifest(ctx context.Context, at place.Place, name string) (m Manifest, err error) {
	file, err := at.Get(ctx, name+"/"+manifestName)
	if err != nil {
		return m, fmt.Errorf("read manifest: %w", err)
	}
	content, err := io.ReadAll(io.LimitReader(file, mostManifest))
	if err := errors.Join(err, file.Close()); err != nil {
		return m, fmt.Errorf("read manifest: %w", err)
	}
	if err := json.Unmarshal(content, &m); err != nil {
		return m, &corpus.Error{Code: corpus.Invalid, Message: corpus.NewMessage("backup.manifest_damaged", name), Err: err}
	}
	if digest, err := m.digest(); err != nil || digest != m.SHA256 || m.Format != format {
		return m, corpus.NewError(corpus.Invalid, "backup.manifest_damaged", name)
	}
	for _, f := range m.Files {
		if !filepath.IsLocal(filepath.FromSlash(f.Path)) || len(f.SHA256) != sha256.Size*2 {
			return m, corpus.NewError(corpus.Invalid, "backup.manifest_damaged", name)
		}
	}
	return m, nil
}

// Entry is a backup in a list.
type Entry struct {
	Name     string
	Manifest Manifest
	Err      error // where it cannot be read
}

// List lists the backups of a folder, newest first. A folder that is not there
// has none.
func List(dir string) ([]Entry, error) {
	return ListAt(context.Background(), place.NewFolder(dir))
}

// ListAt lists the backups of a place, newest first.
func ListAt(ctx context.Context, at place.Place) ([]Entry, error) {
	found, err := at.List(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("list backups: %w", err)
	}
	var list []Entry
	for _, entry := range found {
		name := entry.Name
		if !entry.Folder || name == objectsName || name == keysName || strings.HasPrefix(name, ".") {
			continue
		}
		m, err := readManifest(ctx, at, name)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		list = append(list, Entry{name, m, err})
	}
	slices.SortFunc(list, func(a, b Entry) int { return strings.Compare(b.sortKey(), a.sortKey()) })
	return list, nil
}

// sortKey orders by time: a backup before an upgrade is not named by it.
func (e Entry) sortKey() string {
	if e.Err != nil {
		return e.Name
	}
	return e.Manifest.CreatedAt.UTC().Format(nameLayout) + e.Name
}

// Find returns a backup of a folder by its name, the newest readable one for
// "". It returns NotFound where there is none.
func Find(dir, name string) (Manifest, error) {
	return find(context.Background(), place.NewFolder(dir), name)
}

func find(ctx context.Context, at place.Place, name string) (Manifest, error) {
	list, err := ListAt(ctx, at)
	if err != nil {
		return Manifest{}, err
	}
	for _, entry := range list {
		if entry.Name == name {
			return entry.Manifest, entry.Err
		}
		if name == "" && entry.Err == nil {
			return entry.Manifest, nil
		}
	}
	return Manifest{}, corpus.NewError(corpus.NotFound, "backup.none", at.String())
}

// lock keeps two programs from writing into a folder of backups at once.
func lock(ctx context.Context, dir string) (*flock.Flock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make folder of backups: %w", err)
	}
	l := flock.New(filepath.Join(dir, ".lock"))
	ok, err := l.TryLockContext(ctx, 200*time.Millisecond)
	if err != nil || !ok {
		return nil, fmt.Errorf("lock folder of backups: %w", err)
	}
	return l, nil
}

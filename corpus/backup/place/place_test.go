package place_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/backup/place"
	"shiyun/corpus/backup/place/placetest"
)

func TestMain(m *testing.M) {
	os.Setenv("AWS_ACCESS_KEY_ID", "poet")
	os.Setenv("AWS_SECRET_ACCESS_KEY", "secret-of-the-poet")
	os.Exit(m.Run())
}

func open(t *testing.T, address string, o place.Options) place.Place {
	t.Helper()
	p, err := place.Open(t.Context(), address, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil && t.Context().Err() == nil {
			t.Error(err)
		}
	})
	return p
}

func TestFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "disk", "backups")
	placetest.Suite(t, open(t, dir, place.Options{}))
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestSFTP(t *testing.T) {
	t.Parallel()
	address, o := placetest.StartSFTP(t)
	placetest.Suite(t, open(t, address, o))
}

func TestS3(t *testing.T) {
	t.Parallel()
	placetest.Suite(t, open(t, placetest.StartS3(t), place.Options{}))
}

// A host that is not known, or shows another key than before, gets nothing.
func TestStrangersGetNothing(t *testing.T) {
	t.Parallel()
	address, o := placetest.StartSFTP(t)
	host := strings.Split(strings.TrimPrefix(address, "sftp://poet@"), "/")[0]
	for name, c := range map[string]struct{ host, key string }{
		"unknown": {"other.example:22", "backup.host_unknown"},
		"changed": {host, "backup.host_changed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			strange := place.Options{SSHKey: o.SSHKey, KnownHosts: filepath.Join(t.TempDir(), "known_hosts")}
			placetest.WriteKnownHost(t, strange.KnownHosts, c.host, placetest.MakeKey(t).PublicKey())
			_, err := place.Open(t.Context(), address, strange)
			var known *corpus.Error
			if !errors.As(err, &known) || known.Message.Key != c.key {
				t.Errorf("opened: %v", err)
			}
		})
	}
}

// Work on a server that answers nothing ends when its context does.
func TestSFTPEndsWithItsContext(t *testing.T) {
	t.Parallel()
	address, o := placetest.StartSFTP(t)
	ctx, cancel := context.WithCancel(t.Context())
	p, err := place.Open(ctx, address, o)
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := p.Put(t.Context(), "a/b", 1, strings.NewReader("x")); err == nil {
		// The end of the connection may come after one more answer.
		for err == nil {
			_, err = p.List(t.Context(), "")
		}
	}
	_ = p.Close() // its connection is gone
}

func TestUnclearAddresses(t *testing.T) {
	t.Parallel()
	for address, key := range map[string]string{
		"":                                "backup.place_unclear",
		"relative/dir":                    "backup.place_unclear",
		"ftp://host/dir":                  "backup.place_unclear",
		"sftp:///dir":                     "backup.place_unclear",
		"s3://":                           "backup.place_unclear",
		"s3://bucket?endpoint=host":       "backup.place_unclear",
		"s3://bucket?endpoint=ftp://host": "backup.place_unclear",
		"sftp://poet:secret@host/dir":     "backup.place_password",
	} {
		_, err := place.Open(t.Context(), address, place.Options{})
		var known *corpus.Error
		if !errors.As(err, &known) || known.Message.Key != key || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %v", address, err)
		}
	}
}

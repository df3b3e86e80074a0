package backup_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"shiyun/corpus"
	"shiyun/corpus/backup"
	"shiyun/corpus/backup/place"
	"shiyun/corpus/backup/place/placetest"
	"shiyun/corpus/store"
)

func TestMain(m *testing.M) {
	os.Setenv("AWS_ACCESS_KEY_ID", "poet")
	os.Setenv("AWS_SECRET_ACCESS_KEY", "of the poet")
	os.Exit(m.Run())
}

// places are one of each kind, empty.
var places = map[string]func(*testing.T) (string, place.Options){
	"folder": func(t *testing.T) (string, place.Options) {
		return filepath.Join(t.TempDir(), "disk"), place.Options{}
	},
	"SFTP": func(t *testing.T) (string, place.Options) { return placetest.StartSFTP(t) },
	"S3":   func(t *testing.T) (string, place.Options) { return placetest.StartS3(t), place.Options{} },
}

// identity makes a key of age and the file that opens with it.
func identity(t *testing.T) (recipient, file string) {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "identity")
	write(t, file, key.String()+"\n")
	return key.Recipient().String(), file
}

func wantKey(t *testing.T, err error, key string) {
	t.Helper()
	var known *corpus.Error
	if !errors.As(err, &known) || known.Message.Key != key {
		t.Errorf("error %v, want %s", err, key)
	}
}

// What is copied to a second place comes back from there alone, plain or
// encrypted, and old backups go there too.
func TestSecondPlaces(t *testing.T) {
	t.Parallel()
	for name, open := range places {
		for _, encrypted := range []bool{false, true} {
			t.Run(name+map[bool]string{true: " encrypted"}[encrypted], func(t *testing.T) {
				t.Parallel()
				address, reach := open(t)
				at, err := place.Open(t.Context(), address, reach)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { at.Close() })
				data, dir := t.TempDir(), t.TempDir()
				s := openRich(t, data)
				o := backup.Options{Source: s, Data: data, Dir: dir}
				opens := ""
				if encrypted {
					var recipient string
					recipient, opens = identity(t)
					o.Recipients = []string{recipient}
				}
				var made []backup.Manifest
				for i := range 3 {
					write(t, filepath.Join(data, "dict", "user.txt"), strings.Repeat("望月亭\n", i))
					m, err := backup.Create(t.Context(), o)
					if err == nil {
						_, err = backup.Mirror(t.Context(), o, at)
					}
					if err != nil {
						t.Fatal(err)
					}
					made = append(made, m)
				}
				copied, err := backup.ReadCopied(dir)
				if err != nil || copied[at.String()].Name != made[2].Name {
					t.Errorf("copied %+v, %v", copied, err)
				}
				removed, err := backup.PruneAt(t.Context(), dir, at, backup.Policy{Daily: 1})
				if err != nil || !slices.Equal(removed, []string{made[1].Name, made[0].Name}) {
					t.Errorf("removed %v, %v", removed, err)
				}
				if err := os.RemoveAll(dir); err != nil { // the first place burns
					t.Fatal(err)
				}
				list, err := backup.ListAt(t.Context(), at)
				if err != nil || len(list) != 1 || list[0].Err != nil {
					t.Fatalf("list %+v, %v", list, err)
				}
				for _, full := range []bool{false, true} {
					check := backup.Check{From: at, Full: full, Scratch: t.TempDir()}
					if full {
						check.Identity = opens
					}
					if _, found, err := check.Run(t.Context()); err != nil || len(found) > 0 {
						t.Errorf("full %v: %v, %v", full, found, err)
					}
				}
				target := filepath.Join(t.TempDir(), "data")
				r, err := backup.Restore{From: at, Target: target, Identity: opens}.Run(t.Context())
				if err != nil || r.KeyFound != encrypted { // the key is only there where it is encrypted
					t.Fatalf("%+v, %v", r, err)
				}
				if !r.KeyFound {
					if err := (store.At{Dir: target}).ReplaceKey(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				wantRestored(t, target, r.KeyFound)
			})
		}
	}
}

func wantRestored(t *testing.T, target string, keyFound bool) {
	t.Helper()
	s, err := store.Open(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if v, err := s.Verify(t.Context(), keyFound, nil); err != nil || !v.Sound() || v.Media != 2 || v.Poems != 21 {
		t.Errorf("restored: %+v, %v", v, err)
	}
}

// Of an encrypted backup no file has a word of the archive, and only who was
// named opens it. A backup for another does not take the first one's files.
func TestEncryptedBackupsAreForTheirRecipients(t *testing.T) {
	t.Parallel()
	data, dir, keys := t.TempDir(), t.TempDir(), t.TempDir()
	s := openRich(t, data)
	recipient, opens := identity(t)
	other, opensOther := identity(t)
	var made []backup.Manifest
	for _, r := range [][]string{{recipient}, {other}, {recipient, other}, {recipient}} {
		m, err := backup.Create(t.Context(), backup.Options{Source: s, Data: data, Dir: dir, KeyDir: keys, Recipients: r})
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, m)
	}
	for _, needle := range []string{"一湖秋水", "汀兰", "写在雨里", "听荷亭", "标题,正文", "ID3 recording"} {
		for _, where := range []string{dir, keys} {
			wantNowhere(t, where, needle)
		}
	}
	key, err := os.ReadFile(filepath.Join(data, "secret.key"))
	if err != nil {
		t.Fatal(err)
	}
	wantNowhere(t, keys, string(key))
	for i, c := range []struct {
		file string
		want string
	}{{opens, ""}, {opens, "backup.other_identity"}, {opensOther, ""}, {"", "backup.no_identity"}} {
		target := filepath.Join(t.TempDir(), "data")
		r, err := backup.Restore{Dir: dir, Name: made[i].Name, KeyDir: keys, Identity: c.file, Target: target}.Run(t.Context())
		if c.want != "" {
			wantKey(t, err, c.want)
			continue
		}
		if err != nil || !r.KeyFound {
			t.Errorf("%d: %+v, %v", i, r, err)
		}
		wantRestored(t, target, true)
	}
	for _, m := range made {
		if _, found, err := (backup.Check{Dir: dir, Name: m.Name}).Run(t.Context()); err != nil || len(found) > 0 {
			t.Errorf("%s without an identity: %v, %v", m.Name, found, err)
		}
	}
	objects, err := filepath.Glob(filepath.Join(dir, "objects", "*", "*"))
	if err != nil || len(objects) != 12 { // four files for each of three
		t.Errorf("%d objects, %v", len(objects), err)
	}
	_, err = backup.Create(t.Context(), backup.Options{Source: s, Data: data, Dir: dir, Recipients: []string{"age1nobody"}})
	wantKey(t, err, "backup.recipient_unclear")
	_, err = backup.Restore{Dir: dir, Identity: filepath.Join(data, "dict", "user.txt"), Target: filepath.Join(t.TempDir(), "x")}.Run(t.Context())
	wantKey(t, err, "backup.identity_unclear")
}

func wantNowhere(t *testing.T, dir, needle string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if strings.Contains(string(content), needle) {
			t.Errorf("%s has %q", path, needle)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Damage in the first place does not spread, and damage in the second is found
// there.
func TestDamageDoesNotSpread(t *testing.T) {
	t.Parallel()
	for _, encrypted := range []bool{false, true} {
		for _, file := range []string{"*Z/archive.db*", "objects/*/*"} {
			t.Run(file+map[bool]string{true: " encrypted"}[encrypted], func(t *testing.T) {
				t.Parallel()
				data, dir, second := t.TempDir(), t.TempDir(), t.TempDir()
				o := backup.Options{Source: openRich(t, data), Data: data, Dir: dir}
				opens := ""
				if encrypted {
					var recipient string
					recipient, opens = identity(t)
					o.Recipients = []string{recipient}
				}
				if _, err := backup.Create(t.Context(), o); err != nil {
					t.Fatal(err)
				}
				at := place.NewFolder(second)
				flip(t, filepath.Join(dir, file))
				_, err := backup.Mirror(t.Context(), o, at)
				wantKey(t, err, "backup.file_damaged")
				if list, err := backup.ListAt(t.Context(), at); err != nil || len(list) > 0 {
					t.Errorf("copied %v, %v", list, err)
				}
				flip(t, filepath.Join(dir, file)) // mended
				if _, err := backup.Mirror(t.Context(), o, at); err != nil {
					t.Fatal(err)
				}
				flip(t, filepath.Join(second, file))
				for _, full := range []bool{false, true} {
					if _, found, err := (backup.Check{From: at, Full: full, Identity: opens, Scratch: t.TempDir()}).Run(t.Context()); err != nil || len(found) == 0 {
						t.Errorf("full %v: %v, %v", full, found, err)
					}
				}
				_, err = backup.Restore{From: at, Identity: opens, Target: filepath.Join(t.TempDir(), "data")}.Run(t.Context())
				wantKey(t, err, "backup.file_damaged")
			})
		}
	}
}

// flip changes a byte in the middle of a file, or changes it back.
func flip(t *testing.T, pattern string) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatal(pattern, err)
	}
	content, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	content[len(content)/2] ^= 0x41
	if err := os.WriteFile(paths[0], content, 0o600); err != nil {
		t.Fatal(err)
	}
}

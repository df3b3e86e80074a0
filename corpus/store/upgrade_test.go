package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/pressly/goose/v3"

	"shiyun/corpus"
	"shiyun/corpus/seal"
	"shiyun/corpus/store"
	"shiyun/corpus/store/db/sqlite"
)

// latestFixture is the newest schema there is a fixture of. Whoever adds a
// migration adds one: SHIYUN_MAKE_FIXTURES=1 go test ./corpus/store -run TestMakeFixtures.
const latestFixture = 14

const fixtureKey = "0123456789abcdef0123456789abcdef"

func fixturePath(version int64) string {
	return filepath.Join("testdata", "schemas", fmt.Sprintf("%02d.db.gz", version))
}

// Archives of every schema there ever was open, keep every poem and all that
// stands beside it, and are whole in every respect afterwards.
func TestArchivesOfEverySchemaOpen(t *testing.T) {
	t.Parallel()
	for version := int64(1); version <= latestFixture; version++ {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			unpackFixture(t, version, dir)
			before, err := store.Inspect(t.Context(), filepath.Join(dir, sqlite.FileName))
			if err != nil || before.Schema != version || before.Counts["poems"] != 3 {
				t.Fatalf("fixture %+v, %v", before, err)
			}
			var upgrades []store.Upgrade
			s, err := store.Open(t.Context(), dir, func(ctx context.Context, u store.Upgrade) error {
				upgrades = append(upgrades, u)
				return u.Copy(ctx, filepath.Join(dir, "before.db"))
			})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			wantFixture(t, s, version)
			if v, err := s.Verify(t.Context(), true, nil); err != nil || !v.Sound() || v.Revisions != 4 {
				t.Errorf("verify: %+v, %v", v, err)
			}
			if version == latestFixture {
				return
			}
			if len(upgrades) != 1 || upgrades[0].From != version || upgrades[0].To < latestFixture {
				t.Errorf("upgrades %+v", upgrades)
			}
			copied, err := store.Inspect(t.Context(), filepath.Join(dir, "before.db"))
			if err != nil || copied.PoemsHash != before.PoemsHash || copied.Schema != version {
				t.Errorf("the copy from before: %+v, %v", copied, err)
			}
		})
	}
}

func wantFixture(t *testing.T, s *store.Store, version int64) {
	t.Helper()
	for i, want := range []string{"望湖", "听雨", "夜归"} {
		p, err := s.Poem(t.Context(), corpus.PoemID(i+1))
		if err != nil || p.Title != want || p.Body != fixtureBody(i) || p.Author.Name != "汀兰" {
			t.Errorf("poem %d: %+v, %v", i+1, p, err)
		}
	}
	if revisions, err := s.Revisions(t.Context(), 1); err != nil || len(revisions) != 2 {
		t.Errorf("revisions %+v, %v", revisions, err)
	}
	if version >= 2 {
		if accounts, err := s.Accounts(t.Context()); err != nil || len(accounts) != 1 || accounts[0].Name != "王老师" {
			t.Errorf("accounts %+v, %v", accounts, err)
		}
		if acts, _, err := s.VerifyAudit(t.Context()); err != nil || acts != 2 {
			t.Errorf("%d acts, %v", acts, err)
		}
	}
	if site, err := s.SiteSettings(t.Context()); err != nil || (site.Name != "诗韵东亭") != (version >= 13) {
		t.Errorf("site %+v, %v", site, err) // from schema 13 on there were no poems yet in the fixture when it was set
	}
	if version >= 4 {
		if media, err := s.Media(t.Context(), 1); err != nil || len(media) != 1 {
			t.Errorf("media %+v, %v", media, err)
		}
	}
}

func fixtureBody(i int) string {
	return []string{"一湖春水\n两岸人家", "一夜春雨", "月下独归"}[i]
}

func unpackFixture(t *testing.T, version int64, dir string) {
	t.Helper()
	packed, err := os.Open(fixturePath(version))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(dir, sqlite.FileName), string(content))
	writeFile(t, filepath.Join(dir, seal.FileName), fixtureKey)
	if version >= 4 {
		writeFile(t, filepath.Join(dir, "media", fixtureMedia), "ID3 recording")
	}
}

const fixtureMedia = "0123456789abcdef0123456789abcdef.mp3"

// TestMakeFixtures writes those fixtures that are not there: an archive as the
// migrations up to a version make it, with rows as the program of that time
// wrote them.
func TestMakeFixtures(t *testing.T) {
	if os.Getenv("SHIYUN_MAKE_FIXTURES") == "" {
		t.Skip("SHIYUN_MAKE_FIXTURES is not set")
	}
	for version := int64(1); version <= latestFixture; version++ {
		if _, err := os.Stat(fixturePath(version)); err != nil {
			makeFixture(t, version)
		}
	}
}

func makeFixture(t *testing.T, version int64) {
	dir := t.TempDir()
	path := filepath.Join(dir, sqlite.FileName)
	raw, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	dialect, files := sqlite.In(dir).Migrations()
	provider, err := goose.NewProvider(dialect, raw, files)
	if err == nil {
		_, err = provider.UpTo(t.Context(), version)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range fixtureRows(t, version, dir) {
		if _, err := raw.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	if err := raw.Close(); err != nil {
		t.Fatal(err)
	}
	if version >= 9 { // of the program as it is: hashes, chain and checksums
		writeFile(t, filepath.Join(dir, seal.FileName), fixtureKey)
		writeFile(t, filepath.Join(dir, "media", fixtureMedia), "ID3 recording")
		if version == latestFixture {
			s, err := store.Open(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	w.Write(content)
	w.Close()
	writeFile(t, fixturePath(version), packed.String())
}

func fixtureRows(t *testing.T, version int64, dir string) []string {
	const when = 1_700_000_000_000_000
	rows := []string{
		fmt.Sprintf("INSERT INTO authors (id, name, sort_key, initial, created_at) VALUES (1, '汀兰', 'tinglan', 'T', %d)", when),
		"INSERT INTO author_names (author_id, name) VALUES (1, '兰')",
		fmt.Sprintf("INSERT INTO places (id, name, path, kind, created_at) VALUES (1, '东亭', '东亭', 'community', %d)", when),
		fmt.Sprintf("INSERT INTO collections (id, name, created_at) VALUES (1, '湖上集', %d)", when),
		fmt.Sprintf("INSERT INTO batches (id, state, files, created, started_at, ended_at) VALUES (1, 'done', '[\"诗.csv\"]', 3, %d, %d)", when, when),
		"INSERT INTO counters (name, value) VALUES ('authors', 1), ('places', 1), ('collections', 1), ('batches', 1), ('poems', 3), ('changes', 4), ('media', 1), ('accounts', 1), ('submissions', 1)",
		"INSERT INTO settings (name, value) VALUES ('archive_kind', 'fixture')",
	}
	for i, title := range []string{"望湖", "听雨", "夜归"} {
		revision := 1
		if i == 0 {
			revision = 2
		}
		rows = append(rows,
			fmt.Sprintf("INSERT INTO poems (id, ref, title, preface, body, note, form, tune, author_id, place_id, date_text, date_year, date_month, date_day, date_precision, tags, source, status, revision, text_key, created_at, updated_at, published_at) "+
				"VALUES (%d, 'A%d', '%s', '', '%s', '', '新诗', '', 1, 1, '', 0, 0, 0, '', '春', '', 'published', %d, %d, %d, %d, %d)", i+1, i+1, title, fixtureBody(i), revision, i+77, when, when, when),
			fmt.Sprintf("INSERT INTO poem_tags (tag, poem_id) VALUES ('春', %d)", i+1),
			fmt.Sprintf("INSERT INTO collection_poems (collection_id, poem_id, position) VALUES (1, %d, %d)", i+1, i+1),
			fmt.Sprintf("INSERT INTO changes (seq, kind, id) VALUES (%d, 'poem', %d)", i+1, i+1))
		for n := 1; n <= revision; n++ {
			body := fixtureBody(i)
			if n < revision {
				body = "一湖秋水"
			}
			content, err := json.Marshal(map[string]any{"id": i + 1, "ref": fmt.Sprintf("A%d", i+1), "title": title, "author": "汀兰", "body": body, "form": "新诗", "place": "东亭", "tags": []string{"春"}, "collection": []string{"湖上集"}})
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, fmt.Sprintf("INSERT INTO revisions (poem_id, number, batch_id, created_at, content) VALUES (%d, %d, %d, %d, '%s')", i+1, n, 2-n, when+n, content))
		}
	}
	rows = append(rows, "INSERT INTO changes (seq, kind, id) VALUES (4, 'poem', 1)")
	if version >= 2 {
		rows = append(rows, fixtureCuration(t, dir, when)...)
	}
	if version >= 4 {
		rows = append(rows, fmt.Sprintf("INSERT INTO media (id, poem_id, kind, file, type, size, alt, consent, created_at) VALUES (1, 1, 'recording', '%s', 'audio/mpeg', 13, '说明', '本人', %d)", fixtureMedia, when))
	}
	if version >= 5 {
		rows = append(rows,
			fmt.Sprintf("INSERT INTO stones (id, code, name, place_id, text, writing, poem_id, revision, state, created_at, updated_at) VALUES (1, 't1', '湖石', 1, '一湖春水', 'rows', 1, 2, 'standing', %d, %d)", when, when),
			"INSERT INTO stone_codes (code, stone_id) VALUES ('t1', 1)", "INSERT INTO place_paths (path, name, place_id) VALUES ('旧亭', '旧亭', 1)")
	}
	if version >= 6 {
		rows = append(rows, "INSERT INTO batch_numbers (batch_id, kind, given, id) VALUES (1, 'poems', 9, 3)")
	}
	return rows
}

func fixtureCuration(t *testing.T, dir string, when int) []string {
	writeFile(t, filepath.Join(dir, seal.FileName), fixtureKey)
	key, err := seal.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	rows := []string{
		fmt.Sprintf("INSERT INTO accounts (id, name, role, created_at) VALUES (1, '王老师', 'admin', %d)", when),
		fmt.Sprintf("INSERT INTO submissions (id, kind, poem_id, own, token, created_at) VALUES (1, 'poem', 3, 1, 'aa', %d)", when),
		fmt.Sprintf("INSERT INTO submission_private (submission_id, contact) VALUES (1, '%s')", key.Seal("13800000000")),
		"INSERT INTO synonyms (id, words) VALUES (1, '月' || char(10) || '蟾')",
		"INSERT INTO redirects (kind, from_id, to_id) VALUES ('author', 7, 1)",
	}
	prev := ""
	for seq, verb := range []string{"account", "sign_in"} {
		content, err := json.Marshal([]any{seq + 1, when, "@command", verb, "account/1", "", prev})
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(content)
		hash := hex.EncodeToString(sum[:])
		rows = append(rows, fmt.Sprintf("INSERT INTO audit (seq, at, actor, verb, object, detail, prev, hash) VALUES (%d, %d, '@command', '%s', 'account/1', '', '%s', '%s')", seq+1, when, verb, prev, hash))
		prev = hash
	}
	return rows
}

package sums_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	_ "github.com/mattn/go-sqlite3"
	"github.com/uptrace/bun"

	"shiyun/corpus/store/db"
	"shiyun/corpus/store/db/sqlite"
	"shiyun/corpus/store/sums"
)

func open(t testing.TB, dir string) (*db.DB, *sums.Keeper) {
	t.Helper()
	d, err := db.Open(t.Context(), sqlite.In(dir))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	k, err := sums.Prepare(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	d.AtEnd(k.Update)
	return d, k
}

// compare goes through all tables once.
func compare(t testing.TB, k *sums.Keeper) []string {
	t.Helper()
	found := []string{}
	for at := (sums.Position{}); ; {
		next, _, ended, err := k.Step(t.Context(), at, 4, func(f sums.Fault) {
			found = append(found, fmt.Sprintf("%s %s %d %s", f.Kind, f.Table, f.Part, f.Key))
		})
		if err != nil {
			t.Fatal(err)
		}
		if ended {
			return found
		}
		at = next
	}
}

func write(t testing.TB, d *db.DB, statements ...string) {
	t.Helper()
	err := d.Write(t.Context(), "test", func(tx bun.Tx) error {
		for _, statement := range statements {
			if _, err := tx.ExecContext(t.Context(), statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

var rows = []string{
	"INSERT INTO synonyms (id, words) VALUES (1, '月'), (2, '日'), (70, '星'), (100000, '云')",
	"INSERT INTO settings (name, value) VALUES ('a', '1'), ('乙', '2')",
	"INSERT INTO batches (id, state, files, started_at) VALUES (1, 'done', '', 1), (2, 'done', '', 1)",
	"INSERT INTO batch_rows (batch_id, number, file, line, outcome) VALUES (1, 1, 'f', 1, 'failed'), (1, 900, 'f', 2, 'failed'), (2, 1, 'f', 3, 'failed')",
	"INSERT INTO changes (seq, kind, id) VALUES (1, 'poem', 7), (2, 'poem', 8)",
}

// unwatched changes rows as a bad disk would: without the triggers.
func unwatched(t testing.TB, dir string, statements ...string) {
	t.Helper()
	raw, err := sql.Open("sqlite3", filepath.Join(dir, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	triggers := readTexts(t, raw, "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_sum_%'")
	var before []string
	for _, name := range readTexts(t, raw, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_sum_%'") {
		before = append(before, "DROP TRIGGER "+name)
	}
	for _, statement := range slices.Concat(before, statements, triggers) {
		if _, err := raw.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

func TestEveryChangedRowIsFound(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		damage string
		want   []string
	}{
		{"UPDATE synonyms SET words = '目' WHERE id = 2", []string{"changed synonyms 0 2"}},
		{"UPDATE synonyms SET id = 99999 WHERE id = 100000", []string{"extra synonyms 0 99999", "missing synonyms 0 100000"}},
		{"DELETE FROM synonyms WHERE id = 70", []string{"missing synonyms 0 70"}},
		{"INSERT INTO synonyms (id, words) VALUES (3, '风')", []string{"extra synonyms 0 3"}},
		{"UPDATE settings SET value = '3' WHERE name = '乙'", []string{"changed settings 0 乙"}},
		{"UPDATE batch_rows SET line = 8 WHERE batch_id = 1 AND number = 900", []string{"changed batch_rows 1 900"}},
		{"DELETE FROM batch_rows WHERE batch_id = 2", []string{"missing batch_rows 2 1"}},
		{"UPDATE changes SET id = '7x' WHERE seq = 1", []string{"changed changes 0 1"}},
		{"UPDATE sums SET sums = x'00' || substr(sums, 2) WHERE tab = 'changes' AND block = 0", []string{"unproven changes 0 "}},
		{"DELETE FROM sums WHERE tab = 'settings' AND block = 0", []string{"extra settings 0 a", "extra settings 0 乙"}},
	} {
		t.Run(test.damage, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			d, k := open(t, dir)
			write(t, d, rows...)
			if found := compare(t, k); len(found) > 0 {
				t.Fatalf("whole rows: %q", found)
			}
			unwatched(t, dir, test.damage)
			if found := compare(t, k); !slices.Equal(found, test.want) {
				t.Errorf("found %q, want %q", found, test.want)
			}
			// A neighbour written lawfully does not make it whole.
			write(t, d, "UPDATE synonyms SET words = words || '光' WHERE id = 1", "INSERT INTO settings (name, value) VALUES ('c', '')",
				"INSERT INTO changes (seq, kind, id) VALUES (3, 'poem', 1)", "UPDATE batch_rows SET line = 9 WHERE batch_id = 1 AND number = 1")
			if found := compare(t, k); len(found) < len(test.want) {
				t.Errorf("after a lawful write: found %q, want %q", found, test.want)
			}
		})
	}
}

func TestLawfulWritesAreWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d, k := open(t, dir)
	write(t, d, rows...)
	write(t, d, "UPDATE synonyms SET id = 5 WHERE id = 2", "DELETE FROM batch_rows WHERE batch_id = 1",
		"INSERT INTO settings (name, value) VALUES ('a', '9') ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value",
		"INSERT INTO settings (name, value) VALUES ('a', '8') ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value")
	if found := compare(t, k); len(found) > 0 {
		t.Errorf("found %q", found)
	}
	// What a program without checksums writes is taken in at the next start.
	raw, err := sql.Open("sqlite3", filepath.Join(dir, sqlite.FileName))
	if err == nil {
		_, err = raw.Exec("INSERT INTO synonyms (id, words) VALUES (9, '雪')")
	}
	if err == nil {
		err = raw.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, again := open(t, dir); len(compare(t, again)) > 0 {
		t.Errorf("after a start: %q", compare(t, again))
	}
}

// A table is either truth, with a checksum for every row, or derived: whoever
// adds one decides.
func TestEveryTableIsTruthOrDerived(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	raw, err := sql.Open("sqlite3", filepath.Join(dir, sqlite.FileName))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	list, err := raw.Query("SELECT name, (SELECT count(*) FROM sqlite_master m WHERE m.tbl_name = t.name AND m.type = 'trigger' AND m.name LIKE '%_sum_%') FROM sqlite_master t WHERE type = 'table'")
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	truth := map[string]bool{}
	for _, table := range sums.Tables() {
		truth[table.Name] = true
	}
	for list.Next() {
		var name string
		var triggers int
		if err := list.Scan(&name, &triggers); err != nil {
			t.Fatal(err)
		}
		if truth[name] == (slices.Contains(sums.Derived(), name) || name == "sqlite_sequence") || truth[name] && triggers != 3 {
			t.Errorf("table %s: truth %v, derived %v, %d triggers", name, truth[name], slices.Contains(sums.Derived(), name), triggers)
		}
	}
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
}

func readTexts(t testing.TB, raw *sql.DB, query string) (texts []string) {
	t.Helper()
	rows, err := raw.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return texts
}

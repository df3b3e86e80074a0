package store_test

import (
	"database/sql"
	"testing"

	"shiyun/corpus"
)

func TestActsAreChained(t *testing.T) {
	s := open(t, t.TempDir())
	for _, verb := range []corpus.Verb{corpus.ActExport, corpus.ActWords, corpus.ActExport} {
		if err := s.Record(t.Context(), corpus.Act{By: "王老师", Verb: verb, Object: "poem/1"}); err != nil {
			t.Fatal(err)
		}
	}
	acts, err := s.Acts(t.Context(), 0, 2)
	if err != nil || len(acts) != 2 || acts[0].Seq != 3 || acts[1].Verb != corpus.ActWords || acts[1].By != "王老师" {
		t.Fatalf("Acts = %+v, %v; want the last two, newest first", acts, err)
	}
	n, head, err := s.VerifyAudit(t.Context())
	if err != nil || n != 3 || head != acts[0].Hash {
		t.Errorf("VerifyAudit = %d, %s, %v; want 3, %s", n, head, err, acts[0].Hash)
	}
}

func TestAlteredAuditLogIsNoticed(t *testing.T) {
	for name, alter := range map[string]string{
		"changed": "UPDATE audit SET actor = '别人' WHERE seq = 2",
		"missing": "DELETE FROM audit WHERE seq = 2",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir)
			for range 3 {
				if err := s.Record(t.Context(), corpus.Act{By: "王老师", Verb: corpus.ActExport}); err != nil {
					t.Fatal(err)
				}
			}
			db, err := sql.Open("sqlite3", "file:"+dir+"/archive.db")
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(alter); err == nil {
				t.Fatalf("%s went through; the log should be append-only", alter)
			}
			for _, q := range []string{"DROP TRIGGER audit_keeps", "DROP TRIGGER audit_stays", alter} {
				if _, err := db.Exec(q); err != nil {
					t.Fatal(err)
				}
			}
			if n, _, err := s.VerifyAudit(t.Context()); corpus.CodeOf(err) != corpus.Conflict || n != 1 {
				t.Errorf("VerifyAudit = %d, %v; want a Conflict after 1 act", n, err)
			}
		})
	}
}

package storetest

import (
	"slices"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store/audit"
)

func testActsAreChained(t *testing.T, empty Empty) {
	s := open(t, empty)
	for _, verb := range []corpus.Verb{corpus.ActExport, corpus.ActWords, corpus.ActExport} {
		if err := s.Record(t.Context(), corpus.Act{By: "王老师", Verb: verb, Object: "poem/1"}); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Acts(t.Context(), 0, 10)
	if err != nil || len(all) != 3 {
		t.Fatalf("Acts = %+v, %v", all, err)
	}
	acts, err := s.Acts(t.Context(), 0, 2)
	if err != nil || len(acts) != 2 || acts[0].Seq != 3 || acts[1].Verb != corpus.ActWords || acts[1].By != "王老师" {
		t.Fatalf("Acts = %+v, %v; want the last two, newest first", acts, err)
	}
	for name, c := range map[string]struct {
		audit.Criteria
		want int
	}{
		"all":       {audit.Criteria{}, 3},
		"one verb":  {audit.Criteria{Verb: corpus.ActExport}, 2},
		"nobody":    {audit.Criteria{By: "李老师"}, 0},
		"since":     {audit.Criteria{By: "王老师", From: acts[0].At}, len(slices.DeleteFunc(slices.Clone(all), func(a corpus.Act) bool { return a.At.Before(acts[0].At) }))},
		"until":     {audit.Criteria{Until: all[2].At}, 0},
		"not today": {audit.Criteria{From: acts[0].At.Add(time.Hour)}, 0},
	} {
		if found, err := s.FindActs(t.Context(), c.Criteria, 0, 10); err != nil || len(found) != c.want {
			t.Errorf("%s: %d acts, %v; want %d", name, len(found), err, c.want)
		}
	}
	n, head, err := s.VerifyAudit(t.Context())
	if err != nil || n != 3 || head != acts[0].Hash {
		t.Errorf("VerifyAudit = %d, %s, %v; want 3, %s", n, head, err, acts[0].Hash)
	}
}

func testAlteredAuditLogIsNoticed(t *testing.T, empty Empty) {
	for name, alter := range map[string]string{
		"changed": "UPDATE audit SET actor = '别人' WHERE seq = 2",
		"missing": "DELETE FROM audit WHERE seq = 2",
	} {
		t.Run(name, func(t *testing.T) {
			archive := begin(t, empty)
			s := archive.open(t)
			for range 3 {
				if err := s.Record(t.Context(), corpus.Act{By: "王老师", Verb: corpus.ActExport}); err != nil {
					t.Fatal(err)
				}
			}
			if err := archive.exec(t, alter); err == nil {
				t.Fatalf("%s went through; the log should be append-only", alter)
			}
			archive.unguardAudit(t)
			if err := archive.exec(t, alter); err != nil {
				t.Fatal(err)
			}
			if n, _, err := s.VerifyAudit(t.Context()); corpus.CodeOf(err) != corpus.Conflict || n != 1 {
				t.Errorf("VerifyAudit = %d, %v; want a Conflict after 1 act", n, err)
			}
		})
	}
}

// unguardAudit drops what keeps the audit log append-only. Databases name a
// trigger differently there.
func (a archive) unguardAudit(t testing.TB) {
	t.Helper()
	for _, trigger := range []string{"audit_keeps", "audit_stays"} {
		err := a.exec(t, "DROP TRIGGER "+trigger)
		if err != nil {
			err = a.exec(t, "DROP TRIGGER "+trigger+" ON audit")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

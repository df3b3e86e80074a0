package storetest

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/erasure"
	"shiyun/corpus/store/people"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

// withPerson is an archive in which somebody is everywhere a person can be.
func withPerson(t *testing.T, empty Empty) *store.Store {
	t.Helper()
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A1", "望湖", "汀兰", "一湖秋水向东流"), draft("A2", "赠丁砚耕", "汀兰", "与丁砚耕同游"),
		draft("A3", "旧作", "丁耕石", "石上旧题名未灭"))
	sub, err := s.SubmitPoem(t.Context(), curation.Sent{Submission: corpus.Submission{Message: "丁砚耕的电话13800005555", Consent: "v1"},
		Draft: draft("", "新荷", "丁砚耕", "一片新荷半池月影"), Token: "t", Contact: s.Secrets().Seal("微信 dingyg_55 电话13800005555")})
	if err == nil {
		_, err = s.Accept(t.Context(), teacher, curation.ItemKey{ID: int64(sub.Poem)}, 0)
	}
	if err == nil {
		err = s.MergeAuthors(t.Context(), teacher, 2, 3)
	}
	if err == nil {
		err = s.AddAlias(t.Context(), teacher.By, 3, "砚耕老人")
	}
	if err == nil {
		_, err = s.AddMedia(t.Context(), teacher.By, corpus.Media{Poem: 1, Kind: corpus.MediaRecording, File: strings.Repeat("0", 32) + ".mp3", Type: "audio/mpeg", Size: 9, Alt: "丁砚耕朗诵", By: "丁砚耕", Consent: "本人"})
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func testPersonIsFound(t *testing.T, empty Empty) {
	s := withPerson(t, empty)
	for _, who := range []string{"丁砚耕", "砚耕老人", "丁耕石", "3"} {
		p, err := s.Person(t.Context(), who)
		if err != nil || p.Author != 3 || !slices.Equal(p.Poems, []corpus.PoemID{3, 4}) || len(p.Submissions) != 1 || len(p.Contacts) != 1 || len(p.Media) != 1 ||
			!slices.Equal(p.Others, []corpus.PoemID{2}) || p.Names[0] != "丁砚耕" || !slices.Contains(p.Names, "丁耕石") {
			t.Errorf("%s: %+v, %v", who, p, err)
		}
	}
	_, err := s.Person(t.Context(), "无此人")
	wantCode(t, "nobody", err, corpus.NotFound)
	x, err := s.ExportPerson(t.Context(), teacher.By, "3")
	text, _ := json.Marshal(x)
	for _, want := range []string{"13800005555", "一片新荷", "石上旧题名", "\"v1\"", "丁砚耕朗诵"} {
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("the export lacks %s, %v", want, err)
		}
	}
	if act := lastAct(t, s); act.Verb != corpus.ActExport || act.Object != "author/3" {
		t.Errorf("act %+v", act)
	}
}

func testPersonIsErased(t *testing.T, empty Empty) {
	for _, keep := range []bool{false, true} {
		s := withPerson(t, empty)
		before, _, err := s.VerifyAudit(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		needles, err := s.NeedlesOf(t.Context(), "丁砚耕", keep)
		has := func(text string) bool {
			return slices.ContainsFunc(needles, func(n []byte) bool { return string(n) == text })
		}
		if err != nil || !has("丁耕石") || !has("13800005555") || has("一片新荷半池月影") == keep {
			t.Errorf("keep %v: what must be found nowhere: %d, %v", keep, len(needles), err)
		}
		_, planned, err := s.ErasePerson(t.Context(), "丁砚耕", erasure.Options{By: teacher.By, KeepPoems: keep, DryRun: true})
		if now, _, _ := s.VerifyAudit(t.Context()); err != nil || now != before || planned.Poems != 2 || planned.Submissions != 1 || planned.Media != 1 {
			t.Fatalf("a dry run: %+v, %v", planned, err)
		}
		_, done, err := s.ErasePerson(t.Context(), "丁砚耕", erasure.Options{By: teacher.By, KeepPoems: keep})
		if err != nil || done != planned {
			t.Fatalf("erased %+v, planned %+v, %v", done, planned, err)
		}
		_, err = s.Person(t.Context(), "丁砚耕")
		wantCode(t, "once more", err, corpus.NotFound)
		if p := poem(t, s, 4); p.Author.Name != corpus.Anonymous || (p.Body != "") != keep || (p.Status == corpus.StatusPublished) != keep {
			t.Errorf("keep %v: the poem is %+v", keep, p)
		}
		revisions, err := s.Revisions(t.Context(), 4)
		for _, r := range revisions {
			if err != nil || strings.Contains(string(r.Content), "丁砚耕") || strings.Contains(string(r.Content), "新荷") != keep {
				t.Errorf("keep %v: revision %s, %v", keep, r.Content, err)
			}
		}
		if _, _, err := s.VerifyAudit(t.Context()); err != nil {
			t.Errorf("the log is broken: %v", err)
		}
		if err := s.Purge(t.Context()); err != nil {
			t.Error(err)
		}
		if p := poem(t, s, 2); p.Body != "与丁砚耕同游" {
			t.Errorf("another's poem is %q", p.Body)
		}
	}
}

// A person who looked after the archive too is erased as who did things: their
// account has its number for a name and cannot be signed in to.
func testAccountIsErased(t *testing.T, empty Empty) {
	s := withPerson(t, empty)
	boss, err := s.AddAccount(t.Context(), corpus.ActorCommand, "丁砚耕", corpus.RoleAdmin)
	if err != nil {
		t.Fatal(err)
	}
	title := "改过的题"
	if _, err := s.Revise(t.Context(), poems.Edit{By: boss.Actor()}, 1, 0, corpus.Draft{Title: &title}); err != nil {
		t.Fatal(err)
	}
	if err := s.Record(t.Context(), corpus.Act{By: boss.Actor(), Verb: corpus.ActWords, Object: "dictionary", Detail: "+ 荷风"}); err != nil {
		t.Fatal(err)
	}
	_, _, err = s.ErasePerson(t.Context(), "丁砚耕", erasure.Options{By: boss.Actor()})
	wantCode(t, "the last who can manage accounts", err, corpus.Conflict)
	if _, err := s.AddAccount(t.Context(), corpus.ActorCommand, "王老师", corpus.RoleAdmin); err != nil {
		t.Fatal(err)
	}
	p, done, err := s.ErasePerson(t.Context(), "丁砚耕", erasure.Options{By: boss.Actor()})
	if err != nil || done.Accounts != 1 || !slices.Equal(p.Accounts, []corpus.AccountID{boss.ID}) {
		t.Fatalf("%+v %+v, %v", p, done, err)
	}
	want := people.AccountObject(boss.ID)
	if a, err := s.Account(t.Context(), boss.ID); err != nil || a.Name != want || !a.Disabled {
		t.Errorf("account %+v, %v", a, err)
	}
	revisions, err := s.Revisions(t.Context(), 1)
	acts, actsErr := s.Acts(t.Context(), 0, 100)
	text, _ := json.Marshal([]any{revisions, acts})
	if err != nil || actsErr != nil || strings.Contains(string(text), "丁砚耕") || !strings.Contains(string(text), want) || !strings.Contains(string(text), "+ 荷风") {
		t.Errorf("left: %s, %v, %v", text, err, actsErr)
	}
	if _, _, err := s.VerifyAudit(t.Context()); err != nil {
		t.Errorf("the log is broken: %v", err)
	}
	if v, err := s.Verify(t.Context(), true, nil); err != nil || !v.Sound() {
		t.Errorf("verify: %+v, %v", v, err)
	}
}

func testContactsAreForgotten(t *testing.T, empty Empty) {
	s := open(t, empty)
	for i, title := range []string{"一", "二"} {
		sub, err := s.SubmitPoem(t.Context(), curation.Sent{Draft: draft("", title, "甲", title+"池月影"), Token: title, Contact: "x"})
		if err == nil && i == 0 {
			_, err = s.Accept(t.Context(), teacher, curation.ItemKey{ID: int64(sub.Poem)}, 0)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		before time.Time
		want   int64
	}{{time.Now().AddDate(0, 0, -90), 0}, {time.Now().Add(time.Second), 1}, {time.Now().Add(time.Second), 0}} {
		if n, err := s.ForgetContacts(t.Context(), c.before); err != nil || n != c.want {
			t.Errorf("%d forgotten, %v; want %d", n, err, c.want)
		}
	}
}

package storetest

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/state"
)

// An index is built aside, then live, then retired by the next; how far it has
// come is kept with it.
func testGenerationsFollowEachOther(t *testing.T, empty Empty) {
	s := open(t, empty)
	ctx := t.Context()
	_, err := s.LiveGeneration(ctx)
	wantCode(t, "before the first", err, corpus.NotFound)
	var made []state.Generation
	for range 3 {
		g, err := s.CreateGeneration(ctx, "f1", "new")
		if err != nil || g.State != state.GenerationBuilding {
			t.Fatalf("%+v, %v", g, err)
		}
		made = append(made, g)
	}
	for _, g := range made[:2] {
		if err := errors.Join(s.AdvanceGeneration(ctx, g.ID, "7", 3), s.PublishGeneration(ctx, g.ID)); err != nil {
			t.Fatal(err)
		}
	}
	if live, err := s.LiveGeneration(ctx); err != nil || live.ID != made[1].ID || live.Cursor != "7" || live.Poems != 3 || live.Fingerprint != "f1" {
		t.Errorf("live %+v, %v", live, err)
	}
	if err := s.EndGeneration(ctx, made[2].ID, state.GenerationQuarantined); err != nil {
		t.Fatal(err)
	}
	list, err := s.Generations(ctx)
	if err != nil || len(list) != 3 || list[0].State != state.GenerationQuarantined || list[1].State != state.GenerationLive || list[2].State != state.GenerationRetired {
		t.Errorf("generations %+v, %v", list, err)
	}
	if s.Reached("7", "10") || !s.Reached("10", "7") || s.Reached("x", "") || !s.Reached("", "") {
		t.Error("cursors are not compared as numbers")
	}
}

// A command leaves a request and waits for its answer.
func testRequestsAreAnswered(t *testing.T, empty Empty) {
	archive := begin(t, empty)
	s := archive.open(t)
	ctx := t.Context()
	first, err := s.AskIndex(ctx, state.RequestRebuild)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.AskIndex(ctx, state.RequestVerify)
	if err != nil {
		t.Fatal(err)
	}
	if list, err := s.OpenIndexRequests(ctx); err != nil || len(list) != 2 || list[0].ID != first || list[1].Kind != state.RequestVerify {
		t.Errorf("open %+v, %v", list, err)
	}
	if err := s.AnswerIndexRequest(ctx, first, "{}", errors.New("no")); err != nil {
		t.Fatal(err)
	}
	if r, err := s.IndexRequest(ctx, first); err != nil || !r.Done || r.Answer != "{}" || r.Error != "no" {
		t.Errorf("answered %+v, %v", r, err)
	}
	if err := archive.exec(t, "UPDATE index_requests SET created_at = created_at - 3600000000"); err != nil {
		t.Fatal(err)
	}
	if list, err := s.OpenIndexRequests(ctx); err != nil || len(list) != 0 {
		t.Errorf("whoever asked is gone: %+v, %v", list, err)
	}
	if r, err := s.IndexRequest(ctx, second); err != nil || r.Done {
		t.Errorf("not answered %+v, %v", r, err)
	}
	_, err = s.IndexRequest(ctx, 9)
	wantCode(t, "no such request", err, corpus.NotFound)
}

func testSiteSettings(t *testing.T, empty Empty) {
	s := open(t, empty)
	want := corpus.SiteSettings{Name: "柳岸诗社", Line: "一条街的诗", Mark: "柳", Seal: "柳岸", About: "我们是谁\n\n再一段", Colours: corpus.SiteColours{Seal: "#1F4E5F"}, NoPlan: true}
	if got, err := s.SiteSettings(t.Context()); err != nil || got != (corpus.SiteSettings{}) {
		t.Errorf("of a new archive: %+v, %v", got, err)
	}
	for again, change := range []corpus.Kind{corpus.KindSite, ""} {
		before, err := s.Head(t.Context())
		if err == nil {
			err = s.SetSiteSettings(t.Context(), keeper, want)
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := kinds(t, s, before); !slices.Equal(got, []corpus.Kind{change}) && (change != "" || len(got) != 0) {
			t.Errorf("set %d times: changes %v", again+1, got)
		}
	}
	want.Colours.Seal = "#1f4e5f"
	if got, err := s.SiteSettings(t.Context()); err != nil || got != want {
		t.Errorf("%+v, %v", got, err)
	}
	if act := lastAct(t, s); act.Verb != corpus.ActSite || act.Detail != "name line mark colours plan about" {
		t.Errorf("act %+v", act)
	}
	for name, refused := range map[string]corpus.SiteSettings{"a long name": {Name: strings.Repeat("长", corpus.MaxSiteName+1)},
		"no colour": {Colours: corpus.SiteColours{Paper: "red;}"}}, "a long text": {About: strings.Repeat("长", corpus.MaxProse+1)}} {
		if err := s.SetSiteSettings(t.Context(), keeper, refused); corpus.CodeOf(err) != corpus.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got, err := s.SiteSettings(t.Context()); err != nil || got != want {
		t.Errorf("after what was refused: %+v, %v", got, err)
	}
}

func testSettingsAndMappingsAreKept(t *testing.T, empty Empty) {
	s := open(t, empty)
	for _, want := range []string{"", "a", "b"} {
		if want != "" {
			if err := errors.Join(s.SetSetting(t.Context(), "x", want), s.RememberMapping(t.Context(), "题\t文", want)); err != nil {
				t.Fatal(err)
			}
		}
		setting, err := s.Setting(t.Context(), "x")
		if err != nil || setting != want {
			t.Errorf("setting %q, %v; want %q", setting, err, want)
		}
		mapping, err := s.Mapping(t.Context(), "题\t文")
		if err != nil || mapping != want {
			t.Errorf("mapping %q, %v; want %q", mapping, err, want)
		}
	}
}

func testDeskCountsWhatWaits(t *testing.T, empty Empty) {
	s := library(t, empty) // one poem of it waits
	submitPoem(t, s, "t1", "新荷", "一片新荷")
	sub, err := s.SubmitCorrection(t.Context(), curation.Sent{Token: "c1", Submission: corpus.Submission{Poem: 1, Revision: 1, Proposal: corpus.Proposal{Body: ptr("改")}}})
	if err == nil {
		err = s.KeepMisses(t.Context(), []corpus.Missed{{Query: "东篱角", Day: time.Now()}})
	}
	if err == nil {
		_, err = s.AddBatch(t.Context(), corpus.Batch{Kind: corpus.BatchImport, By: keeper, State: corpus.BatchUploaded}, func(corpus.BatchID) error { return nil })
	}
	if err != nil {
		t.Fatal(err)
	}
	if d, err := s.Desk(t.Context()); err != nil || d != (store.Desk{InReview: 3, OpenBatches: 1, Misses: 1}) {
		t.Errorf("%+v, %v", d, err)
	}
	for id, want := range map[corpus.SubmissionID]curation.ItemKey{1: {ID: 5}, sub.ID: {Correction: true, ID: int64(sub.ID)}} {
		key, err := s.SubmissionKey(t.Context(), id)
		if err != nil || key != want {
			t.Errorf("submission %d is %v, %v; want %v", id, key, err, want)
		}
		if item, err := s.QueueItem(t.Context(), key); err != nil || item.Key() != want || item.Submission == nil {
			t.Errorf("item %+v, %v", item, err)
		}
	}
	_, err = s.QueueItem(t.Context(), curation.ItemKey{ID: 99})
	wantCode(t, "no such item", err, corpus.NotFound)
}

// Who is shut out, or has a new password, is signed in no longer; a code counts
// once.
func testSessionsEnd(t *testing.T, empty Empty) {
	s := open(t, empty)
	ctx := t.Context()
	a := addAccount(t, s, "王老师", corpus.RoleCurator)
	if err := s.SetCode(ctx, a.Actor(), a.ID, "SECRET", 7); err != nil {
		t.Fatal(err)
	}
	signIn := func(step int64) string {
		t.Helper()
		cred, err := s.Credentials(ctx, "王老师")
		if err != nil || cred.Secret != "SECRET" {
			t.Fatalf("%+v, %v", cred, err)
		}
		token, err := s.SignIn(ctx, cred, step, "手机", "")
		wantCode(t, "sign in", err, map[bool]corpus.Code{true: corpus.Conflict}[step <= 7])
		return token
	}
	signIn(7) // used before
	one, two, three := signIn(8), signIn(9), signIn(10)
	list, err := s.Sessions(ctx, a.ID, two)
	if err != nil || len(list) != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
	for _, session := range list {
		if session.Current { // of the second
			err = s.EndSession(ctx, a.Actor(), a.ID, session.Handle)
		}
	}
	in := func(token string) bool { _, err := s.SignedIn(ctx, token); return err == nil }
	if err != nil || !in(one) || in(two) || !in(three) {
		t.Errorf("one session ended, %v: %v %v %v", err, in(one), in(two), in(three))
	}
	if err := s.EndSessions(ctx, a.Actor(), a.ID, three); err != nil || in(one) || !in(three) {
		t.Errorf("the others ended, %v: %v %v", err, in(one), in(three))
	}
	if err := s.SignOut(ctx, a, three); err != nil || in(three) {
		t.Errorf("signed out: %v", err)
	}
	four := signIn(11)
	if err := s.SetPassword(ctx, a.ID, "hash"); err != nil || in(four) {
		t.Errorf("a new password: %v", err)
	}
	if got, err := s.Account(ctx, a.ID); err != nil || !got.HasPassword || !got.HasCode {
		t.Errorf("%+v, %v", got, err)
	}
	_, err = s.Account(ctx, 99)
	wantCode(t, "no such account", err, corpus.NotFound)
	sealed := s.Secrets().Seal("a")
	if text, err := s.Secrets().Open(sealed); err != nil || text != "a" {
		t.Errorf("sealed: %q, %v", text, err)
	}
}

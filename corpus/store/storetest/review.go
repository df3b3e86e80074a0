package storetest

import (
	"fmt"
	"strings"
	"testing"

	"shiyun/corpus"
	"shiyun/corpus/store"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
	"shiyun/corpus/store/transfer"
)

func submitPoem(t testing.TB, s *store.Store, token, title, body string) corpus.Submission {
	t.Helper()
	sub, err := s.SubmitPoem(t.Context(), curation.Sent{Token: token, Draft: draft("", title, "荷风", body), Contact: "1:sealed",
		Submission: corpus.Submission{Consent: "2026-11", Proxy: "孙女", Message: "请指正"}})
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

func readReceipt(t testing.TB, s *store.Store, token string) (corpus.Submission, corpus.Poem) {
	t.Helper()
	sub, p, err := s.Receipt(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return sub, p
}

func testPoemIsMendedWhileAccepted(t *testing.T, empty Empty) {
	s := open(t, empty)
	key := curation.ItemKey{ID: 1}
	submitPoem(t, s, "t1", "新荷", "一片新荷")
	mended := corpus.Draft{Form: ptr(corpus.FormXinshi), Tags: &[]string{"荷"}}
	_, err := s.AcceptMended(t.Context(), teacher, key, 7, mended)
	wantCode(t, "mended as another changed it", err, corpus.Conflict)
	if p, err := s.Poem(t.Context(), 1); err != nil || p.Form == corpus.FormXinshi || p.Status != corpus.StatusInReview {
		t.Errorf("half done: %+v, %v", p, err)
	}
	p, err := s.AcceptMended(t.Context(), teacher, key, 1, mended)
	if err != nil || p.Form != corpus.FormXinshi || len(p.Tags) != 1 || p.Status != corpus.StatusPublished {
		t.Fatalf("accepted: %+v, %v", p, err)
	}
	if err := s.UndoDecision(t.Context(), teacher, key, p.Revision); err != nil {
		t.Fatal(err)
	}
	if p, err = s.Poem(t.Context(), 1); err != nil || p.Form != corpus.FormXinshi || p.Status != corpus.StatusInReview {
		t.Errorf("taken back: %+v, %v", p, err)
	}
}

func testSubmissionIsFollowed(t *testing.T, empty Empty) {
	s := open(t, empty)
	key := curation.ItemKey{ID: 1}
	submitPoem(t, s, "t1", "新荷", "一片新荷")
	if again := submitPoem(t, s, "t1", "新荷", "一片新荷"); again.ID != 1 || again.Poem != 1 {
		t.Errorf("the same again is %+v", again)
	}
	sub, p := readReceipt(t, s, "t1")
	if sub.State != corpus.SubmissionWaiting || !sub.Contact || sub.Proxy != "孙女" || sub.Consent != "2026-11" || p.Status != corpus.StatusInReview {
		t.Errorf("sent in: %+v, %+v", sub, p)
	}
	if _, err := s.Return(t.Context(), poems.Edit{By: "王老师", Reason: corpus.OwnWords("第二句缺字")}, key, 1); err != nil {
		t.Fatal(err)
	}
	if sub, _ = readReceipt(t, s, "t1"); sub.State != corpus.SubmissionReturned || sub.Answer != "第二句缺字" || sub.By != "王老师" {
		t.Errorf("returned: %+v", sub)
	}
	if err := s.ReviseSubmission(t.Context(), "t1", 2, curation.Sent{Draft: corpus.Draft{Body: ptr("一片新荷叶")}}); err != nil {
		t.Fatal(err)
	}
	if sub, p = readReceipt(t, s, "t1"); sub.State != corpus.SubmissionWaiting || p.Body != "一片新荷叶" {
		t.Errorf("mended: %+v, %+v", sub, p)
	}
	if _, err := s.Accept(t.Context(), teacher, key, 3); err != nil {
		t.Fatal(err)
	}
	if sub, _ = readReceipt(t, s, "t1"); sub.State != corpus.SubmissionAccepted {
		t.Errorf("accepted: %+v", sub)
	}
	wantCode(t, "change after publishing", s.ReviseSubmission(t.Context(), "t1", 4, curation.Sent{Draft: corpus.Draft{Body: ptr("x")}}), corpus.Conflict)
	_, err := s.Accept(t.Context(), teacher, key, 0)
	wantCode(t, "accept twice", err, corpus.Conflict)
	if err := s.UndoDecision(t.Context(), teacher, key, 4); err != nil {
		t.Fatal(err)
	}
	if sub, _ = readReceipt(t, s, "t1"); sub.State != corpus.SubmissionWaiting || sub.By != "" {
		t.Errorf("taken back: %+v", sub)
	}
	wantCode(t, "undo twice", s.UndoDecision(t.Context(), teacher, key, 5), corpus.Conflict)
	if err := s.WithdrawSubmission(t.Context(), "t1"); err != nil {
		t.Fatal(err)
	}
	if sub, p = readReceipt(t, s, "t1"); sub.State != corpus.SubmissionWithdrawn || p.Status != corpus.StatusWithdrawn {
		t.Errorf("withdrawn: %+v, %+v", sub, p)
	}
	for _, token := range []string{"t2", "", "T1", "t1%"} {
		_, _, err := s.Receipt(t.Context(), token)
		wantCode(t, "another token "+token, err, corpus.NotFound)
		wantCode(t, "withdrawing with it", s.WithdrawSubmission(t.Context(), token), corpus.NotFound)
	}
}

func testTextTheArchiveHas(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A", "望湖", "汀兰", "一湖秋水"))
	sub, err := s.SubmitPoem(t.Context(), curation.Sent{Token: "a", Draft: draft("", "望湖", "汀兰", "一湖秋水")})
	wantCode(t, "published", err, corpus.Conflict)
	if sub.Poem != 1 {
		t.Errorf("leads to poem %d", sub.Poem)
	}
	submitPoem(t, s, "b", "新荷", "一片新荷")
	sub, err = s.SubmitPoem(t.Context(), curation.Sent{Token: "c", Draft: draft("", "新荷", "荷风", "一片新荷")})
	wantCode(t, "waiting", err, corpus.Conflict)
	if sub.Poem != 0 || len(allPoems(t, s)) != 2 {
		t.Errorf("leads to poem %d; %d poems", sub.Poem, len(allPoems(t, s)))
	}
}

func testCorrection(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("A", "望湖", "汀兰", "一湖秋水"))
	file := func(token, title, body string, revision int) (corpus.Submission, error) {
		return s.SubmitCorrection(t.Context(), curation.Sent{Token: token, Submission: corpus.Submission{Poem: 1, Revision: revision,
			Message: "错字", Proposal: corpus.Proposal{Title: &title, Body: &body}}})
	}
	sub, err := file("c1", "望湖", "一湖春水", 1)
	if err != nil || sub.Proposal.Title != nil || *sub.Proposal.Body != "一湖春水" {
		t.Fatalf("filed %+v, %v", sub, err)
	}
	_, err = file("c2", "望湖", "一湖秋水", 1)
	wantCode(t, "nothing changed", err, corpus.Invalid)
	if _, err := s.Revise(t.Context(), teacher, 1, 1, corpus.Draft{Title: ptr("望东湖")}); err != nil {
		t.Fatal(err)
	}
	key := curation.ItemKey{Correction: true, ID: int64(sub.ID)}
	_, err = s.Accept(t.Context(), teacher, key, 1)
	wantCode(t, "the poem changed since", err, corpus.Conflict)
	p, err := s.Accept(t.Context(), teacher, key, 2)
	if err != nil || p.Body != "一湖春水" || p.Title != "望东湖" || p.Revision != 3 {
		t.Fatalf("accepted: %+v, %v", p, err)
	}
	if revisions, err := s.Revisions(t.Context(), 1); err != nil || revisions[2].By != corpus.ActorResident || revisions[2].Reason.Text != "错字" {
		t.Errorf("revisions %+v, %v", revisions, err)
	}
	wantCode(t, "withdraw what is in the poem", s.WithdrawSubmission(t.Context(), "c1"), corpus.Conflict)
	if err := s.UndoDecision(t.Context(), teacher, key, 3); err != nil {
		t.Fatal(err)
	}
	if sub, p := readReceipt(t, s, "c1"); sub.State != corpus.SubmissionWaiting || p.Body != "一湖秋水" || p.Title != "望东湖" {
		t.Errorf("taken back: %+v, %+v", sub, p)
	}
	if _, err := s.Return(t.Context(), poems.Edit{By: "王老师", Reason: corpus.OwnWords("原稿如此")}, key, 0); err != nil {
		t.Fatal(err)
	}
	if sub, _ := readReceipt(t, s, "c1"); sub.State != corpus.SubmissionReturned || sub.Answer != "原稿如此" {
		t.Errorf("returned: %+v", sub)
	}
	if err := s.SetStatus(t.Context(), teacher, 1, corpus.StatusWithdrawn); err != nil {
		t.Fatal(err)
	}
	_, err = file("c3", "x", "y", 1)
	wantCode(t, "of a withdrawn poem", err, corpus.NotFound)
}

func testContactIsReadInTheOpen(t *testing.T, empty Empty) {
	s := open(t, empty)
	submitPoem(t, s, "t1", "新荷", "一片新荷")
	if contact, err := s.Contact(t.Context(), "王老师", 1); err != nil || contact != "1:sealed" {
		t.Errorf("contact %q, %v", contact, err)
	}
	if acts, err := s.Acts(t.Context(), 0, 1); err != nil || acts[0].Verb != corpus.ActReadContact || acts[0].Object != "submission/1" {
		t.Errorf("acts %+v, %v", acts, err)
	}
	_, err := s.Contact(t.Context(), "王老师", 2)
	wantCode(t, "no such submission", err, corpus.NotFound)
}

func testQueue(t *testing.T, empty Empty) {
	s := open(t, empty)
	importAll(t, s, transfer.ImportOptions{Publish: true}, draft("P", "已发", "汀兰", "一湖秋水"))
	for i := range 5 {
		importAll(t, s, transfer.ImportOptions{}, draft(fmt.Sprint(i), fmt.Sprint("题", i), "甲", fmt.Sprint("诗文", i)))
		submitPoem(t, s, fmt.Sprint("s", i), fmt.Sprint("投", i), fmt.Sprint("投稿", i))
		if _, err := s.SubmitCorrection(t.Context(), curation.Sent{Token: fmt.Sprint("c", i), Submission: corpus.Submission{Poem: 1, Revision: 1,
			Proposal: corpus.Proposal{Body: ptr(fmt.Sprint("改", i))}}}); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for cursor, pages := "", 0; pages < 20; pages++ {
		items, next, err := s.Queue(t.Context(), curation.QueueFilter{}, cursor, 4)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range items {
			got = append(got, item.Key().String())
		}
		if cursor = next; next == "" {
			break
		}
	}
	if want := "p3 c2 p5 c4 p7 c6 p9 c8 p11 c10 p2 p4 p6 p8 p10"; strings.Join(got, " ") != want {
		t.Errorf("queue %s, want %s", strings.Join(got, " "), want)
	}
	counts, err := s.QueueCounts(t.Context(), curation.QueueFilter{})
	if err != nil || counts[curation.QueueImported] != 5 || counts[curation.QueueSubmitted] != 5 || counts[curation.QueueCorrection] != 5 {
		t.Errorf("counts %v, %v", counts, err)
	}
	for name, c := range map[string]struct {
		f    curation.QueueFilter
		want int
	}{
		"imported":   {curation.QueueFilter{Kind: curation.QueueImported}, 5},
		"submitted":  {curation.QueueFilter{Kind: curation.QueueSubmitted}, 5},
		"correction": {curation.QueueFilter{Kind: curation.QueueCorrection}, 5},
		"author":     {curation.QueueFilter{Author: "荷风"}, 5},
		"batch":      {curation.QueueFilter{Batch: 3}, 1},
		"text":       {curation.QueueFilter{Text: "诗文3"}, 1},
		"wildcards":  {curation.QueueFilter{Text: "%_!"}, 0},
		"form":       {curation.QueueFilter{Form: "七绝"}, 0},
	} {
		items, _, err := s.Queue(t.Context(), c.f, "", 50)
		if err != nil || len(items) != c.want {
			t.Errorf("%s: %d items, %v; want %d", name, len(items), err, c.want)
		}
	}
	if ids, err := s.WaitingPoems(t.Context(), curation.QueueFilter{Kind: curation.QueueImported}, 3); err != nil || len(ids) != 3 {
		t.Errorf("waiting poems %v, %v", ids, err)
	}
}

func testFindPoems(t *testing.T, empty Empty) {
	s := open(t, empty)
	d := draft("N-1", "望湖", "汀兰", "一湖秋水")
	d.Place, d.Tags, d.Collections = ptr("东亭社区/听荷亭"), &[]string{"秋"}, &[]string{"甲集"}
	importAll(t, s, transfer.ImportOptions{}, d, draft("N-2", "二", "甲", "乙文"))
	for name, f := range map[string]poems.Criteria{
		"ref": {Text: "N-1"}, "body": {Text: "秋水"}, "author's part": {Text: "汀"}, "status": {Status: corpus.StatusInReview, Author: "汀兰"},
		"place above": {Place: "东亭社区"}, "tag": {Tag: "秋"}, "collection": {Collection: "甲集"}, "batch": {Batch: 1, Text: "望湖"},
	} {
		poems, total, err := s.FindPoems(t.Context(), f, 0, 10)
		if err != nil || total != 1 || len(poems) != 1 || poems[0].ID != 1 {
			t.Errorf("%s: %d poems, %v", name, total, err)
		}
		if ids, err := s.FindPoemIDs(t.Context(), f, 10); err != nil || len(ids) != 1 {
			t.Errorf("%s: ids %v, %v", name, ids, err)
		}
	}
}

package review

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/merge"
	"shiyun/corpus/store/curation"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
)

// decideReview accepts or returns one thing, or takes such a decision back.
func (s *Server) decideReview(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	key, ok := curation.ParseItemKey(values.Get("key"))
	if !ok {
		return nil, request.NotFound()
	}
	base, _ := strconv.Atoi(values.Get("revision"))
	e := entry.New(s.words, values)
	edit := poems.Edit{By: curator.ActorOf(c), Reason: corpus.OwnWords(e.Short("reason", entry.MaxMessage)), HideBefore: values.Get("hide") != ""}
	if !e.Fine() {
		return s.reviewPage(c, http.StatusUnprocessableEntity, e.Problem("reason"))
	}
	if edit.Reason.IsZero() && values.Get("act") == "return" {
		edit.Reason = corpus.OwnWords(s.readyReason(values.Get("ready")))
	}
	mended := mendedIn(e, key)
	if !e.Fine() {
		return s.reviewPage(c, http.StatusUnprocessableEntity, e.Problem("form")+e.Problem("place")+e.Problem("tags"))
	}
	next := values.Get("following")
	revision, err := s.decide(c.Request().Context(), edit, values.Get("act"), key, base, mended, mediaIDs(values["show"]))
	if code := corpus.CodeOf(err); code == corpus.Conflict || code == corpus.Invalid {
		_, message := s.pages.Classify(err)
		return s.reviewPage(c, http.StatusConflict, message)
	}
	if err != nil {
		return nil, err
	}
	if values.Get("act") == "undo" {
		next = key.String()
	}
	did := url.Values{"did": {fmt.Sprintf("%s.%s.%d", values.Get("act"), key, revision)}}
	if _, ok := curation.ParseItemKey(next); ok {
		did.Set("item", next)
	}
	return answer.SeeOther(backTo(values.Get("here"), did))
}

// readyReasons are why poems are mostly returned, for who has one hand free.
var readyReasons = []string{"review.ready.incomplete", "review.ready.twice", "review.ready.unreadable", "review.ready.not_own"}

// readyReason returns the sentence of a reason chosen by number; "" for none.
func (s *Server) readyReason(number string) string {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(readyReasons) {
		return ""
	}
	return s.words.Say(readyReasons[n-1])
}

// mendedIn is what was set right of a poem beside the decision: its form, its
// place and its tags.
func mendedIn(e *entry.Entry, key curation.ItemKey) corpus.Draft {
	var d corpus.Draft
	if key.Correction || e.Value("act") != "accept" {
		return d
	}
	d.Place, d.Tags = e.Line("place"), e.List("tags")
	if form, known := corpus.ParseForm(e.Value("form")); known && e.Value("form") != "" {
		d.Form = &form
	}
	return d
}

// decide returns the poem's revision after the decision.
func (s *Server) decide(ctx context.Context, edit poems.Edit, act string, key curation.ItemKey, base int, mended corpus.Draft, show []corpus.MediaID) (int, error) {
	switch act {
	case "accept":
		p, err := s.store.AcceptMended(ctx, edit, key, base, mended, show...)
		return p.Revision, err
	case "return":
		if edit.Reason.IsZero() {
			return 0, corpus.NewError(corpus.Invalid, "review.no_reason")
		}
		p, err := s.store.Return(ctx, edit, key, base)
		return p.Revision, err
	case "undo":
		return base, s.store.UndoDecision(ctx, edit, key, base)
	}
	return 0, request.NotFound()
}

// backTo is a page of the queue with more said in its address. An address of
// anywhere else is the beginning of the queue.
func backTo(here string, more url.Values) string {
	u, err := url.Parse(here)
	if err != nil || u.Path != paths.Review || u.Host != "" || u.Scheme != "" {
		u = &url.URL{Path: paths.Review}
	}
	q := u.Query()
	for _, key := range []string{"did", "item"} {
		q.Del(key)
	}
	for key := range more {
		q.Set(key, more.Get(key))
	}
	return (&url.URL{Path: paths.Review, RawQuery: q.Encode()}).String()
}

// acceptReview publishes the poems chosen, or all that the filter leaves, as
// one batch that can be taken back.
func (s *Server) acceptReview(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	var ids []corpus.PoemID
	if values.Get("all") != "" {
		here, _ := url.Parse(backTo(values.Get("here"), nil))
		ids, err = s.store.WaitingPoems(c.Request().Context(), queueFilter(here.Query()), curation.MaxBulk)
		if err != nil {
			return nil, err
		}
	}
	for _, text := range values["key"] {
		if key, ok := curation.ParseItemKey(text); ok && !key.Correction && values.Get("all") == "" {
			ids = append(ids, corpus.PoemID(key.ID))
		}
	}
	if len(ids) == 0 {
		return s.reviewPage(c, http.StatusUnprocessableEntity, s.words.Say("review.none_chosen"))
	}
	// Once begun it goes through: half a batch is of no use, and its poems
	// are in already.
	ctx, stop := context.WithTimeout(context.WithoutCancel(c.Request().Context()), time.Minute)
	defer stop()
	batch, err := s.store.BulkEdit(ctx, poems.Edit{By: curator.ActorOf(c)}, merge.BulkChange{Publish: true}, ids)
	if err != nil {
		return nil, err
	}
	return curator.ShowBatchDone(c, s.pages, s.words, batch)
}

// showContact opens how to reach who sent something in. Looking is recorded.
func (s *Server) showContact(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	sealed, err := s.store.Contact(c.Request().Context(), curator.ActorOf(c), corpus.SubmissionID(id))
	if err != nil {
		return nil, err
	}
	contact, err := s.store.Secrets().Open(sealed)
	if err != nil {
		return nil, &corpus.Error{Code: corpus.Gone, Message: corpus.NewMessage("review.contact_unreadable"), Err: fmt.Errorf("open contact of submission %d: %w", id, err)}
	}
	return s.pages.Show(c, http.StatusOK, "curator-contact", page.View{Title: s.words.Say("review.contact"), Data: strings.TrimSpace(contact)})
}

// showSubmission leads from a submission, as the audit log names it, to where
// it is looked at.
func (s *Server) showSubmission(c echo.Context) (answer.Answer, error) {
	id, err := request.PathID(c)
	if err != nil {
		return nil, err
	}
	key, err := s.store.SubmissionKey(c.Request().Context(), corpus.SubmissionID(id))
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(reviewURL(curation.QueueFilter{}, "", key.String()))
}

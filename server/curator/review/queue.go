package review

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/answer"
	"shiyun/server/borrowed"
	"shiyun/server/curator"
	"shiyun/server/diff"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/proofread"
	"shiyun/server/published"
	"shiyun/server/request"
)

// reviewPage is how many things stand in the list at once: a look down it, and
// one click for all of them.
const reviewPage = 30

// queueKinds are what waits, in the order of the chips above the list.
var queueKinds = []struct {
	kind curation.QueueKind
	key  string
}{{curation.QueueSubmitted, "review.submitted"}, {curation.QueueCorrection, "review.correction"}, {curation.QueueRecitation, "review.recitation"}, {curation.QueueImported, "review.imported"}}

type reviewView struct {
	Filter   curation.QueueFilter
	Narrowed bool
	Kinds    []page.Choice
	Forms    []corpus.Form
	Total    int
	Poems    int // of them, that one click can publish
	Rows     []reviewRow
	Item     *reviewItem // nil where nothing waits
	Asked    bool        // Item is the one the address names, not just the first
	Here     string      // the address of this page of the list
	First    string
	Next     string
	Notice   string
	Undo     *reviewUndo
	Tell     string // what to send to who waits for the decision just made
}

// reviewRow is one thing in the list.
type reviewRow struct {
	Key, Title, Author, Kind, URL, Since string
	Poem                                 bool // it can be accepted unseen, with others
	Current                              bool
}

// reviewItem is the one thing looked at.
type reviewItem struct {
	curation.QueueItem
	Key        string
	Kind       string
	Since      string
	Poem       corpus.Poem // as it would be read
	Revision   int         // of the poem as it is now
	Waiting    bool
	Diffs      []diff.FieldDiff // of a correction
	Outdated   bool             // the poem changed since the correction was made
	Proof      proofread.Shown
	Borrowed   borrowed.Shown
	Alike      []alikeView
	Compared   bool                  // Alike is all there is
	Places     []corpus.Place        // to choose from
	Ready      []string              // reasons to return it with
	Sent       []published.MediaView // recordings and pictures that came with it
	Following  string
	Prev, Next string // addresses of its neighbours; "" at the ends
}

// reviewUndo takes back the last decision.
type reviewUndo struct {
	Key      string
	Revision int
}

func (s *Server) showReview(c echo.Context) (answer.Answer, error) {
	return s.reviewPage(c, http.StatusOK, "")
}

func (s *Server) reviewPage(c echo.Context, status int, notice string) (answer.Answer, error) {
	v, err := s.review(c)
	if err != nil {
		return nil, err
	}
	if notice != "" {
		v.Notice, v.Undo = notice, nil
	}
	return s.pages.Show(c, status, "curator-review", page.View{Title: s.words.Say("curator.review"), Section: "review", Data: v})
}

func (s *Server) review(c echo.Context) (v reviewView, err error) {
	ctx := c.Request().Context()
	query := c.QueryParams()
	v.Filter = queueFilter(query)
	v.Narrowed, v.Forms = v.Filter != curation.QueueFilter{}, corpus.Forms()
	if err = s.countQueue(ctx, &v); err != nil {
		return v, err
	}
	items, next, err := s.store.Queue(ctx, v.Filter, query.Get("after"), reviewPage)
	if err != nil {
		return v, err
	}
	v.Here = reviewURL(v.Filter, query.Get("after"), "")
	if query.Get("after") != "" {
		v.First = reviewURL(v.Filter, "", "")
	}
	if next != "" {
		v.Next = reviewURL(v.Filter, next, "")
	}
	if v.Item, err = s.reviewItemOf(ctx, query, items, v); err != nil {
		return v, err
	}
	if v.Item != nil {
		v.Item.Proof = proofread.Show(proofread.Check(v.Item.Poem, s.origin.Preferences(c).Book), s.words)
		if v.Item.Borrowed, err = s.borrowed.One(ctx, v.Item.Poem); err != nil {
			return v, err
		}
	}
	v.Asked = query.Get("item") != ""
	for _, item := range items {
		v.Rows = append(v.Rows, s.reviewRow(item, v, query.Get("after")))
	}
	s.didReview(query, &v)
	if v.Undo != nil {
		if key, ok := curation.ParseItemKey(v.Undo.Key); ok {
			v.Tell, err = s.told(ctx, key, s.origin.Of(c))
		}
	}
	return v, err
}

// countQueue fills in how much waits of each kind.
func (s *Server) countQueue(ctx context.Context, v *reviewView) error {
	all := v.Filter
	all.Kind = ""
	counts, err := s.store.QueueCounts(ctx, all)
	if err != nil {
		return err
	}
	for _, k := range queueKinds {
		f := all
		f.Kind = k.kind
		on := v.Filter.Kind == k.kind
		if on {
			f.Kind = ""
		}
		v.Kinds = append(v.Kinds, page.Choice{Label: s.words.Say(k.key), Count: counts[k.kind], URL: reviewURL(f, "", ""), On: on})
		if v.Filter.Kind == "" || on {
			v.Total += counts[k.kind]
			if ofPoems(k.kind) {
				v.Poems += counts[k.kind]
			}
		}
	}
	return nil
}

// reviewItemOf is the thing the address names, or the first that waits.
func (s *Server) reviewItemOf(ctx context.Context, query url.Values, items []curation.QueueItem, v reviewView) (*reviewItem, error) {
	at := 0
	var item curation.QueueItem
	if key, ok := curation.ParseItemKey(query.Get("item")); ok {
		var err error
		if item, err = s.store.QueueItem(ctx, key); err != nil {
			return nil, err
		}
		for at = 0; at < len(items) && items[at].Key() != key; at++ {
		}
	} else if len(items) > 0 {
		item = items[0]
	} else {
		return nil, nil
	}
	r, err := s.reviewItem(ctx, item)
	if err != nil {
		return nil, err
	}
	address := func(i int) string { return reviewURL(v.Filter, query.Get("after"), items[i].Key().String()) }
	if at > 0 && at <= len(items) && len(items) > 0 {
		r.Prev = address(at - 1)
	}
	if at+1 < len(items) {
		r.Next, r.Following = address(at+1), items[at+1].Key().String()
	}
	return r, nil
}

func (s *Server) reviewItem(ctx context.Context, item curation.QueueItem) (*reviewItem, error) {
	r := &reviewItem{QueueItem: item, Key: item.Key().String(), Poem: item.Poem, Revision: item.Poem.Revision,
		Kind: s.queueKind(item.Kind), Since: s.pages.Moment(item.At), Waiting: item.Poem.Status == corpus.StatusInReview}
	if !ofPoems(item.Kind) {
		r.Waiting = item.Submission.State == corpus.SubmissionWaiting
	}
	if item.Kind == curation.QueueCorrection {
		r.Outdated = r.Waiting && item.Submission.Revision != item.Poem.Revision
		draft := item.Submission.Proposal.Draft()
		r.Poem = curator.Preview(item.Poem, draft)
		r.Diffs = diff.Compare(s.words, corpus.NewRecord(item.Poem), curator.Proposed(item.Poem, draft), s.words.Say("diff.before"), s.words.Say("diff.after"))
	}
	for _, key := range readyReasons {
		r.Ready = append(r.Ready, s.words.Say(key))
	}
	var err error
	if r.Sent, err = s.sentAlong(ctx, item); err != nil {
		return nil, err
	}
	if r.Places, err = s.store.Places(ctx); err != nil {
		return nil, err
	}
	r.Alike, r.Compared, err = s.alike(ctx, r.Poem)
	return r, err
}

func (s *Server) reviewRow(item curation.QueueItem, v reviewView, after string) reviewRow {
	row := reviewRow{Key: item.Key().String(), Title: item.Poem.Title, Author: item.Poem.Author.Name, Kind: s.queueKind(item.Kind),
		Since: s.pages.Moment(item.At), Poem: ofPoems(item.Kind)}
	row.URL = reviewURL(v.Filter, after, row.Key)
	row.Current = v.Item != nil && v.Item.Key == row.Key
	return row
}

func (s *Server) queueKind(kind curation.QueueKind) string {
	for _, k := range queueKinds {
		if k.kind == kind {
			return s.words.Say(k.key)
		}
	}
	return ""
}

// didReview returns in words what was just done, with the way back.
func (s *Server) didReview(query url.Values, v *reviewView) {
	act, rest, _ := strings.Cut(query.Get("did"), ".")
	key, number, _ := strings.Cut(rest, ".")
	revision, _ := strconv.Atoi(number)
	item, ok := curation.ParseItemKey(key)
	if !ok {
		return
	}
	switch act {
	case "accept":
		v.Notice = s.words.Say("review.did.accept")
		if item.Correction {
			v.Notice = s.words.Say("review.did.adopt")
		}
	case "return":
		v.Notice = s.words.Say("review.did.return")
	case "undo":
		v.Notice = s.words.Say("review.did.undo")
		return
	default:
		return
	}
	v.Undo = &reviewUndo{key, revision}
}

func queueFilter(q url.Values) curation.QueueFilter {
	f := curation.QueueFilter{Author: strings.TrimSpace(q.Get("author")), Text: strings.TrimSpace(q.Get("text")), Batch: corpus.BatchID(request.ParseID(q.Get("batch")))}
	for _, k := range queueKinds {
		if q.Get("kind") == string(k.kind) {
			f.Kind = k.kind
		}
	}
	if form, known := corpus.ParseForm(q.Get("form")); known && q.Get("form") != "" {
		f.Form = form
	}
	return f
}

// reviewURL is a page of the queue, with one thing of it open.
func reviewURL(f curation.QueueFilter, after, item string) string {
	q := url.Values{}
	set := func(key, value string) {
		if value != "" {
			q.Set(key, value)
		}
	}
	set("kind", string(f.Kind))
	set("form", string(f.Form))
	set("author", f.Author)
	set("text", f.Text)
	if f.Batch != 0 {
		set("batch", strconv.FormatInt(int64(f.Batch), 10))
	}
	set("after", after)
	set("item", item)
	if len(q) == 0 {
		return paths.Review
	}
	return paths.Review + "?" + q.Encode()
}

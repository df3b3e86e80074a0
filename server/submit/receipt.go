package submit

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/answer"
	"shiyun/server/page"
	"shiyun/server/published"
	"shiyun/server/request"
)

func receiptPath(token string) string { return "/receipt/" + token }

// receiptView is what became of a submission, for whoever has its link.
type receiptView struct {
	corpus.Submission
	About corpus.Poem // the poem sent in, or the one to correct
	Link  string      // the whole address, to keep
	Here  string      // the address within the site
	Code  string      // the number that finds it too; "" where it has none
	State string      // in words
	Title string      // of the page: what has just become of it, or what the page is
	Into  corpus.PoemID
	Open  bool     // it may still be changed as it is
	Back  bool     // it may be withdrawn
	Sent  []string // names of what came with it
}

// states are where a submission stands, in words.
var states = map[corpus.SubmissionKind]map[corpus.SubmissionState]string{
	corpus.SubmittedPoem: {corpus.SubmissionWaiting: "receipt.waiting", corpus.SubmissionAccepted: "receipt.accepted",
		corpus.SubmissionReturned: "receipt.returned", corpus.SubmissionWithdrawn: "receipt.withdrawn", corpus.SubmissionMerged: "receipt.merged"},
	corpus.SubmittedCorrection: {corpus.SubmissionWaiting: "receipt.waiting", corpus.SubmissionAccepted: "receipt.adopted",
		corpus.SubmissionReturned: "receipt.declined", corpus.SubmissionWithdrawn: "receipt.dropped"},
	corpus.SubmittedRecitation: {corpus.SubmissionWaiting: "receipt.waiting", corpus.SubmissionAccepted: "receipt.recited",
		corpus.SubmissionReturned: "receipt.declined", corpus.SubmissionWithdrawn: "receipt.unheard"},
}

// private keeps a page whose address is a key to its owner alone.
func private(c echo.Context) {
	h := c.Response().Header()
	h.Set(echo.HeaderCacheControl, "no-store")
	h.Set("X-Robots-Tag", "noindex")
}

func (s *Server) showReceipt(c echo.Context) (answer.Answer, error) {
	private(c)
	// The pages with forms keep the site's policy: under this one browsers
	// hide where a form comes from, and it would be refused.
	c.Response().Header().Set("Referrer-Policy", "no-referrer")
	v, err := s.receipt(c)
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "receipt", page.View{Title: v.Title, NoIndex: true, Data: v})
}

func (s *Server) receipt(c echo.Context) (v receiptView, err error) {
	token := request.PathParam(c, "token")
	if err := s.checkPace(c, token); err != nil {
		return v, err
	}
	if v.Submission, v.About, err = s.store.Receipt(c.Request().Context(), token); err != nil {
		return v, err
	}
	v.Here = receiptPath(token)
	switch {
	case curation.IsReceiptCode(token):
		v.Code = grouped(token)
	case v.Coded:
		v.Code = grouped(curation.ReceiptCode(token))
	}
	v.Link = s.origin.Of(c) + v.Here
	v.State = s.words.Say(states[v.Kind][v.Submission.State])
	v.Title = s.words.Say(v.title(c.QueryParam(savedParam) != ""))
	v.Open = v.Submission.State == corpus.SubmissionWaiting || v.Submission.State == corpus.SubmissionReturned
	v.Back = v.Open || v.Kind != corpus.SubmittedCorrection && v.Submission.State == corpus.SubmissionAccepted
	if v.Kind == corpus.SubmittedRecitation {
		v.Open = false
	}
	if v.Sent, err = s.sentAlong(c.Request().Context(), v.Submission.ID); err != nil {
		return v, err
	}
	if v.Submission.State == corpus.SubmissionMerged {
		into, err := s.store.Redirect(c.Request().Context(), corpus.KindPoem, int64(v.About.ID))
		if err != nil {
			return v, err
		}
		v.Into = corpus.PoemID(into)
	}
	return v, nil
}

// sentAlong names the recordings and pictures that came with a submission and
// are still there.
func (s *Server) sentAlong(ctx context.Context, id corpus.SubmissionID) ([]string, error) {
	all, err := s.store.MediaSent(ctx, id)
	var names []string
	for _, m := range published.ViewMedia(all) {
		names = append(names, s.words.Say(m.Key))
	}
	return names, err
}

// savedParam is in the address of a receipt that has just been changed.
const savedParam = "saved"

// title returns the key of the heading: 已收到 is said of what waits, not of
// what was changed or decided since.
func (v receiptView) title(saved bool) string {
	switch {
	case v.Submission.State != corpus.SubmissionWaiting:
		return "receipt.title.later"
	case saved:
		return "receipt.title.saved"
	}
	return "receipt.title"
}

// askWithdraw asks once.
func (s *Server) askWithdraw(c echo.Context) (answer.Answer, error) {
	private(c)
	v, err := s.receipt(c)
	if err != nil {
		return nil, err
	}
	if !v.Back {
		return answer.SeeOther(v.Here)
	}
	return s.pages.Show(c, http.StatusOK, "receipt-withdraw", page.View{Title: s.words.Say("receipt.withdraw"), NoIndex: true, Data: v})
}

func (s *Server) withdraw(c echo.Context) (answer.Answer, error) {
	private(c)
	token := request.PathParam(c, "token")
	ctx := c.Request().Context()
	v, err := s.receipt(c)
	if err != nil {
		return nil, err
	}
	if err := s.store.WithdrawSubmission(ctx, token); err != nil {
		return nil, err
	}
	sent, err := s.store.MediaSent(ctx, v.Submission.ID)
	if err == nil {
		err = s.drop(sent)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(receiptPath(token))
}

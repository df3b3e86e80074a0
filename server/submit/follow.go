package submit

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"shiyun/corpus"
	"shiyun/corpus/store/curation"
	"shiyun/server/answer"
	"shiyun/server/entry"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/request"
	"shiyun/server/route"
)

// A receipt's number is short enough to be read out on the telephone, so what
// keeps strangers from finding one is how often one may try: of 10¹² numbers
// with a thousand receipts among them, all visitors together, who get one a
// second, find one in some thirty years. The link, of 160 bits, is not limited.
var (
	codesOfOne = route.Limit{Every: 20 * time.Second, Burst: 20}
	codesOfAll = route.Limit{Every: time.Second, Burst: 60}
)

// everyone is what the numbers of all visitors are counted under.
const everyone = "everyone"

// checkPace refuses a number of a receipt that is asked for too soon.
func (s *Server) checkPace(c echo.Context, token string) error {
	if curation.IsReceiptCode(token) && !(s.codes.Allow(c.RealIP()) && s.allCodes.Allow(everyone)) {
		return middleware.ErrRateLimitExceeded
	}
	return nil
}

// grouped sets a number in groups of four, as people read them out.
func grouped(code string) string {
	var groups []string
	for ; len(code) > 4; code = code[4:] {
		groups = append(groups, code[:4])
	}
	return strings.Join(append(groups, code), " ")
}

// codeIn returns the digits of what was typed, also of the full-width ones that
// Chinese keyboards give.
func codeIn(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return -1
	}, text)
}

// showReceipts lists the receipts that this browser remembers, by a script and
// for nobody else, and asks for the number of another.
func (s *Server) showReceipts(c echo.Context) (answer.Answer, error) {
	return s.receiptsPage(c, http.StatusOK, entry.New(s.words, url.Values{}))
}

func (s *Server) receiptsPage(c echo.Context, status int, e *entry.Entry) (answer.Answer, error) {
	private(c)
	return s.pages.Show(c, status, "receipts", page.View{Title: s.words.Say("receipts.title"), Description: s.words.Say("receipts.lead"), Path: paths.Receipts, NoIndex: true, Section: "submit", Data: e})
}

// findReceipt leads from a number to its receipt.
func (s *Server) findReceipt(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	code := codeIn(values.Get("code"))
	e := entry.New(s.words, values)
	if !curation.IsReceiptCode(code) {
		e.Refuse("code", "receipts.no_code")
		return s.receiptsPage(c, http.StatusUnprocessableEntity, e)
	}
	if err := s.checkPace(c, code); err != nil {
		e.Refuse("code", "guard.full")
		return s.receiptsPage(c, http.StatusTooManyRequests, e)
	}
	if _, _, err = s.store.Receipt(c.Request().Context(), code); corpus.CodeOf(err) == corpus.NotFound {
		e.Refuse("code", "receipts.unknown")
		return s.receiptsPage(c, http.StatusNotFound, e)
	}
	if err != nil {
		return nil, err
	}
	return answer.SeeOther(receiptPath(code))
}

package account

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/request"
)

// actsPerPage is how many acts stand on a page.
const actsPerPage = 50

type auditView struct {
	Who    []page.Choice // to narrow the log to; the URL of each is its value
	Verbs  []page.Choice
	Day    string // 2006-01-02; "" for all days
	Acts   []actView
	Next   string // address of the older ones; "" on the last page
	First  string // address of the newest; "" on the first page
	Notice string
	Broken bool // Notice is about something wrong
}

// actView is an act in words.
type actView struct {
	At     time.Time
	Who    string
	What   string
	Object string
	Link   string // to the object; "" where it has no page
	Detail string
}

func (s *Server) showAudit(c echo.Context) (answer.Answer, error) { return s.auditPage(c, auditView{}) }

func (s *Server) auditPage(c echo.Context, v auditView) (answer.Answer, error) {
	names, err := s.accountNames(c)
	if err != nil {
		return nil, err
	}
	before := request.ParseID(c.QueryParam("before"))
	acts, err := s.store.FindActs(c.Request().Context(), s.auditCriteria(c, &v, names), before, actsPerPage+1)
	if err != nil {
		return nil, err
	}
	if len(acts) > actsPerPage {
		acts = acts[:actsPerPage]
		v.Next = auditURL(c, acts[actsPerPage-1].Seq)
	}
	if before != 0 {
		v.First = auditURL(c, 0)
	}
	for _, act := range acts {
		v.Acts = append(v.Acts, s.actView(act, names))
	}
	return s.pages.Show(c, http.StatusOK, "audit", page.View{Title: s.words.Say("curator.audit"), Data: v})
}

// verifyAudit reads the whole log; the hash it shows is worth something to
// whoever keeps it elsewhere.
func (s *Server) verifyAudit(c echo.Context) (answer.Answer, error) {
	acts, head, err := s.store.VerifyAudit(c.Request().Context())
	v := auditView{Notice: s.words.Say("audit.sound", acts, head)}
	if notice := curator.Notice(s.words, err); notice != "" {
		v.Notice, v.Broken = notice, true
	} else if err != nil {
		return nil, err
	}
	return s.auditPage(c, v)
}

func (s *Server) accountNames(c echo.Context) (map[string]string, error) {
	accounts, err := s.store.Accounts(c.Request().Context())
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, a := range accounts {
		names[strconv.FormatInt(int64(a.ID), 10)] = a.Name
	}
	return names, nil
}

func (s *Server) actView(act corpus.Act, names map[string]string) actView {
	v := actView{At: act.At, Who: s.actorWord(act.By), What: s.words.Say("act." + string(act.Verb)), Detail: s.detailWords(act.Detail)}
	if v.Object, v.Link = s.objectWords(act.Object, names); v.Object == v.Who {
		v.Object = "" // an act on one's own account
	}
	return v
}

// actorWord is the name of an account, or the word for an actor without one.
func (s *Server) actorWord(by corpus.Actor) string {
	if kind, ok := strings.CutPrefix(string(by), "@"); ok {
		return s.words.Say("actor." + kind)
	}
	return string(by)
}

// detailWords puts those parts of a detail in words that have any, and leaves
// the others, numbers most of them, as they are.
func (s *Server) detailWords(detail string) string {
	parts := strings.Fields(detail)
	for i, part := range parts {
		parts[i] = s.detailWord(part)
	}
	return strings.Join(parts, " ")
}

// detailWord puts in words a state, a field or the kind of a recording or picture; or
// another object, which is what the first became or went into.
func (s *Server) detailWord(part string) string {
	for _, prefix := range []string{"detail.", "field.", "media."} {
		if word, ok := s.words.Words[prefix+part]; ok {
			return word
		}
	}
	kind, id, _ := strings.Cut(part, "/")
	if word, ok := s.words.Words["object."+kind]; ok && request.ParseID(id) != 0 {
		return "→ " + word + " " + id
	}
	return part
}

// objectWords puts "poem/12" in words, with the address of its page where it
// has one.
func (s *Server) objectWords(object string, names map[string]string) (text, link string) {
	kind, id, _ := strings.Cut(object, "/")
	for _, page := range objectPages {
		if page.kind == kind && s.pages.Has(page.path+":id") {
			link = page.path + id
		}
	}
	if kind == "account" && names[id] != "" {
		return names[id], ""
	}
	word, ok := s.words.Words["object."+kind]
	if !ok {
		return object, link
	}
	return strings.TrimSpace(word + " " + id), link
}

// objectPages are where the objects of acts are shown: to curators, because
// what was withdrawn or merged has no page for the public.
var objectPages = []struct{ kind, path string }{
	{"poem", "/curator/poems/"}, {"author", "/curator/authors/"}, {"place", "/curator/places/"}, {"collection", "/curator/collections/"},
	{"batch", "/curator/batches/"}, {"submission", "/curator/submissions/"}, {"stone", "/curator/stones/"},
}

// Package upkeep shows administrators how the archive is kept: its backups, and
// what reading everything again found.
package upkeep

import (
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/upkeep"
	"shiyun/server/answer"
	"shiyun/server/catalogue"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/route"
	"shiyun/server/site"
)

// Server shows how the archive is kept.
type Server struct {
	words *catalogue.Catalogue
	pages *page.Pages
	keep  *upkeep.Keeper
}

// New shows it in one script of the site.
func New(s *site.Site, keeper *upkeep.Keeper) *Server {
	return &Server{words: s.Words, pages: s.Pages, keep: keeper}
}

// Routes are none where nothing looks after the archive.
func (s *Server) Routes() []route.Route {
	if s.keep == nil {
		return nil
	}
	return []route.Route{
		route.Get(paths.Upkeep, route.Admin, s.show, route.Terms{}),
		route.Post(paths.Upkeep+"/backup", route.Admin, s.backUp, route.Terms{}),
	}
}

type view struct {
	upkeep.Status
	HasBackup  bool
	Encrypted  bool
	Backup     string // when the last one was written, in words
	Complaints []string
	Findings   []string
	Notice     string
	Hours      int
}

func (s *Server) show(c echo.Context) (answer.Answer, error) { return s.render(c, "") }

func (s *Server) render(c echo.Context, notice string) (answer.Answer, error) {
	status, err := s.keep.Status()
	if err != nil {
		return nil, err
	}
	v := view{Status: status, HasBackup: status.Last.Name != "", Encrypted: len(status.Last.Recipients) > 0, Notice: notice, Hours: int(status.Every / time.Hour)}
	for _, m := range s.keep.Complaints() {
		v.Complaints = append(v.Complaints, s.words.Render(m))
	}
	round := status.Round
	if status.Now.Damaged > 0 {
		round = status.Now
	}
	for _, f := range round.Findings {
		m := f.Message
		if f.Poem != 0 {
			m = corpus.NewMessage("verify.of_poem", int(f.Poem), f.Title, f.Message)
		}
		v.Findings = append(v.Findings, s.words.Render(m))
	}
	return s.pages.Show(c, http.StatusOK, "curator-upkeep", page.View{Title: s.words.Say("curator.upkeep"), Data: v})
}

// backUp has a backup written; the page shows it when it is there.
func (s *Server) backUp(c echo.Context) (answer.Answer, error) {
	s.keep.Ask()
	return s.render(c, s.words.Say("upkeep.asked"))
}

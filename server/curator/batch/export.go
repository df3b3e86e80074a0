package batch

import (
	"context"
	"io"
	"net/http"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/export"
	"shiyun/corpus/intake"
	"shiyun/server/answer"
	"shiyun/server/curator"
	"shiyun/server/page"
	"shiyun/server/request"
)

// exportFormats are what the archive can be taken away as, the whole first.
var exportFormats = []intake.Format{intake.ZIP, intake.XLSX, intake.CSV, intake.JSONL}

type exportView struct {
	Notice  string
	Formats []exportChoice
}

type exportChoice struct {
	Format      intake.Format
	Name, About string
}

func (s *Server) showExport(c echo.Context) (answer.Answer, error) {
	return s.exportPage(c, http.StatusOK, "")
}

func (s *Server) exportPage(c echo.Context, status int, notice string) (answer.Answer, error) {
	v := exportView{Notice: notice}
	for _, f := range exportFormats {
		v.Formats = append(v.Formats, exportChoice{f, s.words.Say("export_name." + string(f)), s.words.Say("export_about." + string(f))})
	}
	return s.pages.Show(c, status, "curator-export", page.View{Title: s.words.Say("export.title"), Data: v})
}

// export sends every poem of every status. One at a time: it reads the whole
// archive.
func (s *Server) export(c echo.Context) (answer.Answer, error) {
	values, err := request.Form(c)
	if err != nil {
		return nil, err
	}
	f := intake.Format(values.Get("format"))
	if fileTypes[f] == "" {
		return nil, request.NotFound()
	}
	name := s.words.Say("export.name", s.now().Format("2006-01-02"))
	send, err := sendMade(c, name, f, func(ctx context.Context, w io.Writer) error {
		if !s.exporting.TryLock() {
			return &corpus.Error{Code: corpus.Conflict, Message: corpus.NewMessage("export.busy")}
		}
		defer s.exporting.Unlock() // before it is sent: a slow line keeps no one waiting
		if err := export.Write(ctx, s.store, export.Options{Format: f, At: s.now(), Render: s.words.Render}, w); err != nil {
			return err
		}
		return s.store.Record(ctx, corpus.Act{By: curator.ActorOf(c), Verb: corpus.ActExport, Object: "archive", Detail: string(f)})
	})
	if corpus.CodeOf(err) == corpus.Conflict {
		_, message := s.pages.Classify(err)
		return s.exportPage(c, http.StatusConflict, message)
	}
	return send, err
}

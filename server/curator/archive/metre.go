package archive

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/intake"
	"shiyun/corpus/store/poems"
	"shiyun/server/answer"
	"shiyun/server/borrowed"
	"shiyun/server/page"
	"shiyun/server/paths"
	"shiyun/server/proofread"
)

// mostReported bounds the poems of a report, and mostShown those that have
// something to say on its page; the file has them all.
const (
	mostReported = 20000
	mostShown    = 300
	readAtOnce   = 2000
)

// metreView is what a check finds in the poems that a filter leaves: of a
// batch, a collection, an author.
type metreView struct {
	Filter                 poems.Criteria
	Total, Checked, Faulty int
	Alike                  int            // poems of which a line stands elsewhere
	Poems                  []reportedPoem // those in which something was found
	Cut                    bool           // more were
	File, List             string         // addresses of the report as a file, and of the poems
}

type reportedPoem struct {
	Poem     corpus.Poem
	Proof    proofread.Shown
	Borrowed borrowed.Shown
}

func (s *Server) showMetre(c echo.Context) (answer.Answer, error) {
	f := poemFilter(c.QueryParams())
	v := metreView{Filter: f, File: poemsURL(paths.CuratorMetre+".csv", f, "", ""), List: poemsURL(paths.CuratorPoems, f, "", "")}
	err := s.checkPoems(c.Request().Context(), f, s.origin.Preferences(c).Book, func(one reportedPoem) error {
		v.Total++
		if one.Proof.Checked {
			v.Checked++
		}
		if len(one.Proof.Findings) > 0 {
			v.Faulty++
		}
		if len(one.Borrowed.Groups) > 0 {
			v.Alike++
		}
		switch {
		case len(one.Proof.Findings) == 0 && len(one.Borrowed.Groups) == 0:
		case len(v.Poems) < mostShown:
			v.Poems = append(v.Poems, one)
		default:
			v.Cut = true
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s.pages.Show(c, http.StatusOK, "curator-metre", page.View{Title: s.words.Say("metre.report"), Section: "poems", Data: v})
}

// sendMetre sends the report as a table, a row for each finding.
func (s *Server) sendMetre(c echo.Context) (answer.Answer, error) {
	var file bytes.Buffer
	file.WriteString("\uFEFF") // by which spreadsheets know the encoding
	w := csv.NewWriter(&file)
	var head []string
	for _, key := range []string{"metre.report.number", "field.ref", "field.title", "field.author", "field.form", "field.tune", "metre.field.book",
		"metre.report.severity", "metre.report.place", "metre.report.text", "metre.report.advice"} {
		head = append(head, s.words.Say(key))
	}
	if err := w.Write(head); err != nil {
		return nil, fmt.Errorf("write report: %w", err)
	}
	err := s.checkPoems(c.Request().Context(), poemFilter(c.QueryParams()), s.origin.Preferences(c).Book, func(one reportedPoem) error {
		p, shown := one.Poem, one.Proof
		poem := []string{strconv.FormatInt(int64(p.ID), 10), intake.Escape(p.Ref), intake.Escape(p.Title), intake.Escape(p.Author.Name), shown.Form, intake.Escape(shown.Tune), shown.Book}
		for _, remark := range shown.Findings {
			row := append(slices.Clone(poem), remark.Name, intake.Escape(s.words.Render(remark.Place)), intake.Escape(s.words.Render(remark.Text)), intake.Escape(s.words.Render(remark.Advice)))
			if err := w.Write(row); err != nil {
				return fmt.Errorf("write report: %w", err)
			}
		}
		for _, group := range one.Borrowed.Groups {
			for _, pair := range group.Lines {
				row := append(slices.Clone(poem), group.Name, s.words.Say("lines.place", pair.Line), intake.Escape(pair.Text+" "+pair.Theirs), intake.Escape(s.words.Say("lines.source", group.Title, group.Author)))
				if err := w.Write(row); err != nil {
					return fmt.Errorf("write report: %w", err)
				}
			}
		}
		return nil
	})
	if w.Flush(); err != nil {
		return nil, err
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, `attachment; filename="metre.csv"`)
	return answer.Blob(http.StatusOK, "text/csv; charset=utf-8", file.Bytes())
}

// checkPoems checks the poems that a filter leaves, the newest first.
func (s *Server) checkPoems(ctx context.Context, f poems.Criteria, book string, each func(reportedPoem) error) error {
	var before corpus.PoemID
	for n := 0; n < mostReported; {
		some, _, err := s.store.FindPoems(ctx, f, before, readAtOnce)
		if err != nil {
			return err
		}
		alike, err := s.borrowed.Many(ctx, some)
		if err != nil {
			return err
		}
		for i, p := range some {
			if err := each(reportedPoem{p, proofread.Show(proofread.Check(p, book), s.words), alike[i]}); err != nil {
				return err
			}
			before = p.ID
		}
		if n += len(some); len(some) < readAtOnce {
			return nil
		}
	}
	return nil
}

package batch

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"shiyun/corpus"
	"shiyun/corpus/batch"
	"shiyun/corpus/format"
	"shiyun/corpus/intake"
	"shiyun/server/answer"
	"shiyun/server/curator"
)

// planBatch keeps how a file of a batch is to be read, and goes on to what the
// button asks for: the check, another file, or the same one once more.
func (s *Server) planBatch(c echo.Context) (answer.Answer, error) {
	b, values, err := s.batchAsked(c)
	if err != nil {
		return nil, err
	}
	ctx, id := c.Request().Context(), b.ID
	file, _ := strconv.Atoi(values.Get("file"))
	err = s.setPlan(ctx, curator.ActorOf(c), b, file, values)
	if err == nil && values.Get("act") == "check" {
		_, err = s.desk.Check(ctx, curator.ActorOf(c), id)
	}
	if err != nil && s.goneOn(ctx, b) {
		return answer.SeeOther(curator.BatchPath(id))
	}
	if err != nil {
		return s.refused(c, id, err)
	}
	return answer.SeeOther(s.afterPlan(b, file, values))
}

func (s *Server) setPlan(ctx context.Context, by corpus.Actor, b corpus.Batch, file int, values url.Values) error {
	shown, err := batch.PlanOf(b)
	if err != nil {
		return err
	}
	p, err := s.preview(ctx, b.ID, file, shown)
	if err != nil && corpus.CodeOf(err) != corpus.Invalid {
		return err
	}
	plan, err := s.planToKeep(ctx, b)
	if err != nil {
		return err
	}
	readPlan(&plan, file, p, values)
	_, err = s.desk.SetPlan(ctx, by, b.ID, plan)
	return err
}

// readPlan takes over what a form has of one file. Columns and lines that
// were chosen by hand belong to the encoding they were seen in.
func readPlan(plan *batch.Plan, file int, p format.Preview, values url.Values) {
	opts := &plan.Files[file].Options
	encoding := intake.Encoding(values.Get("encoding"))
	if other := encoding != "" && encoding != p.Encoding; other {
		*opts = intake.Options{Format: opts.Format, Encoding: encoding, Alias: opts.Alias}
	} else {
		opts.Mappings = mappedBy(p.Tables, opts.Mappings, values)
		opts.Hidden = askedBy(p, opts.Hidden, values)
		if p.Labels != "" {
			if labels := cutBy(p, values); labels != p.Labels {
				opts.Labels = labels
			}
		}
	}
	if values.Has("publish") {
		plan.Publish = values.Get("publish") == "now"
	}
	if values.Has("near") {
		plan.Near = corpus.Decision(values.Get("near"))
	}
}

// mappedBy is given with what a form has of tables, whose columns it numbers
// through.
func mappedBy(tables []format.TablePreview, given intake.Mappings, values url.Values) intake.Mappings {
	all := maps.Clone(given)
	first := 0
	for _, t := range tables {
		if values.Has("c." + strconv.Itoa(first)) {
			m := make(intake.Mapping, len(t.Header))
			for i := range m {
				m[i] = intake.Field(values.Get("c." + strconv.Itoa(first+i)))
			}
			if all == nil {
				all = intake.Mappings{}
			}
			all[intake.HeaderKey(t.Header)] = m
		}
		first += len(t.Header)
	}
	return all
}

// askedBy is given with the hidden sheets that a form has ticked, of those that
// it showed.
func askedBy(p format.Preview, given []string, values url.Values) []string {
	asked := slices.Clone(given)
	for i, sheet := range p.Hidden {
		if !values.Has("hidden") {
			break // the form showed none
		}
		asked = slices.DeleteFunc(asked, func(name string) bool { return name == sheet.Name })
		if slices.Contains(values["hidden"], strconv.Itoa(i)) {
			asked = append(asked, sheet.Name)
		}
	}
	return asked
}

// afterPlan is where a plan's button leads.
func (s *Server) afterPlan(b corpus.Batch, file int, values url.Values) string {
	act, rest, _ := strings.Cut(values.Get("act"), ".")
	v := batchView{batchHead: s.headOf(b)}
	v.Batch.State = corpus.BatchMapped
	from, _ := strconv.Atoi(values.Get("from"))
	switch act {
	case "check":
		return v.Path
	case "file":
		n, _ := strconv.Atoi(rest)
		return s.planURL(v, n, 0) + "#file"
	case "from":
		from, _ = strconv.Atoi(rest)
		return s.planURL(v, file, from) + "#file"
	case "join", "drop":
		return s.planURL(v, file, from) + "#line-" + url.QueryEscape(rest)
	}
	return s.planURL(v, file, from) + "#file"
}
